package hmrbench.body;

import hmrbench.body.Subdivision.PolygonMesh;
import hmrbench.core.FloatGrid;
import hmrbench.core.Lazy;
import hmrbench.data.sim.Skeleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The body of the simulated benchmark: SMPL's tree and format, our own numbers, made here and not
 * read from a file, so that everything works without a licensed model. Made the same on every
 * machine.
 *
 * <p>The mesh is one closed skin, a coarse cage smoothed once. Its rest joints are those of {@link
 * Skeleton} exactly, for every shape: the joint regressor is solved for, so that on the rest mesh
 * and on each of its ten shape directions it gives the joints that the skeleton has. There are no
 * pose corrections ({@code posedirs} is zero): they model learned tissue, of which nothing is known
 * here, and the joints do not depend on them.
 */
public final class EmbeddedBody {

  /** As many joints as a vertex of SMPL follows at most. */
  private static final int MOST_JOINTS = 4;

  /** Weights below this are dropped: they move nothing by more than a tenth of a millimetre. */
  private static final double LEAST_WEIGHT = 1e-4;

  /** How the thickness everywhere changes per unit of each shape value, as a share. */
  private static final double[] GIRTH = {0.02, -0.015, 0, 0, 0, 0, 0, 0, 0, 0.05};

  /** A vertex this far from a joint enters its regressor with 1/e of the weight of one at it. */
  private static final double NEAR_METRES = 0.12;

  /** Regressor weights of vertices further off are left out, in {@link #NEAR_METRES}. */
  private static final double FARTHEST = 2;

  private static final Lazy<BodyModel> MODEL =
      new Lazy<>(() -> new BodyModel(new EmbeddedBody().arrays()));

  private final double[][] joints = new double[Skeleton.JOINTS][];
  private final double[][][] jointDirections =
      new double[Skeleton.SHAPES][Skeleton.JOINTS][3]; // per shape value, joint, axis
  private final PolygonMesh mesh;
  private final int vertices;

  /** The embedded body; made once. */
  public static BodyModel model() {
    return MODEL.get();
  }

  private EmbeddedBody() {
    double[] mean = new double[Skeleton.SHAPES];
    double[] rest = restJoints(mean);
    for (int j = 0; j < Skeleton.JOINTS; j++) {
      joints[j] = Arrays.copyOfRange(rest, j * 3, j * 3 + 3);
    }
    for (int k = 0; k < Skeleton.SHAPES; k++) {
      double[] one = mean.clone();
      one[k] = 1;
      double[] moved = restJoints(one);
      for (int j = 0; j < Skeleton.JOINTS; j++) {
        for (int axis = 0; axis < 3; axis++) {
          jointDirections[k][j][axis] = moved[j * 3 + axis] - joints[j][axis];
        }
      }
    }
    mesh = Subdivision.of(BodyCage.around(joints));
    vertices = mesh.vertices().size();
  }

  private static double[] restJoints(double[] betas) {
    double[] still = new double[Skeleton.JOINTS * 9];
    for (int j = 0; j < Skeleton.JOINTS; j++) {
      still[j * 9] = 1;
      still[j * 9 + 4] = 1;
      still[j * 9 + 8] = 1;
    }
    double[] positions = new double[Skeleton.JOINTS * 3];
    Skeleton.positions(still, Skeleton.offsets(betas), positions);
    return positions;
  }

  private BodyArrays arrays() {
    return new BodyArrays(
        "embedded body",
        template(),
        shapeDirections(),
        FloatGrid.zeros(BodyArrays.POSE_FEATURES, vertices * 3),
        jointRegressor(),
        skinning(),
        Arrays.stream(Skeleton.parents()).boxed().toList(),
        triangles(),
        Map.of());
  }

  /** The position of a vertex: its offset, plus its anchors times the joints. */
  private double place(double[] numbers, double[][] anchoredTo, int axis, double girth) {
    double place = girth * numbers[BodyCage.OFFSET + axis];
    for (int j = 0; j < Skeleton.JOINTS; j++) {
      place += numbers[BodyCage.ANCHORS + j] * anchoredTo[j][axis];
    }
    return place;
  }

  private FloatGrid template() {
    float[] metres = new float[vertices * 3];
    for (int v = 0; v < vertices; v++) {
      for (int axis = 0; axis < 3; axis++) {
        metres[v * 3 + axis] = (float) place(mesh.vertices().get(v), joints, axis, 1);
      }
    }
    return FloatGrid.owning(metres, vertices, 3);
  }

  private FloatGrid shapeDirections() {
    float[] metres = new float[vertices * 3 * Skeleton.SHAPES];
    for (int v = 0; v < vertices; v++) {
      for (int axis = 0; axis < 3; axis++) {
        for (int k = 0; k < Skeleton.SHAPES; k++) {
          metres[(v * 3 + axis) * Skeleton.SHAPES + k] =
              (float) place(mesh.vertices().get(v), jointDirections[k], axis, GIRTH[k]);
        }
      }
    }
    return FloatGrid.owning(metres, vertices, 3, Skeleton.SHAPES);
  }

  /**
   * Weights of nearby vertices such that their anchors add up to the joint alone and their offsets
   * cancel. The rest place of a vertex is linear in its anchors and its offset, so the weighted
   * mean is the joint, whatever the shape.
   */
  private SparseRows jointRegressor() {
    double[] dense = new double[Skeleton.JOINTS * vertices];
    for (int j = 0; j < Skeleton.JOINTS; j++) {
      int joint = j;
      int[] near =
          IntStream.range(0, vertices)
              .filter(v -> distance(v, joint) < FARTHEST * NEAR_METRES)
              .toArray();
      double[][] equations = new double[Skeleton.JOINTS + 3][near.length];
      double[] right = new double[Skeleton.JOINTS + 3];
      right[j] = 1;
      double[] gladly = new double[near.length];
      for (int i = 0; i < near.length; i++) {
        double[] numbers = mesh.vertices().get(near[i]);
        for (int other = 0; other < Skeleton.JOINTS; other++) {
          equations[other][i] = numbers[BodyCage.ANCHORS + other];
        }
        for (int axis = 0; axis < 3; axis++) {
          equations[Skeleton.JOINTS + axis][i] = numbers[BodyCage.OFFSET + axis] / NEAR_METRES;
        }
        gladly[i] = StrictMath.exp(-StrictMath.pow(distance(near[i], j) / NEAR_METRES, 2));
      }
      double[] weights = LeastNorm.solve(equations, right, gladly);
      for (int i = 0; i < near.length; i++) {
        dense[j * vertices + near[i]] = weights[i];
      }
    }
    return SparseRows.ofDense(dense, Skeleton.JOINTS, vertices);
  }

  private double distance(int vertex, int joint) {
    double sum = 0;
    for (int axis = 0; axis < 3; axis++) {
      double along = place(mesh.vertices().get(vertex), joints, axis, 1) - joints[joint][axis];
      sum += along * along;
    }
    return Math.sqrt(sum);
  }

  private SparseRows skinning() {
    double[] dense = new double[vertices * Skeleton.JOINTS];
    for (int v = 0; v < vertices; v++) {
      double[] numbers = mesh.vertices().get(v);
      int[] kept =
          IntStream.range(0, Skeleton.JOINTS)
              .filter(j -> numbers[BodyCage.SKIN + j] > LEAST_WEIGHT)
              .boxed()
              .sorted(Comparator.comparingDouble(j -> -numbers[BodyCage.SKIN + j]))
              .limit(MOST_JOINTS)
              .mapToInt(Integer::intValue)
              .toArray();
      double sum = IntStream.of(kept).mapToDouble(j -> numbers[BodyCage.SKIN + j]).sum();
      for (int j : kept) {
        dense[v * Skeleton.JOINTS + j] = numbers[BodyCage.SKIN + j] / sum;
      }
    }
    return SparseRows.ofDense(dense, vertices, Skeleton.JOINTS);
  }

  private Faces triangles() {
    List<Integer> corners = new ArrayList<>();
    for (List<Integer> quad : mesh.faces()) {
      corners.addAll(List.of(quad.get(0), quad.get(1), quad.get(2)));
      corners.addAll(List.of(quad.get(0), quad.get(2), quad.get(3)));
    }
    return Faces.of(corners.stream().mapToInt(Integer::intValue).toArray(), vertices);
  }
}
