package hmrbench.model.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.body.BodyModel;
import hmrbench.body.EmbeddedBody;
import hmrbench.body.JointRecipe;
import hmrbench.core.Clip;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.KeypointTrack;
import hmrbench.core.Rotations;
import hmrbench.core.SmplTrack;
import hmrbench.data.sim.SimulatedDataset;
import hmrbench.data.sim.SimulatedSplit;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.apache.commons.math3.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;
import org.junit.jupiter.api.Test;

/** Fits bodies whose truth is known. */
class BodyFitterTest {

  private static final BodyModel BODY = EmbeddedBody.model();
  private static final int FRAMES = 12;

  private final Clip clip =
      new SimulatedDataset("test", SimulatedSplit.VALIDATION, 1, 5, 128)
          .clip(0, 30)
          .frames(IntStream.range(0, FRAMES).map(t -> t * 20).toArray());
  private final SmplTrack truth = clip.smpl().orElseThrow();
  private final KeypointTrack exact = clip.keypoints().orElseThrow();
  private final SmplTrack start = perturbed(truth);
  private final BodyFitter alone =
      new BodyFitter(BODY, PosePrior.simulated(), FittingWeights.ALONE);
  private final BodyFitter nearStart =
      new BodyFitter(BODY, PosePrior.simulated(), FittingWeights.NEAR_START);

  /** Every joint turned by some 0.17 rad, another shape, another camera. */
  static SmplTrack perturbed(SmplTrack track) {
    Random random = new Random(11);
    float[] rotations = track.rotations().toArray();
    double[] turn = new double[9];
    for (int at = 0; at < rotations.length; at += 9) {
      Rotations.fromAxisAngle(
          random.nextGaussian() / 10, random.nextGaussian() / 10, random.nextGaussian() / 10, turn);
      float[] before = Arrays.copyOfRange(rotations, at, at + 9);
      for (int i = 0; i < 9; i++) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          sum += before[i / 3 * 3 + k] * turn[k * 3 + i % 3];
        }
        rotations[at + i] = (float) sum;
      }
    }
    return new SmplTrack(
        FloatGrid.owning(rotations, track.rotations().shape()),
        moved(track.betas(), 0.5, random),
        moved(track.camera(), 0.03, random));
  }

  private static FloatGrid moved(FloatGrid grid, double by, Random random) {
    float[] values = grid.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (by * random.nextGaussian());
    }
    return FloatGrid.owning(values, grid.shape());
  }

  private static JointTrack joints(SmplTrack track) {
    return BODY.joints(track, JointRecipe.of(JointSet.SMPL14), 30);
  }

  /** Mean distance to the exact 2D joints, in pixels of a crop of 224. */
  private double pixels(SmplTrack track) {
    FloatGrid seen = KeypointTrack.projected(joints(track), track.camera()).seen();
    double sum = 0;
    for (int i = 0; i < seen.length(); i += 3) {
      sum +=
          Math.hypot(seen.get(i) - exact.seen().get(i), seen.get(i + 1) - exact.seen().get(i + 1));
    }
    return sum / (seen.length() / 3.0) * KeypointTrack.HALF_CROP_PIXELS;
  }

  /** Mean distance of joints about the middle of the hips, in mm. */
  private double millimetres(SmplTrack track) {
    return millimetres(joints(track), joints(truth));
  }

  static double millimetres(JointTrack track, JointTrack of) {
    FloatGrid a = track.relativeToRoot().metres();
    FloatGrid b = of.relativeToRoot().metres();
    double sum = 0;
    for (int i = 0; i < a.length(); i += 3) {
      double square = 0;
      for (int k = 0; k < 3; k++) {
        square += Math.pow(a.get(i + k) - b.get(i + k), 2);
      }
      sum += Math.sqrt(square);
    }
    return sum / (a.length() / 3.0) * 1000;
  }

  @Test
  void a_known_body_is_found_again_from_exact_joints() {
    SmplTrack fitted = alone.fit(start, exact);
    assertThat(pixels(start)).isGreaterThan(6);
    assertThat(millimetres(start)).isGreaterThan(80);
    assertThat(pixels(fitted)).isLessThan(1.5);
    assertThat(millimetres(fitted)).isLessThan(0.6 * millimetres(start));
  }

  @Test
  void it_stays_nearer_to_its_start_where_that_counts() {
    SmplTrack near = nearStart.fit(start, exact);
    assertThat(pixels(near)).isLessThan(0.5 * pixels(start));
    assertThat(angle(near)).isLessThan(angle(alone.fit(start, exact)));
  }

  /** Mean squared difference of rotation entries from the start. */
  private double angle(SmplTrack track) {
    double sum = 0;
    for (int i = 0; i < track.rotations().length(); i++) {
      sum += Math.pow(track.rotations().get(i) - start.rotations().get(i), 2);
    }
    return sum;
  }

  @Test
  void the_truth_is_not_left_far_behind() {
    assertThat(millimetres(nearStart.fit(truth, exact))).isLessThan(25);
  }

  @Test
  void all_rotations_stay_rotations_and_frames_do_not_know_each_other() {
    SmplTrack fitted = nearStart.fit(start, exact);
    for (int at = 0; at < fitted.rotations().length(); at += 9) {
      for (int row = 0; row < 3; row++) {
        double square = 0;
        for (int k = 0; k < 3; k++) {
          square += Math.pow(fitted.rotations().get(at + row * 3 + k), 2);
        }
        assertThat(square).isBetween(0.9999, 1.0001);
      }
    }
    SmplTrack one = nearStart.fit(start.frames(7), exact.frames(7));
    assertThat(one).isEqualTo(fitted.frames(7));
  }

  @Test
  void a_frame_without_a_joint_that_is_seen_stays_as_it_is() {
    float[] seen = exact.seen().toArray();
    for (int j = 0; j < JointSet.SMPL14.size(); j++) {
      seen[(3 * JointSet.SMPL14.size() + j) * 3 + 2] = 0;
    }
    KeypointTrack hidden =
        new KeypointTrack(exact.joints(), FloatGrid.owning(seen, exact.seen().shape()));
    SmplTrack fitted = nearStart.fit(start, hidden);
    assertThat(fitted.frames(3)).isEqualTo(start.frames(3));
    assertThat(fitted.frames(4)).isNotEqualTo(start.frames(4));
  }

  @Test
  void one_joint_far_off_does_not_spoil_the_rest() {
    float[] seen = exact.seen().toArray();
    int wrist = JointSet.SMPL14.indexOf(hmrbench.core.Joint.LEFT_WRIST);
    for (int t = 0; t < FRAMES; t++) {
      seen[(t * JointSet.SMPL14.size() + wrist) * 3] += 1;
    }
    KeypointTrack spoiled =
        new KeypointTrack(exact.joints(), FloatGrid.owning(seen, exact.seen().shape()));
    assertThat(millimetres(nearStart.fit(start, spoiled))).isLessThan(0.9 * millimetres(start));
  }

  /** A general optimiser of Commons Math, from the same place, finds no better body. */
  @Test
  void a_library_finds_no_lower_energy() {
    BodyFitter.Body from = BodyFitter.Body.of(start, 0);
    double ours = alone.fit(from, exact, 0).energy();
    BodyFitter.Seen seen = alone.seen(exact, 0);
    FrameEnergy energy =
        new FrameEnergy(
            FittedSkeleton.of(BODY),
            PosePrior.simulated(),
            FittingWeights.ALONE,
            seen.points(),
            seen.seen(),
            Arrays.copyOf(from.rotations(), 9));
    double[] matrix = new double[FrameEnergy.SIZE * FrameEnergy.SIZE];
    double theirs =
        new NonLinearConjugateGradientOptimizer(
                NonLinearConjugateGradientOptimizer.Formula.POLAK_RIBIERE,
                new SimpleValueChecker(1e-9, 1e-9))
            .optimize(
                GoalType.MINIMIZE,
                new ObjectiveFunction(energy::of),
                new ObjectiveFunctionGradient(
                    p -> {
                      double[] gradient = new double[FrameEnergy.SIZE];
                      energy.linearise(p, FrameEnergy.SIZE, gradient, matrix);
                      return Arrays.stream(gradient).map(it -> 2 * it).toArray();
                    }),
                new InitialGuess(alone.numbers(from)),
                new MaxEval(100_000))
            .getValue();
    assertThat(theirs).isPositive();
    assertThat(ours).isLessThan(theirs * 1.01);
  }
}
