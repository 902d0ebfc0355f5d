package hmrbench.io.torch;

import hmrbench.core.Fault;
import hmrbench.core.VisibleText;
import hmrbench.io.ByteSource;
import hmrbench.io.FormatException;
import hmrbench.io.NdArray;
import hmrbench.io.Tensors;
import hmrbench.io.ZipMembers;
import hmrbench.io.pickle.ArrayLike;
import hmrbench.io.pickle.PickleVocabulary;
import hmrbench.io.pickle.PyDict;
import hmrbench.io.pickle.TreeNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code torch.save} wrote. Only the tree is read at first; the bytes of a tensor are read
 * when it is asked for, so that an optimiser's moments cost nothing.
 */
public final class TorchCheckpoint {

  /** Keys under which the trainers of the SPIN family and others keep the weights. */
  private static final List<String> WEIGHT_KEYS =
      List.of("gen_state_dict", "model", "state_dict", "model_dict");

  private static final int MAX_DEPTH = 32;

  /** Values that are met on the way to tensors; the largest networks have some ten thousand. */
  private static final int MAX_VISITS = 200_000;

  private final TreeNode root;
  private final String container;

  private TorchCheckpoint(TreeNode root, String container) {
    this.root = root;
    this.container = container;
  }

  /** Whether the bytes begin as such a file does (a ZIP archive must hold a {@code data.pkl}). */
  public static boolean looksLike(ByteSource source) {
    return TorchReader.isLegacy(source)
        || (ZipMembers.looksLike(source) && TorchReader.isZipCheckpoint(ZipMembers.of(source)));
  }

  /** What a ZIP archive is to PyTorch. */
  public enum Archive {
    CHECKPOINT,
    /** A TorchScript module, which DJL opens and this class does not. */
    SCRIPT,
    OTHER
  }

  /** Which of them an archive with these members is. */
  public static Archive archive(ZipMembers members) {
    return TorchReader.isTorchScript(members)
        ? Archive.SCRIPT
        : TorchReader.isZipCheckpoint(members) ? Archive.CHECKPOINT : Archive.OTHER;
  }

  /**
   * Opens a file of either container.
   *
   * @throws hmrbench.io.FormatException if it is none, is damaged, or names what we do not know
   */
  public static TorchCheckpoint open(Path path) {
    return open(ByteSource.open(path));
  }

  /** As {@link #open(Path)}. */
  public static TorchCheckpoint open(ByteSource source) {
    TorchReader.Content content = TorchReader.read(source);
    return new TorchCheckpoint(TreeNode.root(source.name(), content.root()), content.container());
  }

  /**
   * What a plain pickle with torch tensors may name; their bytes lie in it as files of their own.
   */
  public static PickleVocabulary embedded() {
    return new TorchVocabulary(false);
  }

  /** The top of the tree. */
  public TreeNode root() {
    return root;
  }

  /** How the file is laid out, in words. */
  public String container() {
    return container;
  }

  /**
   * The tensors under a key of the top, for example {@code gen_state_dict}; nested dictionaries are
   * joined with a dot.
   *
   * @throws Fault if there is no such key
   */
  public Tensors tensors(String key) {
    return of(root.key(key));
  }

  /**
   * The weights: what lies under the key that trainers use for them, or the whole file where the
   * values are the weights.
   *
   * @throws Fault if neither is so
   */
  public Tensors weights() {
    Optional<String> key =
        root.isDict()
            ? WEIGHT_KEYS.stream().filter(name -> root.find(name).isPresent()).findFirst()
            : Optional.empty();
    Tensors found = key.isPresent() ? tensors(key.get()) : of(root);
    if (found.names().isEmpty()) {
      throw Fault.asked(
          "%s: expected tensors under one of %s or at the top, got none; check that this is a "
              + "checkpoint",
          root.file(), WEIGHT_KEYS);
    }
    return found;
  }

  private Tensors of(TreeNode node) {
    Map<String, TreeNode> found = new LinkedHashMap<>();
    new Collector(found).collect("", node);
    return new StateDict(root.file(), found, metadata());
  }

  /** Walks through dictionaries. A few that hold each other twice can make any number of names. */
  private static final class Collector {

    private final Map<String, TreeNode> found;
    private final Set<Object> above = Collections.newSetFromMap(new IdentityHashMap<>());
    private int visited;

    Collector(Map<String, TreeNode> found) {
      this.found = found;
    }

    void collect(String prefix, TreeNode node) {
      if (++visited > MAX_VISITS) {
        throw new FormatException(
            FormatException.Reason.UNSUPPORTED,
            node.file(),
            0,
            "names of tensors",
            "at most %d values in dictionaries".formatted(MAX_VISITS),
            "more, such as %s".formatted(VisibleText.value(prefix)),
            "check that this is a checkpoint");
      }
      if (node.value() instanceof ArrayLike) {
        found.put(prefix.isEmpty() ? "tensor" : prefix, node);
        return;
      }
      if (!node.isDict() || above.size() >= MAX_DEPTH || !above.add(node.value())) {
        return;
      }
      for (String key : node.keys()) {
        collect(prefix.isEmpty() ? key : prefix + "." + key, node.key(key));
      }
      above.remove(node.value());
    }
  }

  private Map<String, String> metadata() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("container", container);
    if (root.value() instanceof PyDict dict) {
      for (PyDict.Entry entry : dict.entries()) {
        TreeNode value = TreeNode.root(root.file(), entry.value());
        boolean scalar =
            entry.value() instanceof Number
                || (entry.value() instanceof ArrayLike && value.array().count() == 1);
        if (scalar && entry.key() instanceof String key) {
          words.put(VisibleText.value(key), words(value));
        }
      }
    }
    return Collections.unmodifiableMap(words);
  }

  private static String words(TreeNode value) {
    if (value.value() instanceof Number number) {
      return number.toString();
    }
    NdArray array = value.array();
    return array.dtype().isText() ? array.strings()[0] : Double.toString(array.doubles()[0]);
  }

  private record StateDict(String file, Map<String, TreeNode> tensors, Map<String, String> metadata)
      implements Tensors {

    @Override
    public Set<String> names() {
      return Collections.unmodifiableSet(tensors.keySet());
    }

    @Override
    public NdArray array(String name) {
      TreeNode node = tensors.get(name);
      if (node == null) {
        throw new IllegalArgumentException(
            "%s: expected a tensor named %s, got none".formatted(file, name));
      }
      return node.array();
    }
  }
}
