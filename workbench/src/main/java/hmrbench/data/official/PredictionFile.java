package hmrbench.data.official;

import hmrbench.config.PredictionReading;
import hmrbench.core.Fault;
import hmrbench.core.Remark;
import hmrbench.data.world.PhalpFile;
import hmrbench.data.world.WorldArrays;
import hmrbench.data.world.WorldFiles;
import hmrbench.io.ByteSource;
import hmrbench.io.FileKind;
import hmrbench.io.NdArray;
import hmrbench.io.joblib.Joblib;
import hmrbench.io.npy.Npz;
import hmrbench.io.pickle.TreeNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Predictions of another program.
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
 * <tr><td>{@code joints}</td><td>[N, J, 3]</td><td>joints, metres, camera axes</td></tr>
 * <tr><td>{@code joint_order}</td><td>[]</td><td>name of their order ({@link
 *     hmrbench.core.JointOrder}; optional), or instead</td></tr>
 * <tr><td>{@code joint_names}</td><td>[J]</td><td>the name of each joint</td></tr>
 * </table>
 *
 * <p>Needed are {@code frame} and one of {@code pose}, {@code rotations} and {@code joints}.
 *
 * <p><b>Other files</b>: GVHMR ({@code hmr4d_results.pt}), TRAM ({@code hps_track_0.npy}, or npz of
 * its evaluation) and 4D-Humans ({@code demo_VIDEO.pkl}): see {@code hmrbench.data.world}.
 *
 * <p><b>pickles</b> of the demo programs of VIBE and TCMR ({@code vibe_output.pkl}, {@code
 * tcmr_output.pkl}: demo.py at 851f779 and c41fdd7) and of WHAM ({@code wham_output.pkl}: demo.py
 * at 2b54f77): per person {@code pose}, {@code betas}, {@code frame_ids}, and {@code joints3d} with
 * 49 joints but for WHAM.
 *
 * @param file how messages call it
 * @param format what it is, in words
 * @param people one entry per person and sequence
 * @param remarks what is odd about it
 */
public record PredictionFile(
    String file, String format, List<PredictedPerson> people, List<Remark> remarks) {

  /** Names under which demo programs write into a folder that is named after the video. */
  private static final Set<String> DEMO_FILES =
      Set.of(
          "vibe_output.pkl",
          "tcmr_output.pkl",
          "mpsnet_output.pkl",
          "wham_output.pkl",
          "hmr4d_results.pt");

  public PredictionFile {
    people = List.copyOf(people);
    remarks = List.copyOf(remarks);
  }

  /** A file about which nothing is odd. */
  public PredictionFile(String file, String format, List<PredictedPerson> people) {
    this(file, format, people, List.of());
  }

  /**
   * Reads a file, or every {@code .npz} and {@code .pkl} file below a folder, in the order of their
   * names.
   *
   * @param reading what the files do not state themselves
   * @throws Fault if there are none, or one does not hold predictions as above
   */
  public static List<PredictionFile> readAll(Path fileOrFolder, PredictionReading reading) {
    return Files.isDirectory(fileOrFolder)
        ? filesBelow(fileOrFolder).stream().map(file -> read(file, reading)).toList()
        : List.of(read(fileOrFolder, reading));
  }

  /**
   * The {@code .npz} and {@code .pkl} files below a folder, in the order of their names.
   *
   * @throws Fault if there are none
   */
  public static List<Path> filesBelow(Path fileOrFolder) {
    try (Stream<Path> files = Files.walk(fileOrFolder)) {
      List<Path> found =
          files.filter(WorldFiles::mayHold).filter(Files::isRegularFile).sorted().toList();
      if (found.isEmpty()) {
        throw Fault.asked(
            "%s: expected prediction files (.npz, .pkl, .pt or hps_track_*.npy) in the folder, got"
                + " none",
            fileOrFolder);
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
  public static PredictionFile read(Path path, PredictionReading reading) {
    ByteSource source = ByteSource.open(path);
    FileKind kind = FileKind.of(source);
    Optional<PredictionFile> ofWorld = WorldFiles.read(source, kind, path, stem(path), reading);
    if (ofWorld.isPresent()) {
      return ofWorld.get();
    }
    return switch (kind) {
      case NPZ -> new PredictionFile(source.name(), "npz", ofNpz(Npz.open(source), path, reading));
      case PICKLE -> ofPickle(Joblib.readWithTorch(source), path, reading);
      default ->
          throw Fault.asked(
              "%s: expected predictions as npz, as a pickle of VIBE, TCMR, WHAM or 4D-Humans, or as a"
                  + " file of GVHMR or TRAM, got %s",
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
    return name == null ? "" : name.toString().replaceFirst("\\.(npz|pkl|pt)(\\.gz)?$", "");
  }

  // ---------------------------------------------------------------- npz

  private static List<PredictedPerson> ofNpz(Npz npz, Path path, PredictionReading reading) {
    NdArray frames = npz.get("frame");
    if (frames.rank() != 1) {
      throw PredictionArrays.wrong(npz.file(), "frame", "one frame per row", frames);
    }
    int rows = frames.size(0);
    List<String> labels = labels(frames);
    String[] sequences = sequences(npz, rows, stem(path));
    PredictedPerson all =
        new PredictionArrays(
                npz.file(),
                npz::find,
                row -> "sequence %s, frame %s".formatted(sequences[row], labels.get(row)),
                reading)
            .person(stem(path), "", labels);
    Map<String, List<Integer>> rowsOf = new LinkedHashMap<>();
    for (int row = 0; row < rows; row++) {
      rowsOf.computeIfAbsent(sequences[row], name -> new ArrayList<>()).add(row);
    }
    List<PredictedPerson> people = new ArrayList<>();
    rowsOf.forEach(
        (name, its) ->
            people.add(all.rows(name, its.stream().mapToInt(Integer::intValue).toArray())));
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
      throw PredictionArrays.wrong(
          npz.file(), "sequence", "one name, or one per frame", stored.get());
    }
    return stored.get().strings();
  }

  // ---------------------------------------------------------------- pickles

  private static PredictionFile ofPickle(TreeNode root, Path path, PredictionReading reading) {
    if (!root.isDict() || root.keys().isEmpty()) {
      throw Fault.asked(
          "%s: expected a dictionary with one entry per person, got %s; name the output of a demo "
              + "program",
          root.file(), root);
    }
    if (PhalpFile.isOne(root)) {
      return PhalpFile.read(root, stem(path), reading);
    }
    List<PredictedPerson> people = new ArrayList<>();
    boolean wham = false;
    for (String id : root.keys()) {
      TreeNode person = root.key(id);
      wham |= person.find("pose_world").isPresent();
      people.add(ofPerson(root.file(), stem(path), id, person, reading));
    }
    String format = wham ? "output of WHAM" : "output of VIBE, TCMR or MPS-Net";
    return new PredictionFile(root.file(), format, people);
  }

  private static PredictedPerson ofPerson(
      String file, String video, String id, TreeNode person, PredictionReading reading) {
    NdArray frames = person.key("frame_ids").array();
    if (frames.rank() != 1) {
      throw PredictionArrays.wrong(file, id + ".frame_ids", "one frame per row", frames);
    }
    List<String> labels = labels(frames);
    Map<String, String> theirs = Map.of("camera", "pred_cam", "joints", "joints3d");
    PredictedPerson inCamera =
        new PredictionArrays(
                file,
                key ->
                    person
                        .find(theirs.getOrDefault(key, key))
                        .filter(TreeNode::isArray)
                        .map(TreeNode::array),
                row -> "person %s, frame %s".formatted(id, labels.get(row)),
                reading)
            .person(video, id, labels);
    Optional<NdArray> turns = person.find("pose_world").map(TreeNode::array);
    Optional<NdArray> trans = person.find("trans_world").map(TreeNode::array);
    if (turns.isEmpty() || trans.isEmpty()) {
      return inCamera;
    }
    return inCamera.inWorld(
        WorldArrays.root(
            file, id + ".pose_world", turns.get(), id + ".trans_world", trans.get(), labels));
  }

  private static List<String> labels(NdArray frames) {
    int rows = frames.size(0);
    return FrameRows.labels(frames, IntStream.range(0, rows).toArray());
  }
}
