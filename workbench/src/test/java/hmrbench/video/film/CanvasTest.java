package hmrbench.video.film;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.picture.image.Area;
import hmrbench.picture.image.Picture;
import hmrbench.video.write.YuvPicture;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CanvasTest {

  private static final int WIDTH = 40;
  private static final int HEIGHT = 30;
  private static final Area ALL = new Area(0, 0, WIDTH, HEIGHT);

  private final Picture backdrop = noise();
  private final Canvas canvas = new Canvas(backdrop, YuvPicture.of(backdrop));

  @Test
  void what_was_touched_is_wiped_off() {
    Random random = new Random(2);
    for (int frame = 0; frame < 20; frame++) {
      canvas.wipe();
      assertThat(canvas.picture().rgb()).isEqualTo(backdrop.rgb());
      for (int i = 0; i < 3; i++) {
        Area area = area(random);
        paint(area, random.nextInt());
        canvas.touch(area);
      }
      canvas.converted();
    }
  }

  @Test
  void what_was_touched_is_converted_and_nothing_of_the_frame_before_stays() {
    Random random = new Random(3);
    for (int frame = 0; frame < 20; frame++) {
      canvas.wipe();
      for (int i = 0; i < 3; i++) {
        Area area = area(random);
        paint(area, random.nextInt());
        canvas.touch(area);
      }
      assertThat(canvas.converted()).isEqualTo(YuvPicture.of(canvas.picture()));
    }
  }

  @Test
  void what_stands_out_is_repeated_fainter() {
    Picture dark = Picture.black(WIDTH, HEIGHT);
    Arrays.fill(dark.rgb(), (byte) 20);
    Canvas plain = new Canvas(dark, YuvPicture.of(dark));
    plain.picture().colour(3, 4, 0xdc1400);
    plain.repeat(new Area(0, 0, 10, 10), 20, 5, 128);
    // Red is 200 above the backdrop, blue 20 below.
    assertThat(plain.picture().colour(23, 9)).isEqualTo((120 << 16) | (20 << 8) | 10);
    assertThat(plain.picture().colour(24, 9)).isEqualTo(0x141414);
    plain.picture().colour(3, 4, 0x141414);
    plain.wipe();
    assertThat(plain.picture().rgb()).isEqualTo(dark.rgb());
  }

  private void paint(Area area, int colour) {
    Area inside = area.common(ALL);
    for (int y = inside.top(); y < inside.bottom(); y++) {
      for (int x = inside.left(); x < inside.right(); x++) {
        canvas.picture().colour(x, y, colour);
      }
    }
  }

  /** Some reach beyond the picture. */
  private static Area area(Random random) {
    int left = random.nextInt(WIDTH + 4) - 4;
    int top = random.nextInt(HEIGHT + 4) - 4;
    return new Area(left, top, left + random.nextInt(15), top + random.nextInt(15));
  }

  private static Picture noise() {
    Picture picture = Picture.black(WIDTH, HEIGHT);
    new Random(1).nextBytes(picture.rgb());
    return picture;
  }
}
