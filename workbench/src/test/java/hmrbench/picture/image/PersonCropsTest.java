package hmrbench.picture.image;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.picture.geometry.Box;
import hmrbench.picture.geometry.CropMap;
import org.junit.jupiter.api.Test;

class PersonCropsTest {

  /** Columns of 10, 30, 10, 30, ... */
  private static Picture stripes(int width, int height) {
    Picture picture = Picture.black(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.colour(x, y, x % 2 == 0 ? 0x0a0a0a : 0x1e1e1e);
      }
    }
    return picture;
  }

  @Test
  void a_pixel_is_the_mean_of_what_it_covers() {
    Picture crop =
        new PersonCrops.Averaged(32).cut(stripes(256, 256), new Box(128, 128, 128, 128), 1);

    for (byte level : crop.rgb()) {
      assertThat((int) level).isEqualTo(20);
    }
  }

  @Test
  void a_square_of_the_crop_s_own_size_is_copied_as_the_official_crop_is() {
    Picture picture = stripes(256, 256);
    Box square = new Box(128, 128, 64, 64);
    Picture crop = new PersonCrops.Averaged(64).cut(picture, square, 1);

    assertThat(crop.rgb())
        .isEqualTo(Crop.of(picture, CropMap.of(square, 1, 0, 64, 64), 64, 64, Border.BLACK).rgb());
  }

  @Test
  void beyond_the_picture_it_is_black_and_values_go_from_minus_one_to_one() {
    Picture white = Picture.black(64, 64);
    java.util.Arrays.fill(white.rgb(), (byte) 255);
    PersonCrops crops = new PersonCrops.Averaged(32);
    Picture crop = crops.cut(white, new Box(-0.5, 31.5, 64, 64), 1);
    float[] values = new float[2 + 3 * 32 * 32];
    crops.write(crop, values, 2);

    int middle = 2 + 16 * 32;
    assertThat(values[middle]).isEqualTo(-1);
    assertThat(values[middle + 31]).isEqualTo(1);
    assertThat(values[2 + 3 * 32 * 32 - 1]).isEqualTo(1);
  }
}
