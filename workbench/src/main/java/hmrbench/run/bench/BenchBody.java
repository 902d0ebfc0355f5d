package hmrbench.run.bench;

import hmrbench.body.BodyArrays;
import hmrbench.body.BodyModel;
import hmrbench.body.EmbeddedBody;
import hmrbench.body.Faces;
import hmrbench.body.JointSource;
import hmrbench.body.SparseRows;
import hmrbench.core.FloatGrid;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A body of the size of SMPL with made-up numbers: 6,890 vertices, dense blend shapes, at most four
 * joints per vertex, joint regressors that look at some vertices each. Only its cost is real.
 */
final class BenchBody {

  private static final int VERTICES = 6890;
  private static final int JOINTS_PER_VERTEX = 4;
  private static final int VERTICES_PER_JOINT = 60;

  private final SplittableRandom random;

  private BenchBody(long seed) {
    this.random = new SplittableRandom(seed);
  }

  static BodyModel of(long seed) {
    return new BodyModel(new BenchBody(seed).arrays());
  }

  private BodyArrays arrays() {
    List<Integer> parents = EmbeddedBody.model().arrays().parents();
    return new BodyArrays(
        "made-up body of SMPL's size",
        grid(0.3, VERTICES, 3),
        grid(0.01, VERTICES, 3, BodyArrays.SHAPES),
        grid(0.001, BodyArrays.POSE_FEATURES, VERTICES * 3),
        means(BodyArrays.JOINTS, VERTICES, VERTICES_PER_JOINT),
        skinning(),
        parents,
        Faces.of(new int[] {0, 1, 2}, VERTICES),
        Map.of(
            JointSource.Regressor.H36M,
            means(JointSource.Regressor.H36M.rows(), VERTICES, VERTICES_PER_JOINT),
            JointSource.Regressor.EXTRA,
            means(JointSource.Regressor.EXTRA.rows(), VERTICES, VERTICES_PER_JOINT)));
  }

  private FloatGrid grid(double size, int... shape) {
    int count = 1;
    for (int length : shape) {
      count *= length;
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (size * (2 * random.nextDouble() - 1));
    }
    return FloatGrid.owning(values, shape);
  }

  /** Vertices are in the order of the joints, so that neighbours follow the same few. */
  private static SparseRows skinning() {
    double[] dense = new double[VERTICES * BodyArrays.JOINTS];
    for (int vertex = 0; vertex < VERTICES; vertex++) {
      int joint = vertex * BodyArrays.JOINTS / VERTICES;
      for (int i = 0; i < JOINTS_PER_VERTEX; i++) {
        dense[vertex * BodyArrays.JOINTS + (joint + i) % BodyArrays.JOINTS] +=
            1.0 / JOINTS_PER_VERTEX;
      }
    }
    return SparseRows.ofDense(dense, VERTICES, BodyArrays.JOINTS);
  }

  /** Rows that sum to 1, each with so many entries. */
  private SparseRows means(int rows, int columns, int entries) {
    double[] dense = new double[rows * columns];
    for (int row = 0; row < rows; row++) {
      int first = random.nextInt(columns);
      for (int i = 0; i < entries; i++) {
        dense[row * columns + (first + i) % columns] += 1.0 / entries;
      }
    }
    return SparseRows.ofDense(dense, rows, columns);
  }
}
