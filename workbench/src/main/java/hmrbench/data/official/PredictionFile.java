package hmrbench.data.official;

import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.Rotations;
import hmrbench.core.SmplTrack;
import hmrbench.io.ByteSource;
import hmrbench.io.FileKind;
import hmrbench.io.NdArray;
import hmrbench.io.joblib.Joblib;
import hmrbench.io.npy.Npz;
import hmrbench.io.pickle.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Predictions that another program left.
 *
 * <p><b>npz</b>, one row per frame, any number of sequences in one file:
 *
 * <table>
 * <caption>keys</caption>
 * <tr><th>key</th><th>shape</th><th>content</th></tr>
 * <tr><td>{@code sequence}</td><td>[N] or []</td><td>sequence of the row, as the data set names it
 *     (without it, the name of the file)</td></tr>
 * <tr><td>{@code frame}</td><td>[N]</td><td>frame, as the data set names it: number or text</td></tr>
 * <tr><td>{@code pose}</td><td>[N, 72]</td><td>axis-angle of the 24 SMPL joints, radians, camera
 *     axes; or instead</td></tr>
 * <tr><td>{@code rotations}</td><td>[N, 24, 3, 3]</td><td>the same as matrices</td></tr>
 * <tr><td>{@code betas}</td><td>[N, 10]</td><td>SMPL shape coefficients (without them, zeros)</td></tr>
 * <tr><td>{@code camera}</td><td>[N, 3]</td><td>camera of the crop (optional)</td></tr>
 * <tr><td>{@code joints}</td><td>[N, J, 3]</td><td>joints, metres, camera axes; 14 in the order of
 *     {@code common14}, 17 of {@code mpii3d17}, 24 of {@code smpl24}, 49 of {@code spin49}</td></tr>
 * </table>
 *
 * <p>Needed are {@code frame} and one of {@code pose}, {@code rotations} and {@code joints}.
 *
 * <p><b>pickles</b> of the demo programs of VIBE and TCMR ({@code vibe_output.pkl}, {@code
 * tcmr_output.pkl}: demo.py at 851f779 and c41fdd7) and of WHAM ({@code wham_output.pkl}: demo.py
 * at 2b54f77): per person {@code pose}, {@code betas}, {@code frame_ids}, and {@code joints3d} with
 * 49 joints but for WHAM.
 *
 * @param file how messages call it
 * @param format what it is, in words
 * @param people one entry per person and sequence
 */
public record PredictionFile(String file, String format, List<PredictedPerson> people) {

  private static final int POSE = 72;
  private static final int BETAS = 10;
  private static final int CAMERA = 3;

  /** Names under which demo programs write into a folder that is named after the video. */
  private static final Set<String> DEMO_FILES =
      Set.of("vibe_output.pkl", "tcmr_output.pkl", "mpsnet_output.pkl", "wham_output.pkl");

  private static final List<JointSet> JOINT_SETS =
      List.of(JointSet.COMMON14, JointSet.MPII3D17, JointSet.SMPL24, JointSet.SPIN49);

  public PredictionFile {
    people = List.copyOf(people);
  }

  /**
   * Reads a file, or every {@code .npz} and {@code .pkl} file below a folder, in the order of their
   * names.
   *
   * @throws Fault if there are none, or one does not hold predictions as above
   */
  public static List<PredictionFile> readAll(Path fileOrFolder) {
    return Files.isDirectory(fileOrFolder)
        ? filesBelow(fileOrFolder).stream().map(PredictionFile::read).toList()
        : List.of(read(fileOrFolder));
  }

  /**
   * The {@code .npz} and {@code .pkl} files below a folder, in the order of their names.
   *
   * @throws Fault if there are none
   */
  public static List<Path> filesBelow(Path fileOrFolder) {
    try (Stream<Path> files = Files.walk(fileOrFolder)) {
      List<Path> found =
          files
              .filter(path -> path.toString().matches(".*\\.(npz|pkl)"))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw Fault.asked(
            "%s: expected prediction files (.npz or .pkl) in the folder, got none", fileOrFolder);
      }
      return found;
    } catch (IOException e) {
      throw new Fault(
          Fault.Kind.FAILED_RUNNING, "%s: cannot be listed: %s".formatted(fileOrFolder, e), e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws Fault if it does not hold predictions as above
   */
  public static PredictionFile read(Path path) {
    ByteSource source = ByteSource.open(path);
    FileKind kind = FileKind.of(source);
    return switch (kind) {
      case NPZ -> new PredictionFile(source.name(), "npz", ofNpz(Npz.open(source), path));
      case PICKLE -> ofPickle(Joblib.readWithTorch(source), path);
      default ->
          throw Fault.asked(
              "%s: expected predictions as npz or as a pickle of VIBE, TCMR or WHAM, got %s",
              path, kind.words());
    };
  }

  private static String stem(Path path) {
    Path name = path.getFileName();
    Path folder = path.toAbsolutePath().getParent();
    if (name != null
        && DEMO_FILES.contains(name.toString())
        && folder != null
        && folder.getFileName() != null) {
      return folder.getFileName().toString();
    }
    return name == null ? "" : name.toString().replaceFirst("\\.(npz|pkl)(\\.gz)?$", "");
  }

  // ---------------------------------------------------------------- npz

  private static List<PredictedPerson> ofNpz(Npz npz, Path path) {
    NdArray frames = npz.get("frame");
    if (frames.rank() != 1) {
      throw wrong(npz.file(), "frame", "one frame per row", frames);
    }
    int rows = frames.size(0);
    Function<String, Optional<NdArray>> find = npz::find;
    Optional<SmplTrack> smpl = body(npz.file(), find, rows);
    Optional<PredictedPerson.Joints> joints = joints(npz.file(), npz.find("joints"), rows);
    requireContent(npz.file(), smpl, joints);
    List<String> labels = labels(frames);
    String[] sequences = sequences(npz, rows, stem(path));
    Map<String, List<Integer>> rowsOf = new LinkedHashMap<>();
    for (int row = 0; row < rows; row++) {
      rowsOf.computeIfAbsent(sequences[row], name -> new ArrayList<>()).add(row);
    }
    List<PredictedPerson> people = new ArrayList<>();
    for (Map.Entry<String, List<Integer>> sequence : rowsOf.entrySet()) {
      int[] picked = sequence.getValue().stream().mapToInt(Integer::intValue).toArray();
      people.add(
          new PredictedPerson(
              sequence.getKey(),
              "",
              sequence.getValue().stream().map(labels::get).toList(),
              smpl.map(track -> track.frames(picked)),
              joints.map(j -> new PredictedPerson.Joints(j.set(), j.metres().rows(picked)))));
    }
    return people;
  }

  private static String[] sequences(Npz npz, int rows, String fallback) {
    String[] names = new String[rows];
    java.util.Arrays.fill(names, fallback);
    Optional<NdArray> stored = npz.find("sequence");
    if (stored.isEmpty()) {
      return names;
    }
    if (stored.get().count() == 1 && stored.get().rank() == 0) {
      java.util.Arrays.fill(names, stored.get().strings()[0]);
      return names;
    }
    if (!stored.get().hasShape(rows)) {
      throw wrong(npz.file(), "sequence", "one name, or one per frame", stored.get());
    }
    return stored.get().strings();
  }

  // ---------------------------------------------------------------- pickles

  private static PredictionFile ofPickle(Node root, Path path) {
    if (!root.isDict() || root.keys().isEmpty()) {
      throw Fault.asked(
          "%s: expected a dictionary with one entry per person, got %s; name the output of a demo "
              + "program",
          root.file(), root);
    }
    List<PredictedPerson> people = new ArrayList<>();
    boolean wham = false;
    for (String id : root.keys()) {
      Node person = root.key(id);
      wham |= person.find("pose_world").isPresent();
      people.add(ofPerson(root.file(), stem(path), id, person));
    }
    String format = wham ? "output of WHAM" : "output of VIBE, TCMR or MPS-Net";
    return new PredictionFile(root.file(), format, people);
  }

  private static PredictedPerson ofPerson(String file, String video, String id, Node person) {
    NdArray frames = person.key("frame_ids").array();
    int rows = frames.rank() == 1 ? frames.size(0) : -1;
    if (rows < 0) {
      throw wrong(file, id + ".frame_ids", "one frame per row", frames);
    }
    Function<String, Optional<NdArray>> find =
        key ->
            person
                .find(key.equals("camera") ? "pred_cam" : key)
                .filter(Node::isArray)
                .map(Node::array);
    Optional<SmplTrack> smpl = body(file, find, rows);
    Optional<PredictedPerson.Joints> joints = joints(file, find.apply("joints3d"), rows);
    requireContent(file, smpl, joints);
    return new PredictedPerson(video, id, labels(frames), smpl, joints);
  }

  // ---------------------------------------------------------------- both

  private static List<String> labels(NdArray frames) {
    int rows = frames.size(0);
    return FrameRows.labels(frames, IntStream.range(0, rows).toArray());
  }

  private static void requireContent(
      String file, Optional<SmplTrack> smpl, Optional<PredictedPerson.Joints> joints) {
    if (smpl.isEmpty() && joints.isEmpty()) {
      throw Fault.asked(
          "%s: expected pose, rotations or joints, got none of them; see the keys of prediction "
              + "files",
          file);
    }
  }

  private static Optional<SmplTrack> body(
      String file, Function<String, Optional<NdArray>> find, int rows) {
    Optional<FloatGrid> rotations =
        grid(file, "rotations", find, rows, 24, 3, 3)
            .or(() -> grid(file, "pose", find, rows, POSE).map(Rotations::fromAxisAngle));
    return rotations.map(
        turned ->
            new SmplTrack(
                turned,
                grid(file, "betas", find, rows, BETAS)
                    .orElseGet(() -> FloatGrid.zeros(rows, BETAS)),
                grid(file, "camera", find, rows, CAMERA)
                    .orElseGet(() -> FloatGrid.zeros(rows, CAMERA))));
  }

  private static Optional<FloatGrid> grid(
      String file, String key, Function<String, Optional<NdArray>> find, int rows, int... sizes) {
    Optional<NdArray> stored = find.apply(key);
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    int[] shape = new int[sizes.length + 1];
    shape[0] = rows;
    System.arraycopy(sizes, 0, shape, 1, sizes.length);
    if (!stored.get().hasShape(shape)) {
      throw wrong(file, key, java.util.Arrays.toString(shape), stored.get());
    }
    FloatGrid grid = stored.get().toFloatGrid();
    if (!grid.isFinite()) {
      throw wrong(file, key, "finite numbers", "NaN or infinity");
    }
    return Optional.of(grid);
  }

  private static Optional<PredictedPerson.Joints> joints(
      String file, Optional<NdArray> stored, int rows) {
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    NdArray array = stored.get();
    JointSet set =
        JOINT_SETS.stream()
            .filter(known -> array.hasShape(rows, known.size(), 3))
            .findFirst()
            .orElseThrow(
                () -> wrong(file, "joints", "[%d, 14, 17, 24 or 49, 3]".formatted(rows), array));
    FloatGrid metres = array.toFloatGrid();
    if (!metres.isFinite()) {
      throw wrong(file, "joints", "finite numbers", "NaN or infinity");
    }
    return Optional.of(new PredictedPerson.Joints(set, metres));
  }

  private static Fault wrong(String file, String key, String expected, Object actual) {
    return Fault.asked(
        "%s: %s: expected %s, got %s; see the keys of prediction files",
        file, key, expected, actual);
  }
}
