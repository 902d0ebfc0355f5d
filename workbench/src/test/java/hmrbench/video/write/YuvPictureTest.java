package hmrbench.video.write;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.picture.image.Area;
import hmrbench.picture.image.Picture;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YuvPictureTest {

  /** Both round: neither is further than 1 from the other. */
  private static final int ROUNDING = 1;

  @Test
  void agrees_with_swscale_on_any_pixels() {
    Picture picture = noise(96, 64, 1);
    assertThat(furthest(planes(YuvPicture.of(picture)), swscale(picture)))
        .isLessThanOrEqualTo(ROUNDING);
  }

  @Test
  void agrees_with_swscale_on_slow_changes_and_extremes() {
    Picture picture = Picture.black(256, 96);
    for (int y = 0; y < 96; y++) {
      for (int x = 0; x < 256; x++) {
        int level = y < 48 ? x : x < 128 ? 255 : 0;
        picture.colour(x, y, (level << (8 * (y / 16 % 3))) | (y / 3 % 2 == 0 ? 0x404040 : 0));
      }
    }
    assertThat(furthest(planes(YuvPicture.of(picture)), swscale(picture)))
        .isLessThanOrEqualTo(ROUNDING);
  }

  @Test
  void white_grey_and_black_have_no_colour() {
    for (int level = 0; level < 256; level++) {
      Picture picture = Picture.black(2, 2);
      java.util.Arrays.fill(picture.rgb(), (byte) level);
      byte[] planes = planes(YuvPicture.of(picture));
      assertThat(planes[0]).isEqualTo((byte) Math.round(16 + level * 219 / 255.0));
      assertThat(planes[4]).isEqualTo((byte) 128);
      assertThat(planes[5]).isEqualTo((byte) 128);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "5, 7, 20, 31",
    "0, 0, 1, 1",
    "59, 40, 60, 41",
    "58, 0, 60, 41",
    "0, 39, 60, 41",
    "8, 8, 16, 16"
  })
  void an_area_changes_as_if_all_were_converted_again(int left, int top, int right, int bottom) {
    Area area = new Area(left, top, right, bottom);
    for (Picture before : new Picture[] {noise(60, 41, 2), noise(59, 40, 3)}) {
      Area inside = area.common(new Area(0, 0, before.width(), before.height()));
      Picture after = before.copy();
      Picture other = noise(before.width(), before.height(), 4);
      for (int y = inside.top(); y < inside.bottom(); y++) {
        for (int x = inside.left(); x < inside.right(); x++) {
          after.colour(x, y, other.colour(x, y));
        }
      }
      YuvPicture converted = YuvPicture.of(before);
      YuvPicture untouched = converted.copy();
      converted.take(after, inside);
      assertThat(planes(converted)).isEqualTo(planes(YuvPicture.of(after)));
      converted.take(untouched, inside);
      assertThat(planes(converted)).isEqualTo(planes(YuvPicture.of(before)));
    }
  }

  private static Picture noise(int width, int height, long seed) {
    Picture picture = Picture.black(width, height);
    new Random(seed).nextBytes(picture.rgb());
    return picture;
  }

  private static byte[] planes(YuvPicture picture) {
    byte[] planes = new byte[picture.width() * picture.height() * 3 / 2];
    picture.putInto(ByteBuffer.wrap(planes));
    return planes;
  }

  private static byte[] swscale(Picture picture) {
    try (Swscale reference = new Swscale(picture.width(), picture.height())) {
      return reference.convert(picture);
    }
  }

  private static int furthest(byte[] one, byte[] two) {
    assertThat(one).hasSameSizeAs(two);
    int furthest = 0;
    for (int i = 0; i < one.length; i++) {
      furthest = Math.max(furthest, Math.abs((one[i] & 255) - (two[i] & 255)));
    }
    return furthest;
  }
}
