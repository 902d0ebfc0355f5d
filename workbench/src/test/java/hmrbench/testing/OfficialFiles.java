package hmrbench.testing;

import hmrbench.io.JoblibOut;
import hmrbench.io.NdArray;
import hmrbench.io.joblib.Joblib;
import hmrbench.io.npy.Npz;
import hmrbench.io.pickle.TreeNode;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Small training files in every layout that the official trainers read: the golden ones with what a
 * training file has beside, and made-up ones where there is no golden one.
 */
public final class OfficialFiles {

  private static final int FEATURES = 2048;

  private OfficialFiles() {}

  /** All arrays of a golden database, by name. */
  public static Map<String, NdArray> golden(String name, List<String> keys) {
    TreeNode root = Joblib.read(Shared.golden("preprocessed_data/" + name));
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    keys.forEach(key -> arrays.put(key, root.key(key).array()));
    return arrays;
  }

  /** 3DPW as it is trained on: the golden file with 49 joints. */
  public static Map<String, NdArray> threeDpw() {
    Map<String, NdArray> arrays =
        golden(
            "3dpw_test_db.pt",
            List.of("vid_name", "frame_id", "joints2D", "pose", "shape", "bbox", "features"));
    arrays.put(
        "joints3D",
        Npz.open(Shared.golden("expected/preprocess_3dpw_train_joints3D.npz")).get("joints3D_49"));
    return arrays;
  }

  /** Human3.6M with poses, which the golden file leaves out. */
  public static Map<String, NdArray> h36m() {
    Map<String, NdArray> arrays =
        golden(
            "h36m_test_25fps_nosmpl_db.pt",
            List.of(
                "vid_name",
                "frame_id",
                "joints3D",
                "joints2D",
                "pose",
                "shape",
                "bbox",
                "features"));
    int rows = arrays.get("vid_name").size(0);
    arrays.put("pose", NdArray.of(uniform(rows * 72, 3, 0.3), rows, 72));
    return arrays;
  }

  /** MPI-INF-3DHP, which has no poses. */
  public static Map<String, NdArray> mpii3d() {
    return golden(
        "mpii3d_val_scale12_db.pt",
        List.of("vid_name", "frame_id", "joints3D", "joints2D", "bbox", "features"));
  }

  /** Frames with 2D points alone, in sequences of some lengths. */
  public static Map<String, NdArray> with2d(int points, int... lengths) {
    String[] names = names(lengths);
    int rows = names.length;
    double[] joints = new double[rows * points * 3];
    double[] boxes = new double[rows * 4];
    SplittableRandom random = new SplittableRandom(points);
    for (int i = 0; i < joints.length; i++) {
      joints[i] = i % 3 == 2 ? random.nextInt(2) : 300 + 200 * random.nextDouble();
    }
    for (int row = 0; row < rows; row++) {
      System.arraycopy(new double[] {400, 400, 250, 250}, 0, boxes, row * 4, 4);
    }
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    arrays.put("vid_name", NdArray.of(names, rows));
    arrays.put("joints2D", NdArray.of(joints, rows, points, 3));
    arrays.put("bbox", NdArray.of(boxes, rows, 4));
    arrays.put("features", NdArray.of(uniform(rows * FEATURES, 7, 1), rows, FEATURES));
    return arrays;
  }

  private static String[] names(int... lengths) {
    return Arrays.stream(lengths)
        .boxed()
        .flatMap(length -> java.util.stream.Stream.generate(() -> "walk_" + length).limit(length))
        .toArray(String[]::new);
  }

  private static float[] uniform(int count, long seed, double size) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (size * random.nextDouble());
    }
    return values;
  }

  /** InstaVariety: an HDF5 file of crops. */
  public static Path insta(Path file, int... lengths) {
    String[] names = names(lengths);
    SplittableRandom random = new SplittableRandom(25);
    double[][][] joints = new double[names.length][25][3];
    float[][] features = new float[names.length][FEATURES];
    for (int row = 0; row < names.length; row++) {
      for (double[] point : joints[row]) {
        point[0] = 224 * random.nextDouble();
        point[1] = 224 * random.nextDouble();
        point[2] = random.nextInt(2);
      }
      for (int i = 0; i < FEATURES; i++) {
        features[row][i] = (float) random.nextDouble();
      }
    }
    try (WritableHdfFile out = HdfFile.write(file)) {
      out.putDataset("vid_name", names);
      out.putDataset("frame_id", new long[names.length]);
      out.putDataset("joints2D", joints);
      out.putDataset("features", features);
    }
    return file;
  }

  /** One file of every kind in a folder, under the official names. */
  public static Path allIn(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JoblibOut.write(folder.resolve("3dpw_train_db.pt"), threeDpw());
    JoblibOut.write(folder.resolve("h36m_train_25fps_db.pt"), h36m());
    JoblibOut.write(folder.resolve("mpii3d_train_scale12_db.pt"), mpii3d());
    JoblibOut.write(folder.resolve("posetrack_train_db.pt"), with2d(49, 20, 33));
    JoblibOut.write(folder.resolve("pennaction_train_db.pt"), with2d(14, 18));
    insta(folder.resolve("insta_train_db.h5"), 17, 40);
    return folder;
  }
}
