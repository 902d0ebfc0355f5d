package hmrbench.picture.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoxTest {

  @Test
  void a_square_keeps_the_middle_and_takes_the_longer_side() {
    assertThat(new Box(10, 20, 4, 9).square()).isEqualTo(new Box(10, 20, 9, 9));
  }

  @Test
  void overlap_is_shared_area_over_joint_area() {
    Box box = Box.between(0, 0, 10, 10);
    assertThat(box.overlap(box)).isEqualTo(1);
    assertThat(box.overlap(Box.between(5, 0, 15, 10))).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(box.overlap(Box.between(10, 10, 20, 20))).isZero();
  }

  @Test
  void half_a_box_beyond_the_edge_is_half_inside() {
    assertThat(new Box(-0.5, 50, 20, 20).insideOf(100, 100)).isCloseTo(0.5, within(1e-15));
    assertThat(new Box(50, 50, 20, 20).insideOf(100, 100)).isEqualTo(1);
    assertThat(new Box(500, 50, 20, 20).insideOf(100, 100)).isZero();
  }

  @Test
  void a_box_without_area_does_not_exist() {
    assertThatThrownBy(() -> new Box(0, 0, 0, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("box size is 0.0 x 3.0");
    assertThatThrownBy(() -> new Box(Double.NaN, 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("box centre is (NaN, 0.0)");
  }
}
