package hmrbench.model;

import hmrbench.body.BodyArrays;
import hmrbench.body.JointSource;
import hmrbench.body.SparseRows;
import hmrbench.core.Fault;
import hmrbench.io.DType;
import hmrbench.io.NdArray;
import hmrbench.io.Tensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A checkpoint as the official trainers save it, so that their programs load it.
 *
 * <p>A temporal network lies under {@code gen_state_dict} beside {@code epoch} and {@code
 * performance}, a regressor alone under {@code model}, as in SPIN's file. Source: TCMR
 * lib/core/trainer.py and evaluate.py, SPIN utils/saver.py, smplx body_models.py.
 */
public final class OfficialLayout {

  private static final String REGRESSOR = "regressor.";
  private static final String FIRST = "fc1.weight";
  private static final String LAST = "decpose.weight";

  /** Bodies at once in the official regressors: the size of parameters that nothing reads. */
  private static final int BATCH = 64;

  /**
   * Vertices of nose, eyes, ears, toes, heels and finger tips in SMPL's mesh, as smplx picks them.
   */
  private static final long[] PICKED = {
    332, 6260, 2800, 4071, 583, 3216, 3226, 3387, 6617, 6624, 6787, 2746, 2319, 2445, 2556, 2673,
    6191, 5782, 5905, 6016, 6133
  };

  private OfficialLayout() {}

  /**
   * The file as a dictionary: state dicts and numbers. Weights are float32.
   *
   * @param performance the validation's PA-MPJPE in millimetres, which {@code evaluate.py} prints
   * @param body the body model that official networks hold in their regressor and load strictly
   */
  public static Map<String, Object> of(
      Tensors weights, Optional<Double> performance, Optional<BodyArrays> body) {
    Map<String, NdArray> state = new LinkedHashMap<>();
    weights.names().forEach(name -> state.put(name, float32(weights.array(name))));
    List<String> regressors = regressors(state);
    if (regressors.isEmpty()) {
      throw Fault.asked(
          "expected the weights of a network with SPIN's regressor (%s, %s), got %d tensors without",
          FIRST, LAST, state.size());
    }
    Map<String, Object> file = new LinkedHashMap<>();
    if (state.keySet().stream().allMatch(name -> name.startsWith(regressors.get(0)))) {
      file.put("model", withoutPrefix(state, regressors.get(0)));
      return file;
    }
    body.ifPresent(
        arrays -> regressors.forEach(prefix -> state.putAll(smpl(prefix + "smpl.", arrays))));
    file.put("epoch", 0);
    file.put("gen_state_dict", state);
    performance.ifPresent(number -> file.put("performance", number));
    return file;
  }

  /** Before the names of each regressor's tensors. */
  private static List<String> regressors(Map<String, NdArray> state) {
    return state.keySet().stream()
        .filter(name -> name.equals(FIRST) || name.endsWith("." + FIRST))
        .map(name -> name.substring(0, name.length() - FIRST.length()))
        .filter(prefix -> state.containsKey(prefix + LAST))
        .filter(prefix -> prefix.isEmpty() || prefix.endsWith(REGRESSOR))
        .toList();
  }

  private static Map<String, NdArray> withoutPrefix(Map<String, NdArray> state, String prefix) {
    Map<String, NdArray> bare = new LinkedHashMap<>();
    state.forEach((name, tensor) -> bare.put(name.substring(prefix.length()), tensor));
    return bare;
  }

  private static NdArray float32(NdArray tensor) {
    boolean half = tensor.dtype().equals(DType.F16) || tensor.dtype().equals(DType.BF16);
    return half ? NdArray.of(tensor.floats(), tensor.shape()) : tensor;
  }

  private static Map<String, NdArray> smpl(String prefix, BodyArrays body) {
    SparseRows extra = body.regressors().get(JointSource.Regressor.EXTRA);
    if (extra == null) {
      throw Fault.asked(
          "%s: beside it %s is missing, which official networks hold; put it there",
          body.name(), JointSource.Regressor.EXTRA.fileName());
    }
    int vertices = body.vertices();
    Map<String, NdArray> smpl = new LinkedHashMap<>();
    smpl.put(prefix + "betas", zeros(BodyArrays.SHAPES));
    smpl.put(prefix + "global_orient", zeros(3));
    smpl.put(prefix + "body_pose", zeros(3 * (BodyArrays.JOINTS - 1)));
    smpl.put(prefix + "faces_tensor", longs(body.faces().toArray(), body.faces().count(), 3));
    smpl.put(prefix + "v_template", NdArray.of(body.template()));
    smpl.put(prefix + "shapedirs", NdArray.of(body.shapeDirections()));
    smpl.put(prefix + "J_regressor", dense(body.jointRegressor(), BodyArrays.JOINTS, vertices));
    smpl.put(prefix + "posedirs", NdArray.of(body.poseDirections()));
    smpl.put(
        prefix + "parents",
        NdArray.of(body.parents().stream().mapToLong(it -> it).toArray(), BodyArrays.JOINTS));
    smpl.put(prefix + "lbs_weights", dense(body.skinning(), vertices, BodyArrays.JOINTS));
    smpl.put(
        prefix + "J_regressor_extra", dense(extra, JointSource.Regressor.EXTRA.rows(), vertices));
    smpl.put(prefix + "vertex_joint_selector.extra_joints_idxs", NdArray.of(PICKED, PICKED.length));
    return smpl;
  }

  private static NdArray zeros(int size) {
    return NdArray.of(new float[BATCH * size], BATCH, size);
  }

  private static NdArray dense(SparseRows rows, int... shape) {
    double[] values = rows.toDense();
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return NdArray.of(floats, shape);
  }

  private static NdArray longs(int[] values, int... shape) {
    return NdArray.of(Arrays.stream(values).asLongStream().toArray(), shape);
  }
}
