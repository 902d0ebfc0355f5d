package hmrbench.model.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.body.BodyFiles;
import hmrbench.body.BodyModel;
import hmrbench.body.JointRecipe;
import hmrbench.core.Clip;
import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.KeypointTrack;
import hmrbench.core.SmplTrack;
import hmrbench.data.sim.SimulatedDataset;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.testing.GoldenData;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Fits a body in SMPL's own file format, to points that official databases hold: hips and head are
 * read off its mesh.
 */
class SmplFittingTest {

  private static final int FRAMES = 12;

  /** The twelve of 3DPW. */
  private static final List<Joint> LIMBS = JointSet.COMMON14.joints().subList(0, 12);

  private final BodyModel body = BodyFiles.read(GoldenData.folder().resolve("base_data"));
  private final Clip clip =
      new SimulatedDataset("test", SimulatedSplit.VALIDATION, 1, 5, 128)
          .clip(0, 30)
          .frames(IntStream.range(0, FRAMES).map(t -> t * 20).toArray());
  private final SmplTrack truth = clip.smpl().orElseThrow();
  private final SmplTrack start = BodyFitterTest.perturbed(truth);

  private KeypointTrack seen(SmplTrack track) {
    KeypointTrack all = KeypointTrack.projected(joints(track, JointRecipe.SPIN_49), track.camera());
    float[] seen = all.seen().toArray();
    for (int i = 0; i < seen.length; i += 3) {
      int column = i / 3 % JointSet.SPIN49.size();
      seen[i + 2] = LIMBS.contains(JointSet.SPIN49.joints().get(column)) ? 1 : 0;
    }
    return new KeypointTrack(all.joints(), FloatGrid.owning(seen, all.seen().shape()), true);
  }

  private JointTrack joints(SmplTrack track, JointRecipe recipe) {
    return body.joints(track, recipe, 30);
  }

  /** Mean distance to where the joints are seen, in pixels of a crop of 224. */
  private double pixels(SmplTrack track) {
    FloatGrid are = seen(track).seen();
    FloatGrid should = seen(truth).seen();
    double sum = 0;
    int count = 0;
    for (int i = 0; i < are.length(); i += 3) {
      if (should.get(i + 2) > 0) {
        sum += Math.hypot(are.get(i) - should.get(i), are.get(i + 1) - should.get(i + 1));
        count++;
      }
    }
    return sum / count * KeypointTrack.HALF_CROP_PIXELS;
  }

  /** MPJPE on the joints that 3DPW is scored on, in mm. */
  private double millimetres(SmplTrack track) {
    return BodyFitterTest.millimetres(
        joints(track, JointRecipe.H36M_14), joints(truth, JointRecipe.H36M_14));
  }

  @Test
  void a_known_body_is_found_again_from_exact_points() {
    KeypointTrack exact = seen(truth);
    SmplTrack alone =
        new BodyFitter(body, PosePrior.simulated(), FittingWeights.ALONE).fit(start, exact);
    assertThat(pixels(start)).isGreaterThan(6);
    assertThat(millimetres(start)).isGreaterThan(80);
    assertThat(pixels(alone)).isLessThan(1.5);
    assertThat(millimetres(alone)).isLessThan(0.6 * millimetres(start));
    SmplTrack near =
        new BodyFitter(body, PosePrior.simulated(), FittingWeights.NEAR_START).fit(start, exact);
    assertThat(pixels(near)).isLessThan(0.5 * pixels(start));
    assertThat(millimetres(near)).isLessThan(0.8 * millimetres(start));
  }
}
