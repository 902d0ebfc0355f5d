package hmrbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Clip;
import hmrbench.core.CoordinateFrame;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameList;
import hmrbench.core.FrameMask;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameRatesTest {

  private static Clip clip(int frames, double rate) {
    float[] features = new float[frames * 2];
    float[] metres = new float[frames * 14 * 3];
    String[] labels = new String[frames];
    boolean[] valid = new boolean[frames];
    boolean[] counted = new boolean[frames];
    double[] speed = new double[frames];
    for (int t = 0; t < frames; t++) {
      features[t * 2] = t;
      metres[t * 42] = t;
      labels[t] = "f" + t;
      valid[t] = t != 2;
      counted[t] = t != 4;
      speed[t] = t / 10.0;
    }
    return new Clip(
        "walk",
        rate,
        FloatGrid.owning(features, frames, 2),
        new JointTrack(
            JointSet.SMPL14, CoordinateFrame.CAMERA, rate, FloatGrid.owning(metres, frames, 14, 3)),
        Optional.empty(),
        new FrameList(List.of(labels), FrameMask.of(valid), FrameMask.of(counted)),
        Map.of("speed_m_per_s", Series.of(speed)),
        Map.of("activity", "walk"));
  }

  @Test
  void keeps_every_second_frame_with_its_labels_masks_and_signals() {
    Clip half = FrameRates.decimate(clip(7, 30), 15);

    assertThat(half.framesPerSecond()).isEqualTo(15);
    assertThat(half.truth().framesPerSecond()).isEqualTo(15);
    assertThat(half.frameLabels()).containsExactly("f0", "f2", "f4", "f6");
    assertThat(half.features().toArray()).containsExactly(0, 0, 2, 0, 4, 0, 6, 0);
    assertThat(half.truth().metres().at(3, 0, 0)).isEqualTo(6);
    assertThat(half.valid()).isEqualTo(FrameMask.of(true, false, true, true));
    assertThat(half.counted()).isEqualTo(FrameMask.of(true, true, false, true));
    assertThat(half.signals().get("speed_m_per_s")).isEqualTo(Series.of(0, 0.2, 0.4, 0.6));
    assertThat(half.tags()).containsEntry("activity", "walk");
  }

  @Test
  void the_recorded_rate_is_the_clip_itself() {
    Clip clip = clip(7, 29.97);

    assertThat(FrameRates.decimate(clip, 30)).isSameAs(clip);
  }

  @Test
  void a_rate_between_decimations_names_those_that_can_be_had() {
    assertThatThrownBy(() -> FrameRates.decimate(clip(7, 30), 24))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "sequence walk cannot be had at 24 frames per second exactly: use one of 5, 6, 7.5, 10,"
                + " 15, 30");
  }

  @Test
  void a_rate_above_the_recorded_one_is_refused() {
    assertThatThrownBy(() -> FrameRates.step("data set 3dpw-test", 10, 20))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "data set 3dpw-test cannot be had at 20 frames per second exactly: use one of 5, 10");
  }

  @Test
  void a_rounded_frame_time_still_counts_as_its_rate() {
    assertThat(FrameRates.step("a file", 1 / 0.0083333, 30)).isEqualTo(4);
    assertThat(FrameRates.ofRecorded(1 / 0.0083333)).hasSize(24);
  }
}
