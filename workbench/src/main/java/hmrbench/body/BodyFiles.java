package hmrbench.body;

import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.io.NdArray;
import hmrbench.io.npy.Npy;
import hmrbench.io.npy.Npz;
import hmrbench.io.pickle.Pickle;
import hmrbench.io.pickle.TreeNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Body models in files: SMPL's pickles (also with chumpy objects and scipy matrices, as the
 * originals have them), the same arrays as npz, and the small files that lie beside them in the
 * {@code base_data} folder of TCMR, VIBE and SPIN.
 */
public final class BodyFiles {

  private static final List<String> MODELS = List.of("SMPL_NEUTRAL.pkl", "SMPL_NEUTRAL.npz");
  private static final String MEAN = "smpl_mean_params.npz";

  private BodyFiles() {}

  /**
   * The mean body from which regressors start.
   *
   * @param pose6d rotations as six numbers each [144]
   * @param betas shape [10]
   * @param camera scale, x, y [3]
   */
  public record MeanBody(FloatGrid pose6d, FloatGrid betas, FloatGrid camera) {}

  /** One array of a model file, by its key. */
  private interface ArraySource {
    NdArray get(String key);
  }

  /**
   * A body model and the joint regressors beside it.
   *
   * @param place a folder with {@code SMPL_NEUTRAL.pkl} or {@code .npz}, or a model file
   * @throws Fault if there is none, or it is damaged or no body model
   */
  public static BodyModel read(Path place) {
    Path file = Files.isDirectory(place) ? modelIn(place) : place;
    if (!Files.isRegularFile(file)) {
      throw Fault.asked(
          "body model %s: there is no such file; expected a folder with SMPL_NEUTRAL.pkl, or a"
              + " model file",
          file);
    }
    BodyArrays body = readArrays(file);
    for (JointSource.Regressor regressor : JointSource.Regressor.values()) {
      Path beside = file.resolveSibling(regressor.fileName());
      if (Files.isRegularFile(beside)) {
        body = withRegressor(body, regressor, beside);
      }
    }
    return new BodyModel(body);
  }

  private static Path modelIn(Path folder) {
    return MODELS.stream()
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () -> Fault.asked("folder %s has no body model; expected one of %s", folder, MODELS));
  }

  /** A model file alone. */
  static BodyArrays readArrays(Path file) {
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".npz")) {
      Npz npz = Npz.open(file);
      return arrays(file, npz::get);
    }
    TreeNode top = Pickle.read(file);
    return arrays(file, key -> top.key(key).array());
  }

  private static BodyArrays arrays(Path file, ArraySource source) {
    FloatGrid template = template(file, source.get("v_template"));
    int vertices = template.size(0);
    return new BodyArrays(
        file.toString(),
        template,
        firstShapes(file, source.get("shapedirs"), vertices),
        byFeature(file, source.get("posedirs"), vertices),
        matrix(file, "J_regressor", source.get("J_regressor"), BodyArrays.JOINTS, vertices),
        matrix(file, "weights", source.get("weights"), vertices, BodyArrays.JOINTS),
        parents(file, source.get("kintree_table")),
        faces(file, source.get("f"), vertices),
        Map.of());
  }

  private static FloatGrid template(Path file, NdArray array) {
    requireShape(file, "v_template", array, -1, 3);
    return FloatGrid.owning(finite(file, "v_template", array.floats()), array.shape());
  }

  private static Faces faces(Path file, NdArray array, int vertices) {
    requireShape(file, "f", array, -1, 3);
    long[] corners = array.longs();
    for (long corner : corners) {
      if (corner < 0 || corner >= vertices) {
        throw Fault.asked(
            "%s: f: expected triangles of the vertices 0 to %d, got vertex %d; fetch the file again",
            file, vertices - 1, corner);
      }
    }
    return Faces.of(Arrays.stream(corners).mapToInt(Math::toIntExact).toArray(), vertices);
  }

  private static float[] finite(Path file, String key, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw notFinite(file, key, i, values[i]);
      }
    }
    return values;
  }

  private static double[] finite(Path file, String key, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw notFinite(file, key, i, values[i]);
      }
    }
    return values;
  }

  private static Fault notFinite(Path file, String key, int index, double value) {
    return Fault.asked(
        "%s: %s: expected finite numbers, got %s as its value %d; fetch the file again",
        file, key, value, index);
  }

  /**
   * The first ten shape directions, as smplx takes them by default (num_betas, 0.1.26): version
   * 1.1.0 of SMPL has 300.
   */
  private static FloatGrid firstShapes(Path file, NdArray array, int vertices) {
    boolean sound =
        array.rank() == 3
            && array.size(0) == vertices
            && array.size(1) == 3
            && array.size(2) >= BodyArrays.SHAPES;
    if (!sound) {
      throw wrongShape(file, "shapedirs", "[%d, 3, 10 or more]".formatted(vertices), array.shape());
    }
    int stored = array.size(2);
    float[] all = finite(file, "shapedirs", array.floats());
    float[] first = new float[vertices * 3 * BodyArrays.SHAPES];
    for (int i = 0; i < vertices * 3; i++) {
      System.arraycopy(all, i * stored, first, i * BodyArrays.SHAPES, BodyArrays.SHAPES);
    }
    return FloatGrid.owning(first, vertices, 3, BodyArrays.SHAPES);
  }

  private static FloatGrid byFeature(Path file, NdArray array, int vertices) {
    requireShape(file, "posedirs", array, vertices, 3, BodyArrays.POSE_FEATURES);
    return FloatGrid.owning(
        transposed(
            finite(file, "posedirs", array.floats()), vertices * 3, BodyArrays.POSE_FEATURES),
        BodyArrays.POSE_FEATURES,
        vertices * 3);
  }

  private static float[] transposed(float[] values, int rows, int columns) {
    float[] turned = new float[values.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        turned[column * rows + row] = values[row * columns + column];
      }
    }
    return turned;
  }

  private static List<Integer> parents(Path file, NdArray table) {
    requireShape(file, "kintree_table", table, 2, BodyArrays.JOINTS);
    // The root's parent is -1, in most files written as the unsigned 2^32 - 1.
    return Arrays.stream(table.row(0).longs())
        .mapToObj(parent -> parent < 0 || parent > Integer.MAX_VALUE ? -1 : (int) parent)
        .toList();
  }

  /** The body with the joint regressor of an npy file [rows, V]. */
  static BodyArrays withRegressor(BodyArrays body, JointSource.Regressor regressor, Path file) {
    return body.with(
        regressor,
        matrix(file, "joint regressor", Npy.read(file), regressor.rows(), body.vertices()));
  }

  private static SparseRows matrix(Path file, String key, NdArray array, int rows, int columns) {
    requireShape(file, key, array, rows, columns);
    return SparseRows.ofDense(finite(file, key, array.doubles()), rows, columns);
  }

  private static void requireShape(Path file, String key, NdArray array, int... shape) {
    if (!array.hasShape(shape)) {
      throw wrongShape(file, key, Arrays.toString(shape), array.shape());
    }
  }

  private static FloatGrid vector(Path file, Npz npz, String key, int size) {
    NdArray array = npz.get(key);
    requireShape(file, key, array, size);
    return FloatGrid.owning(finite(file, key, array.floats()), size);
  }

  private static Fault wrongShape(Path file, String key, String expected, int[] actual) {
    return Fault.asked(
        "%s: %s: expected shape %s, got %s", file, key, expected, Arrays.toString(actual));
  }

  /**
   * The mean body of a {@code base_data} folder, where it has {@code smpl_mean_params.npz}.
   *
   * @throws Fault if the file is damaged or misshapen
   */
  public static Optional<MeanBody> mean(Path folder) {
    Path file = folder.resolve(MEAN);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Npz npz = Npz.open(file);
    return Optional.of(
        new MeanBody(
            vector(file, npz, "pose", 144),
            vector(file, npz, "shape", BodyArrays.SHAPES),
            vector(file, npz, "cam", 3)));
  }

  /**
   * Writes a body as npz, under the keys and in the shapes of an SMPL file, so that other programs
   * read it; the further joint regressors are not part of that format.
   */
  public static void write(BodyArrays body, Path npz) {
    int vertices = body.vertices();
    int joints = BodyArrays.JOINTS;
    long[] table = new long[2 * joints];
    for (int j = 0; j < joints; j++) {
      table[j] = body.parents().get(j);
      table[joints + j] = j;
    }
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    arrays.put("v_template", NdArray.of(body.template()));
    arrays.put("shapedirs", NdArray.of(body.shapeDirections()));
    arrays.put(
        "posedirs",
        NdArray.of(
            transposed(body.poseDirections().toArray(), BodyArrays.POSE_FEATURES, vertices * 3),
            vertices,
            3,
            BodyArrays.POSE_FEATURES));
    arrays.put("J_regressor", NdArray.of(body.jointRegressor().toDense(), joints, vertices));
    arrays.put("weights", NdArray.of(body.skinning().toDense(), vertices, joints));
    arrays.put("kintree_table", NdArray.of(table, 2, joints));
    arrays.put("f", NdArray.of(body.faces().toArray(), body.faces().count(), 3));
    Npz.write(npz, arrays);
  }
}
