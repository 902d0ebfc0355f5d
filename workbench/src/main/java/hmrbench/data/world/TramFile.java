package hmrbench.data.world;

import hmrbench.config.PredictionReading;
import hmrbench.core.Fault;
import hmrbench.core.world.CameraPath;
import hmrbench.core.world.CameraRoot;
import hmrbench.core.world.Orientations;
import hmrbench.core.world.Positions;
import hmrbench.data.official.PredictedPerson;
import hmrbench.data.official.PredictionArrays;
import hmrbench.data.official.PredictionFile;
import hmrbench.io.ByteSource;
import hmrbench.io.NdArray;
import hmrbench.io.npy.Npy;
import hmrbench.io.npy.Npz;
import hmrbench.io.pickle.TreeNode;
import hmrbench.io.torch.TorchCheckpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Tracks of TRAM (at 4861c11): {@code hps/hps_track_0.npy}, a pickled dictionary of torch tensors,
 * with {@code camera.npy} in the folder above; or, as its evaluation has them, {@code
 * smpl/SEQUENCE.npz} with {@code camera/SEQUENCE.npz}. People are in the frame of the camera, whose
 * path through the world, camera to world, is in the other file.
 */
final class TramFile {

  private static final String ROTATIONS = "pred_rotmat";
  private static final int MATRIX = 9;
  private static final int JOINTS = 24;

  private final String file;
  private final Function<String, Optional<NdArray>> find;

  private TramFile(String file, Function<String, Optional<NdArray>> find) {
    this.file = file;
    this.find = find;
  }

  /** Whether an npz is such a track. */
  static boolean isTrack(Npz npz) {
    return npz.has(ROTATIONS);
  }

  /** Whether an npy holds objects and not numbers or text. */
  static boolean isBoxed(ByteSource source) {
    NdArray array = Npy.read(source, TorchCheckpoint.embedded());
    return !array.dtype().isNumeric() && !array.dtype().isText();
  }

  static PredictionFile readNpz(Npz npz, Path path, PredictionReading reading) {
    Path name = Path.of(String.valueOf(path.getFileName()));
    String sequence = name.toString().replaceFirst("\\.npz$", "");
    Path beside = above(above(path)).resolve("camera").resolve(name);
    return new TramFile(npz.file(), npz::find).file(sequence, "", beside, reading);
  }

  static PredictionFile readNpy(ByteSource source, Path path, PredictionReading reading) {
    Path folder = above(above(path));
    String person =
        String.valueOf(path.getFileName()).replaceFirst("^hps_track_", "").replace(".npy", "");
    return new TramFile(source.name(), dictionary(source))
        .file(String.valueOf(folder.getFileName()), person, folder.resolve("camera.npy"), reading);
  }

  private static Path above(Path path) {
    Path parent = path.toAbsolutePath().normalize().getParent();
    return parent == null ? path.toAbsolutePath().normalize() : parent;
  }

  /** A dictionary that numpy saved as an array of one object. */
  private static Function<String, Optional<NdArray>> dictionary(ByteSource source) {
    NdArray array = Npy.read(source, TorchCheckpoint.embedded());
    if (array.dtype().isNumeric() || array.dtype().isText() || array.count() != 1) {
      throw Fault.asked(
          "%s: expected a dictionary that numpy saved, got %s; name hps/hps_track_0.npy of TRAM",
          source.name(), array);
    }
    TreeNode root = TreeNode.root(source.name(), array.objects().get(0));
    if (!root.isDict()) {
      throw Fault.asked(
          "%s: expected a dictionary that numpy saved, got %s; name hps/hps_track_0.npy of TRAM",
          source.name(), root);
    }
    return key -> root.find(key).filter(TreeNode::isArray).map(TreeNode::array);
  }

  private NdArray need(String key) {
    return find.apply(key)
        .orElseThrow(
            () ->
                Fault.asked(
                    "%s: expected an array named %s, got none; name a track or camera of TRAM",
                    file, key));
  }

  private PredictionFile file(
      String sequence, String person, Path cameraFile, PredictionReading reading) {
    NdArray rotations = need(ROTATIONS);
    int rows = rotations.rank() == 4 ? rotations.size(0) : 0;
    if (rows == 0 || !rotations.hasShape(rows, JOINTS, 3, 3)) {
      throw WorldArrays.wrong(file, ROTATIONS, "[frames, 24, 3, 3], frames above 0", rotations);
    }
    NdArray numbers = need("frame");
    if (!numbers.hasShape(rows)) {
      throw WorldArrays.wrong(file, "frame", "[%d]".formatted(rows), numbers);
    }
    int[] frame =
        IntStream.range(0, rows)
            .map(row -> (int) Math.rint(numbers.row(row).doubles()[0]))
            .toArray();
    List<String> frames = IntStream.of(frame).mapToObj(Integer::toString).toList();
    PredictedPerson body =
        new PredictionArrays(
                file,
                key ->
                    key.equals("rotations")
                        ? Optional.of(rotations)
                        : key.equals("betas") ? find.apply("pred_shape") : Optional.empty(),
                row -> "frame " + frames.get(row),
                reading)
            .person(sequence, person, frames);
    CameraRoot root =
        new CameraRoot(
            first(rotations, frames),
            WorldArrays.positions(file, "pred_trans", need("pred_trans"), frames),
            camera(cameraFile).path(frame));
    return new PredictionFile(file, "output of TRAM", List.of(body.inWorld(root)));
  }

  private Orientations first(NdArray rotations, List<String> frames) {
    int rows = frames.size();
    double[] all = WorldArrays.finite(file, ROTATIONS, rotations, frames, rows, JOINTS, 3, 3);
    double[] root = new double[rows * MATRIX];
    for (int t = 0; t < rows; t++) {
      System.arraycopy(all, t * JOINTS * MATRIX, root, t * MATRIX, MATRIX);
    }
    Orientations orientations = Orientations.owning(root);
    int unsound = orientations.firstUnsound();
    if (unsound >= 0) {
      throw WorldArrays.wrong(
          file, ROTATIONS, "rotations", "none in frame %s".formatted(frames.get(unsound)));
    }
    return orientations;
  }

  private TramFile camera(Path cameraFile) {
    if (!Files.isRegularFile(cameraFile)) {
      throw Fault.asked(
          "%s: the path of its camera is missing: expected %s; put both where TRAM writes them",
          file, cameraFile);
    }
    ByteSource source = ByteSource.open(cameraFile);
    return Npy.looksLike(source)
        ? new TramFile(source.name(), dictionary(source))
        : new TramFile(source.name(), Npz.open(source)::find);
  }

  /** The path of the camera over some frames of the video. */
  private CameraPath path(int... frame) {
    String prefix = find.apply("world_cam_R").isPresent() ? "world_cam_" : "pred_cam_";
    NdArray turns = need(prefix + "R");
    NdArray centres = need(prefix + "T");
    int all = turns.rank() == 3 ? turns.size(0) : 0;
    List<String> names = IntStream.range(0, all).mapToObj(Integer::toString).toList();
    for (int number : frame) {
      if (number < 0 || number >= all) {
        throw WorldArrays.wrong(
            file, prefix + "R", "a camera for frame %d of the track".formatted(number), turns);
      }
    }
    Positions path = WorldArrays.positions(file, prefix + "T", centres, names);
    Orientations orientations = WorldArrays.matrices(file, prefix + "R", turns, names);
    return new CameraPath(orientations, path).rows(frame);
  }
}
