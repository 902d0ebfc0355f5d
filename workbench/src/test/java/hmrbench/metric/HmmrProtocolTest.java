package hmrbench.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.OutputKind;
import hmrbench.core.Series;
import hmrbench.core.WindowRule;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Protocol {@code hmmr} against plain loops, from the description of eval_util.py. */
class HmmrProtocolTest {

  private static final int FRAMES = 12;
  private static final int JOINTS = 14;

  private final Random random = new Random(2);
  private final Protocol protocol = Protocols.named("hmmr").orElseThrow();

  private JointTrack drawn() {
    float[] metres = new float[FRAMES * JOINTS * 3];
    for (int i = 0; i < metres.length; i++) {
      metres[i] = (float) random.nextGaussian();
    }
    return new JointTrack(
        JointSet.COMMON14, CoordinateFrame.CAMERA, 30, FloatGrid.owning(metres, FRAMES, JOINTS, 3));
  }

  private static double second(JointTrack track, int frame, int joint, int axis) {
    FloatGrid metres = track.metres();
    return metres.at(frame - 1, joint, axis)
        - 2 * metres.at(frame, joint, axis)
        + metres.at(frame + 1, joint, axis);
  }

  @Test
  void accelerations_are_of_positions_as_they_are_where_three_frames_count() {
    JointTrack truth = drawn();
    JointTrack predicted = drawn();
    boolean[] counted = new boolean[FRAMES];
    java.util.Arrays.fill(counted, true);
    counted[4] = false;
    SequenceScore score =
        protocol.score(
            new SequencePrediction(
                "walk",
                truth,
                predicted,
                SequencePrediction.Extras.NONE,
                FrameMask.of(counted),
                IntStream.range(0, FRAMES).boxed().toList()),
            Neighbours.NONE,
            List.of(Metrics.ACCEL_ERR));
    Series errors = score.value(Metrics.ACCEL_ERR.id()).orElseThrow();
    for (int t = 0; t < FRAMES; t++) {
      boolean has = t > 0 && t < FRAMES - 1 && Math.abs(t - 4) > 1;
      assertThat(errors.has(t)).as("frame %d", t).isEqualTo(has);
      if (has) {
        double sum = 0;
        for (int joint = 0; joint < JOINTS; joint++) {
          double squares = 0;
          for (int axis = 0; axis < 3; axis++) {
            double difference = second(predicted, t, joint, axis) - second(truth, t, joint, axis);
            squares += difference * difference;
          }
          sum += Math.sqrt(squares);
        }
        assertThat(errors.get(t)).isCloseTo(1000 * sum / JOINTS, within(1e-2));
      }
    }
  }

  @Test
  void windows_are_its_own() {
    assertThat(protocol.windows(OutputKind.SEQUENCE)).isEqualTo(WindowRule.HMMR);
    assertThat(protocol.windows(OutputKind.MIDDLE_FRAME)).isEqualTo(WindowRule.EDGE_PADDED);
    assertThat(protocol.dropsInvalidFrames()).isFalse();
    assertThat(protocol.countsInvalidFrames()).isFalse();
  }
}
