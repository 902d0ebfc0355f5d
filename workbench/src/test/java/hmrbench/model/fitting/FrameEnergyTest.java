package hmrbench.model.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.body.BodyModel;
import hmrbench.body.CarriedPoint;
import hmrbench.body.EmbeddedBody;
import hmrbench.body.JointRecipe;
import hmrbench.body.SmallBody;
import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.SmplTrack;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the derivatives of the fitting's energy to differences, term by term. */
class FrameEnergyTest {

  private static final int N = FrameEnergy.SIZE;
  private static final int[] COLUMNS = {8, 5, 2, 1, 4, 7, 21, 19, 17, 16, 18, 20, 12, 15};

  private static final List<CarriedPoint> JOINTS =
      Arrays.stream(COLUMNS).mapToObj(CarriedPoint::joint).toList();

  private static final double STEP = 1e-6;

  private final FittedSkeleton body = FittedSkeleton.of(EmbeddedBody.model());

  /** A body whose points are means of vertices, moved by pose and shape under the skin. */
  private static final BodyModel REGRESSED = new BodyModel(SmallBody.ofVertices(40, 9));

  /** Weights that leave one term; the others keep what they cannot do without. */
  private static FittingWeights only(String term) {
    return switch (term) {
      case "pose" -> new FittingWeights(1e6, 0.2, 1, 0, 1e6, 0);
      case "shape" -> new FittingWeights(1e6, 0.2, 0, 1, 1e6, 0);
      case "bends" -> new FittingWeights(1e6, 0.2, 0, 0, 0.1, 0);
      case "start" -> new FittingWeights(1e6, 0.2, 0, 0, 1e6, 1);
      default -> new FittingWeights(0.03, 0.2, 0, 0, 1e6, 0);
    };
  }

  private FrameEnergy energy(FittingWeights weights) {
    return energy(body, JOINTS, weights);
  }

  private static FrameEnergy energy(
      FittedSkeleton body, List<CarriedPoint> points, FittingWeights weights) {
    SplittableRandom random = new SplittableRandom(3);
    double[] seen = random.doubles(COLUMNS.length * 3L).map(it -> it - 0.5).toArray();
    IntStream.range(0, COLUMNS.length).forEach(i -> seen[i * 3 + 2] = i == 4 ? 0 : 0.3 + 0.04 * i);
    double[] root = new double[9];
    hmrbench.core.Rotations.fromAxisAngle(0.4, -2, 0.3, root);
    return new FrameEnergy(body, PosePrior.simulated(), weights, points, seen, root);
  }

  /** A pose with all knees and elbows bent the wrong way. */
  private double[] numbers() {
    SplittableRandom random = new SplittableRandom(5);
    double[] p = random.doubles(N).map(it -> 2 * it - 1).toArray();
    double[] angles = new double[PosePrior.SIZE];
    PosePrior.simulated().pose(p, FrameEnergy.PLACE, angles);
    angles[9] = -0.5;
    angles[12] = -0.3;
    angles[17 * 3 + 1] = 0.4;
    angles[18 * 3 + 1] = -0.6;
    PosePrior.simulated().whiten(angles, p, FrameEnergy.PLACE);
    return p;
  }

  @ParameterizedTest
  @ValueSource(strings = {"joints", "pose", "shape", "bends", "start"})
  void the_gradient_of_a_term_is_that_of_differences(String term) {
    int index = Arrays.asList("joints", "pose", "shape", "bends", "start").indexOf(term);
    FrameEnergy energy = energy(only(term));
    double[] p = numbers();
    double[] gradient = new double[N];
    energy.linearise(p, N, gradient, new double[N * N]);
    assertThat(energy.terms(p)[index]).isGreaterThan(1);
    double largest = 0;
    for (int i = 0; i < N; i++) {
      double expected = difference(energy, p, i) / 2;
      largest = Math.max(largest, Math.abs(expected));
      assertThat(gradient[i])
          .as("number %d", i)
          .isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
    }
    assertThat(largest).isGreaterThan(0.1);
  }

  /** As above, of points that are read off a mesh. */
  @Test
  void the_gradient_of_regressed_points_is_that_of_differences() {
    List<CarriedPoint> points = REGRESSED.points(JointRecipe.H36M_14);
    FrameEnergy energy = energy(FittedSkeleton.of(REGRESSED), points, only("joints"));
    double[] p = numbers();
    double[] gradient = new double[N];
    energy.linearise(p, N, gradient, new double[N * N]);
    for (int i = 0; i < N; i++) {
      double expected = difference(energy, p, i) / 2;
      assertThat(gradient[i])
          .as("number %d", i)
          .isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
    }
  }

  /** Joints and means of vertices are where the body model puts them. */
  @Test
  void points_are_where_the_body_has_them() {
    SmplTrack track = SmallBody.track(3, 4);
    for (JointRecipe recipe : List.of(JointRecipe.H36M_14, JointRecipe.SMPL24)) {
      FloatGrid expected = REGRESSED.joints(track, recipe, 30).metres();
      for (int t = 0; t < track.frames(); t++) {
        BodyFitter.Body posed = BodyFitter.Body.of(track, t);
        PosedTree tree =
            new PosedTree(FittedSkeleton.of(REGRESSED), Arrays.copyOf(posed.rotations(), 9));
        System.arraycopy(
            PosePrior.axisAngles(posed.rotations()), 0, tree.angles, 0, PosePrior.SIZE);
        tree.pose(0, 0, 0, posed.betas(), 0);
        List<CarriedPoint> points = REGRESSED.points(recipe);
        for (int j = 0; j < points.size(); j++) {
          PosedPoint point = new PosedPoint(points.get(j), tree);
          point.place();
          for (int axis = 0; axis < 3; axis++) {
            assertThat(point.at(axis)).isCloseTo(expected.at(t, j, axis), within(1e-5));
          }
        }
      }
    }
  }

  private static double difference(FrameEnergy energy, double[] p, int i) {
    double[] more = p.clone();
    double[] less = p.clone();
    more[i] += STEP;
    less[i] -= STEP;
    return (energy.of(more) - energy.of(less)) / (2 * STEP);
  }

  @Test
  void the_first_six_numbers_alone_have_the_same_derivatives() {
    FrameEnergy energy = energy(only("joints"));
    double[] all = new double[N];
    double[] matrix = new double[N * N];
    energy.linearise(numbers(), N, all, matrix);
    double[] few = new double[6];
    double[] small = new double[36];
    energy.linearise(numbers(), 6, few, small);
    for (int i = 0; i < 6; i++) {
      assertThat(few[i]).isEqualTo(all[i]);
      for (int k = 0; k <= i; k++) {
        assertThat(small[i * 6 + k]).isEqualTo(matrix[i * N + k]);
      }
    }
  }

  /** Without robust loss the matrix is half the second derivative up to a small rest. */
  @Test
  void the_matrix_is_the_curvature_where_residuals_are_linear() {
    FrameEnergy energy = energy(only("shape"));
    double[] matrix = new double[N * N];
    energy.linearise(numbers(), N, new double[N], matrix);
    assertThat(matrix[(N - 1) * N + N - 1]).isCloseTo(1, within(1e-6));
    assertThat(matrix[(N - 1) * N + N - 2]).isCloseTo(0, within(1e-6));
  }

  @Test
  void a_joint_that_is_not_seen_does_not_count() {
    FrameEnergy energy = energy(FittingWeights.ALONE);
    double[] p = numbers();
    double before = energy.of(p);
    boolean[] others = new boolean[COLUMNS.length];
    Arrays.fill(others, true);
    others[4] = false;
    energy.use(others);
    assertThat(energy.of(p)).isEqualTo(before);
  }

  /** The simulated body bends knees about x upwards, the left elbow about y downwards. */
  @ParameterizedTest
  @CsvSource({"LEFT_KNEE, 0, 1", "RIGHT_KNEE, 0, 1", "LEFT_ELBOW, 1, -1", "RIGHT_ELBOW, 1, 1"})
  void a_joint_that_bends_the_wrong_way_costs(Joint joint, int axis, int right) {
    FrameEnergy energy = energy(only("bends"));
    double[] angles = new double[PosePrior.SIZE];
    double[] p = new double[N];
    int angle = (JointSet.SMPL24.indexOf(joint) - 1) * 3 + axis;
    angles[angle] = 0.5 * right;
    PosePrior.simulated().whiten(angles, p, FrameEnergy.PLACE);
    assertThat(energy.terms(p)[3]).isCloseTo(0, within(1e-9));
    angles[angle] = -0.5 * right;
    PosePrior.simulated().whiten(angles, p, FrameEnergy.PLACE);
    assertThat(energy.terms(p)[3]).isCloseTo(25, within(1e-6));
  }
}
