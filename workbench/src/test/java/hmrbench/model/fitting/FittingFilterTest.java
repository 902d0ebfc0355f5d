package hmrbench.model.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.body.EmbeddedBody;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.KeypointTrack;
import hmrbench.core.SmplTrack;
import hmrbench.data.sim.SimulatedDataset;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.model.KeypointFilter;
import hmrbench.model.filter.Filters;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What stands around the fits: names, noise of the detector, and data that cannot be fitted to. */
class FittingFilterTest {

  private static final int[] FRAMES = IntStream.range(0, 40).toArray();

  private final Clip clip =
      new SimulatedDataset("test", SimulatedSplit.TEST, 1, 5, 128).clip(0, 30).frames(FRAMES);
  private final KeypointTrack exact = clip.keypoints().orElseThrow();

  private static KeypointFilter named(String name) {
    return (KeypointFilter) Filters.all().parse(name);
  }

  private SmplTrack apply(String name, Clip to) {
    return named(name).apply(clip.smpl().orElseThrow(), to, EmbeddedBody.model(), FRAMES);
  }

  @Test
  void a_name_says_the_error_and_its_seed() {
    assertThat(named("fitting")).isEqualTo(new FittingFilter("fitting", Optional.empty()));
    assertThat(named("fitting-0px"))
        .isEqualTo(new FittingFilter("fitting-0px", Optional.of(new DetectorNoise(0, 1))));
    assertThat(named("fitting-4.5px-seed12"))
        .isEqualTo(
            new FittingFilter("fitting-4.5px-seed12", Optional.of(new DetectorNoise(4.5, 12))));
    assertThatThrownBy(() -> Filters.all().parse("fitting-200px"))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("at most 112 pixels");
    assertThatThrownBy(() -> Filters.all().parse("fitting-px")).isInstanceOf(Fault.class);
  }

  @Test
  void the_noise_is_that_of_its_name_and_no_other() {
    SmplTrack one = apply("fitting", clip);
    assertThat(apply("fitting-3px", clip)).isEqualTo(one);
    assertThat(apply("fitting-3px-seed1", clip)).isEqualTo(one);
    assertThat(apply("fitting-3px-seed2", clip)).isNotEqualTo(one);
    assertThat(apply("fitting-0px", clip)).isNotEqualTo(one);
  }

  @Test
  void errors_have_the_size_that_is_asked_for_and_some_joints_are_missed() {
    Clip whole = new SimulatedDataset("test", SimulatedSplit.TEST, 1, 5, 128).clip(0, 30);
    KeypointTrack all = whole.keypoints().orElseThrow();
    FloatGrid noisy = new DetectorNoise(3, 1).of(all, "a", whole.frameLabels()).seen();
    int count = noisy.length() / 3;
    double[] off =
        IntStream.range(0, count)
            .mapToDouble(i -> 112 * (noisy.get(i * 3) - all.seen().get(i * 3)))
            .toArray();
    double[] near = java.util.Arrays.stream(off).filter(it -> Math.abs(it) < 9).toArray();
    double square = java.util.Arrays.stream(near).map(it -> it * it).average().orElseThrow();
    assertThat(Math.sqrt(square)).isCloseTo(3, within(0.15));
    assertThat((double) (count - near.length) / count).isBetween(0.008, 0.03);
    for (int i = 0; i < count; i++) {
      assertThat(noisy.get(i * 3 + 2)).isBetween(0.19f, 1f);
    }
  }

  /** The same moment has the same error whatever else is asked for. */
  @Test
  void errors_belong_to_moments() {
    DetectorNoise noise = new DetectorNoise(3, 1);
    int[] some = {3, 17, 30};
    Clip few = clip.frames(some);
    assertThat(noise.of(exact, "a", clip.frameLabels()).frames(some))
        .isEqualTo(noise.of(exact.frames(some), "a", few.frameLabels()));
    assertThat(noise.of(exact, "b", clip.frameLabels()))
        .isNotEqualTo(noise.of(exact, "a", clip.frameLabels()));
    assertThat(new DetectorNoise(0, 1).of(exact, "a", clip.frameLabels())).isEqualTo(exact);
  }

  @Test
  void a_clip_without_2d_joints_is_refused() {
    Clip none = Clip.of("s", 30, clip.features(), clip.truth(), clip.smpl());
    assertThatThrownBy(() -> apply("fitting", none))
        .isInstanceOf(Fault.class)
        .hasMessageContaining(
            "filter fitting: sequence s has no 2D joints; take a data set that has them");
  }

  @Test
  void a_clip_in_which_nothing_is_seen_is_refused() {
    float[] seen = exact.seen().toArray();
    for (int i = 2; i < seen.length; i += 3) {
      seen[i] = 0;
    }
    Clip blind =
        clip.withKeypoints(
            new KeypointTrack(exact.joints(), FloatGrid.owning(seen, exact.seen().shape())));
    assertThatThrownBy(() -> apply("fitting", blind))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("no 2D joint of its 40 frames has a confidence above 0");
  }

  /** What a detector found has errors already. */
  @Test
  void joints_that_were_found_are_taken_as_they_are() {
    Clip found = clip.withKeypoints(new KeypointTrack(exact.joints(), exact.seen(), true));
    assertThat(apply("fitting", found)).isEqualTo(apply("fitting-0px", clip));
    assertThatThrownBy(() -> apply("fitting-3px", found))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("its 2D joints were found in the picture")
        .hasMessageContaining("write fitting");
  }

  @Test
  void what_is_no_number_is_no_2d_joint() {
    for (int k = 0; k < 3; k++) {
      float[] seen = exact.seen().toArray();
      seen[(5 * 14 + 2) * 3 + k] = Float.NaN;
      assertThatThrownBy(
              () -> new KeypointTrack(JointSet.SMPL14, FloatGrid.owning(seen, 40, 14, 3)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("2D joints, frame 5, RIGHT_HIP");
    }
  }

  /** Joints of a clip keep to their frames. */
  @Test
  void frames_of_a_clip_keep_their_2d_joints() {
    assertThat(clip.frames(7, 9).keypoints()).contains(exact.frames(7, 9));
    assertThat(clip.withFeatures(FloatGrid.zeros(40, 0)).keypoints()).contains(exact);
    assertThat(hmrbench.data.FrameRates.decimate(clip, 15).keypoints().orElseThrow().frames())
        .isEqualTo(20);
  }
}
