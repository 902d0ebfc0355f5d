package hmrbench.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.io.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Weights of a checkpoint, read when the network asks for them, with a strict account of what was
 * used.
 *
 * <p>Official trainers wrap the weights in a dictionary ({@code gen_state_dict}, SPIN: {@code
 * model}), and files trained on several GPUs put {@code module.} before each name; both are looked
 * through. Optimiser state, discriminator, body model, image backbone and the encoder of MEVA's
 * autoencoder are known extras and never read.
 */
public final class CheckpointParameters implements Parameters {

  private static final List<String> WRAPPERS =
      List.of("", "gen_state_dict.", "model.", "state_dict.");
  private static final String DATA_PARALLEL = "module.";
  private static final List<String> EXTRAS =
      List.of(
          "gen_optimizer",
          "optimizer",
          "disc_motion_state_dict",
          "disc_motion_optimizer",
          "epoch",
          "performance",
          "vae_init_mlp.",
          "vae_model.e_",
          "vae_model.drnn_mlp.",
          "hmr.",
          "conv1.",
          "bn1.",
          "layer1.",
          "layer2.",
          "layer3.",
          "layer4.",
          "resnet_v2_50/",
          "D_",
          "beta1_power",
          "beta2_power",
          "global_step",
          "v_template",
          "shapedirs",
          "J_regressor",
          "posedirs",
          "lbs_weights",
          "cocoplus_regressor");

  /** What TensorFlow puts behind the name of a variable for the moments of its optimiser. */
  private static final String MOMENTS = "/Adam";

  private final Tensors file;
  private final String source;
  private final NDManager manager;
  private final Map<String, NDArray> taken = new LinkedHashMap<>();
  private final TreeSet<String> usedInFile = new TreeSet<>();

  /**
   * @param source the file's name in messages
   * @param manager owns the tensors and decides their device
   */
  public CheckpointParameters(Tensors file, String source, NDManager manager) {
    this.file = file;
    this.source = source;
    this.manager = manager;
  }

  @Override
  public boolean has(String name) {
    return nameInFile(name).isPresent();
  }

  @Override
  public NDArray get(String name, long... shape) {
    String inFile =
        nameInFile(name)
            .orElseThrow(
                () ->
                    Fault.asked(
                        "%s: tensor %s %s is missing; %s",
                        source, name, print(shape), nearest(name)));
    int[] actual = file.shape(inFile);
    if (!fits(actual, shape)) {
      throw Fault.asked(
          "%s: tensor %s: expected shape %s, got %s",
          source, name, print(shape), Arrays.toString(actual));
    }
    usedInFile.add(inFile);
    return taken.computeIfAbsent(name, key -> read(inFile));
  }

  private NDArray read(String inFile) {
    FloatGrid values = file.floats(inFile);
    if (!values.isFinite()) {
      throw Fault.asked("%s: tensor %s holds NaN or infinity", source, inFile);
    }
    return Grids.toTensor(manager, values);
  }

  /** The tensors that were taken, in the order in which they were asked for. */
  public NDList tensors() {
    return new NDList(taken.values());
  }

  /**
   * The tensors that were taken, for another thread.
   *
   * @param other owns the handles; on the same device
   */
  public TensorHandles handles(NDManager other) {
    return new TensorHandles(taken, other);
  }

  /** What of the file was used, and what was not. */
  public Usage usage() {
    List<String> extras = new ArrayList<>();
    List<String> unused = new ArrayList<>();
    for (String name : file.names()) {
      if (!usedInFile.contains(name)) {
        (isExtra(name) ? extras : unused).add(name);
      }
    }
    return new Usage(List.copyOf(usedInFile), unused, extras);
  }

  /**
   * Names in the file by what became of them.
   *
   * @param used read by the network
   * @param unused not asked for, and not known to belong to something else: a sign of the wrong
   *     architecture
   * @param extras optimiser state, discriminator, body model, image backbone
   */
  public record Usage(List<String> used, List<String> unused, List<String> extras) {
    public Usage {
      used = List.copyOf(used);
      unused = List.copyOf(unused);
      extras = List.copyOf(extras);
    }
  }

  /**
   * Ends the reading.
   *
   * @throws Fault if the file holds weights that the network has no place for
   */
  public void requireAllUsed(String network) {
    List<String> unused = usage().unused();
    if (!unused.isEmpty()) {
      throw Fault.asked(
          "%s: %d tensors have no place in a %s network, the first is %s; is it a checkpoint of"
              + " another architecture?",
          source, unused.size(), network, unused.get(0));
    }
  }

  private Optional<String> nameInFile(String name) {
    for (String wrapper : WRAPPERS) {
      for (String candidate : List.of(wrapper + name, wrapper + DATA_PARALLEL + name)) {
        if (file.names().contains(candidate)) {
          return Optional.of(candidate);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isExtra(String name) {
    String bare = withoutWrapper(name);
    return bare.contains("smpl.")
        || bare.contains(MOMENTS)
        || EXTRAS.stream().anyMatch(bare::startsWith);
  }

  private static String withoutWrapper(String name) {
    String bare = name;
    for (String wrapper : WRAPPERS) {
      bare = bare.startsWith(wrapper) ? bare.substring(wrapper.length()) : bare;
    }
    return bare.startsWith(DATA_PARALLEL) ? bare.substring(DATA_PARALLEL.length()) : bare;
  }

  private String nearest(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    List<String> alike = file.names().stream().filter(other -> other.endsWith(last)).toList();
    if (alike.isEmpty()) {
      return "the file has %d tensors and none ends in %s".formatted(file.names().size(), last);
    }
    return "the file has %s".formatted(alike.subList(0, Math.min(3, alike.size())));
  }

  private static boolean fits(int[] actual, long[] wanted) {
    if (actual.length != wanted.length) {
      return false;
    }
    for (int axis = 0; axis < actual.length; axis++) {
      if (wanted[axis] != ANY && wanted[axis] != actual[axis]) {
        return false;
      }
    }
    return true;
  }

  private static String print(long[] shape) {
    return Arrays.stream(shape)
        .mapToObj(size -> size == ANY ? "any" : Long.toString(size))
        .toList()
        .toString();
  }
}
