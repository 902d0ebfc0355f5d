package hmrbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.FloatGrid;
import hmrbench.core.Rotations;
import hmrbench.core.SmplTrack;
import hmrbench.data.sim.SimulatedDataset;
import hmrbench.data.sim.SimulatedSplit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewpointTest {

  /**
   * Someone who stands upright before a camera whose y axis points down is turned by half a turn
   * about x; further turns about the vertical axis turn them away.
   */
  @ParameterizedTest
  @CsvSource({"0, 0", "45, 45", "90, 90", "-90, 90", "180, 180", "200, 160"})
  void someone_who_turns_about_the_vertical_is_turned_away_by_as_much(double turn, double away) {
    double[] upright = new double[9];
    Rotations.fromAxisAngle(Math.PI, 0, 0, upright);
    double[] turned = new double[9];
    Rotations.fromAxisAngle(0, Math.toRadians(turn), 0, turned);
    float[] rotations = new float[24 * 9];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 3; k++) {
          rotations[3 * i + j] += (float) (upright[3 * i + k] * turned[3 * k + j]);
        }
      }
    }
    SmplTrack smpl =
        new SmplTrack(
            FloatGrid.owning(rotations, 1, 24, 3, 3),
            FloatGrid.owning(new float[10], 1, 10),
            FloatGrid.owning(new float[3], 1, 3));
    assertThat(Viewpoint.withYDown(smpl).get(0)).isCloseTo(away, within(0.05));
  }

  /** The left hip lies to the right of the picture of someone who faces the camera. */
  @Test
  void hips_lie_as_the_viewpoint_says() {
    try (SimulatedDataset dataset = new SimulatedDataset("walks", SimulatedSplit.TEST, 8, 1, 64)) {
      int[] seen = new int[2];
      for (int i = 0; i < 8; i++) {
        var clip = dataset.clip(i, 30);
        for (int t = 0; t < clip.truth().frames(); t += 10) {
          double away = clip.signals().get(Viewpoint.SIGNAL).get(t);
          int left = clip.truth().joints().indexOf(hmrbench.core.Joint.LEFT_HIP);
          int right = clip.truth().joints().indexOf(hmrbench.core.Joint.RIGHT_HIP);
          double across =
              clip.truth().metres().at(t, left, 0) - clip.truth().metres().at(t, right, 0);
          if (away < 30) {
            seen[0]++;
            assertThat(across).isPositive();
          } else if (away > 150) {
            seen[1]++;
            assertThat(across).isNegative();
          }
        }
      }
      assertThat(seen[0]).isPositive();
      assertThat(seen[1]).isPositive();
    }
  }
}
