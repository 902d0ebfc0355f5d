package hmrbench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shift=-2",
        "rate=59.94",
        "axes=z-up",
        "axes=+y-x+z",
        "sides=legs",
        "rotations=6d-rows",
        "pelvis=0/-90/12",
        "shift=3,rate=60,axes=y-up,sides=mirrored,rotations=transposed,pelvis=1/2/3"
      })
  void is_written_as_it_is_read(String text) {
    assertThat(Fixes.of(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shift=1.5 | expected a whole number of frames such as 2 or -1, got \"shift=1.5\"",
        "rate=0 | expected frames/s above 0, got \"rate=0\"",
        "axes=up | expected camera, y-up, z-up or three signed axes such as +x-z+y, got \"axes=up\"",
        "axes=+x+x+y | expected camera, y-up, z-up or three signed axes such as +x-z+y, got"
            + " \"axes=+x+x+y\"",
        "sides=both | expected one of as-named, exchanged, legs, arms, mirrored, got \"sides=both\"",
        "pelvis=90 | expected LEFT/UP/FRONT in whole millimetres such as 0/-90/12, got \"pelvis=90\"",
        "shift=1,shift=2 | expected each fix once, got shift twice in \"shift=1,shift=2\"",
        "turn=3 | expected shift=, rate=, axes=, sides=, rotations= or pelvis=, got \"turn=3\""
      })
  void says_what_it_expected(String text, String message) {
    assertThatThrownBy(() -> Fixes.of(text)).hasMessage(message);
  }

  @Test
  void there_are_48_maps_of_axes_and_half_of_them_are_turns() {
    assertThat(AxisMap.all()).hasSize(48).doesNotHaveDuplicates();
    assertThat(AxisMap.all().stream().filter(AxisMap::isTurn)).hasSize(24);
    AxisMap.all().forEach(it -> assertThat(AxisMap.named(it.word())).contains(it));
  }

  @Test
  void axes_with_z_up_put_a_head_at_negative_y_of_the_camera() {
    // x right, y forward, z up: a head 1.7 m up and a step of 0.3 m forward.
    FloatGrid moved = AxisMap.Z_UP.apply(FloatGrid.copyOf(new float[] {0.1f, 0.3f, 1.7f}, 1, 3));

    assertThat(moved.toArray()).containsExactly(0.1f, -1.7f, 0.3f);
  }

  @Test
  void sides_leave_joints_of_the_middle() {
    assertThat(Sides.LEGS.partner(Joint.LEFT_KNEE)).isEqualTo(Joint.RIGHT_KNEE);
    assertThat(Sides.LEGS.partner(Joint.LEFT_WRIST)).isEqualTo(Joint.LEFT_WRIST);
    assertThat(Sides.ARMS.partner(Joint.OP_RIGHT_ELBOW)).isEqualTo(Joint.OP_LEFT_ELBOW);
    assertThat(Sides.EXCHANGED.partner(Joint.NECK)).isEqualTo(Joint.NECK);
  }
}
