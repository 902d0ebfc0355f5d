package hmrbench.video.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.picture.geometry.PictureCamera;
import hmrbench.picture.image.Area;
import hmrbench.picture.image.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenePainterTest {

  private static final int SIDE = 201;
  private static final Surface BALL = Balls.surface();

  /** 100 pixels to the metre, the origin in the middle of pixel (100, 100). */
  private static final View VIEW =
      View.overlay(new PictureCamera(200.0 / SIDE, 200.0 / SIDE, 0, 0), SIDE, SIDE);

  private final ScenePainter painter = new ScenePainter(SIDE, SIDE);

  @Test
  void a_ball_covers_its_disc_without_holes() {
    Picture picture = Picture.black(SIDE, SIDE);
    painter.paint(picture, VIEW, List.of(ball(0, 0, 0, 0.5, 0xffffff, 1)));
    double area = 0;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double distance = Math.hypot(x - 100, y - 100);
        if (distance < 48) {
          assertThat(picture.colour(x, y) & 255).as("%d, %d", x, y).isGreaterThan(80);
        }
        if (distance > 51) {
          assertThat(picture.colour(x, y)).as("%d, %d", x, y).isZero();
        }
        area += picture.colour(x, y) != 0 ? 1 : 0;
      }
    }
    // Touched pixels: those of the disc and of a rim of about one more pixel.
    assertThat(area).isBetween(Math.PI * 49.5 * 49.5, Math.PI * 51 * 51);
  }

  @Test
  void large_triangles_have_no_holes_and_no_stray_colours() {
    int side = 2001;
    View view = View.overlay(new PictureCamera(2.0, 2.0, 0, 0), side, side);
    Picture picture = Picture.black(side, side);
    Area drawn =
        new ScenePainter(side, side)
            .paint(picture, view, List.of(ball(0, 0, 0, 0.49, 0xffffff, 1)));
    assertThat(drawn).isEqualTo(new Area(20, 20, 1981, 1981));
    for (int y = 20; y < side - 20; y++) {
      for (int x = 21; x < side - 20; x++) {
        if (Math.hypot(x - 1000, y - 1000) < 975) {
          int level = picture.colour(x, y) & 255;
          assertThat(Math.abs(level - (picture.colour(x - 1, y) & 255)))
              .as("%d, %d", x, y)
              .isLessThan(level > 80 ? 6 : 0);
        }
      }
    }
  }

  @Test
  void edges_take_in_between_levels() {
    Picture picture = Picture.black(SIDE, SIDE);
    painter.paint(picture, VIEW, List.of(ball(0, 0, 0, 0.5, 0xffffff, 1)));
    int between = 0;
    for (int y = 0; y < SIDE; y++) {
      int level = picture.colour(100, y) & 255;
      between += level > 0 && level < 60 ? 1 : 0;
    }
    int rim = 0;
    for (int x = 0; x < SIDE; x++) {
      for (int y = 0; y < SIDE; y++) {
        int level = picture.colour(x, y) & 255;
        rim += level > 0 && level < 80 ? 1 : 0;
      }
    }
    assertThat(between).isLessThan(4);
    assertThat(rim).isGreaterThan(80);
  }

  @Test
  void the_nearer_ball_hides_the_other_whatever_the_order() {
    PlacedSurface near = ball(0, 0, -1, 0.3, 0xff0000, 1);
    PlacedSurface far = ball(0.2, 0, 1, 0.4, 0x0000ff, 1);
    Picture one = Picture.black(SIDE, SIDE);
    Picture two = Picture.black(SIDE, SIDE);
    painter.paint(one, VIEW, List.of(near, far));
    painter.paint(two, VIEW, List.of(far, near));
    assertThat(one.rgb()).isEqualTo(two.rgb());
    assertThat(one.colour(110, 100) >> 16).isGreaterThan(90);
    assertThat(one.colour(150, 100) & 255).isGreaterThan(90);
  }

  @Test
  void opacity_lets_the_picture_through() {
    Picture picture = Picture.black(SIDE, SIDE);
    java.util.Arrays.fill(picture.rgb(), (byte) 200);
    painter.paint(picture, VIEW, List.of(ball(0, 0, 0, 0.5, 0x000000, 0.5)));
    assertThat((double) (picture.colour(110, 120) & 255)).isCloseTo(100, within(35.0));
  }

  @Test
  void what_is_drawn_outside_the_rectangle_is_left_out() {
    Picture picture = Picture.black(SIDE, SIDE);
    View view = View.around(0, 0, 100, SIDE, 0, 0, 4, 2);
    painter.paint(picture, view, List.of(ball(0, 0, 0, 3, 0xffffff, 1)));
    assertThat(picture.colour(99, 100)).isNotZero();
    assertThat(picture.colour(100, 100)).isZero();
  }

  @Test
  void going_round_to_the_right_shows_the_right_side() {
    Picture picture = Picture.black(SIDE, SIDE);
    View view = View.around(0, 0, SIDE, SIDE, 90, 0, 4, 2);
    // Right of the body is now in front; what was in front is now on the left.
    painter.paint(
        picture,
        view,
        List.of(ball(0.5, 0, 0, 0.2, 0xff0000, 1), ball(0, 0, -0.5, 0.2, 0x00ff00, 1)));
    assertThat(picture.colour(100, 100) >> 16).isGreaterThan(80);
    assertThat((picture.colour(50, 100) >> 8) & 255).isGreaterThan(80);
  }

  @Test
  void going_up_looks_down() {
    Picture picture = Picture.black(SIDE, SIDE);
    View view = View.around(0, 0, SIDE, SIDE, 0, 60, 4, 2);
    // A ball on the camera's side of the origin appears lower.
    painter.paint(picture, view, List.of(ball(0, 0, -0.5, 0.2, 0xffffff, 1)));
    assertThat(picture.colour(100, 150)).isNotZero();
    assertThat(picture.colour(100, 60)).isZero();
  }

  private static PlacedSurface ball(
      double x, double y, double z, double radius, int colour, double opacity) {
    return new PlacedSurface(BALL, Balls.at(x, y, z, radius), 0, new Material(colour, opacity));
  }
}
