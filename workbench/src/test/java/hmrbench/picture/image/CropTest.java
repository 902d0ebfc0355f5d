package hmrbench.picture.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.io.NdArray;
import hmrbench.io.npy.Npz;
import hmrbench.picture.geometry.AffineMap;
import hmrbench.picture.geometry.Box;
import hmrbench.picture.geometry.CropMap;
import hmrbench.testing.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CropTest {

  private static final AffineMap IDENTITY = new AffineMap(1, 0, 0, 0, 1, 0);

  @Test
  void cuts_the_official_crops_to_one_level() {
    Npz golden = Npz.open(Shared.golden("expected/crop.npz"));
    Picture picture = picture(golden.get("image"));
    NdArray expected = golden.get("crop_uint8");
    for (int i = 0; i < 5; i++) {
      byte[] crop = goldenCrop(golden, picture, i).rgb();
      long[] levels = expected.row(i).longs();
      int different = 0;
      for (int k = 0; k < crop.length; k++) {
        int by = Math.abs((crop[k] & 255) - (int) levels[k]);
        assertThat(by).as("crop %d value %d", i, k).isLessThanOrEqualTo(1);
        different += by;
      }
      assertThat(different).as("crop %d", i).isLessThan(crop.length / 1000);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void normalises_as_the_official_program(int i) {
    Npz golden = Npz.open(Shared.golden("expected/crop.npz"));
    float[] expected = golden.get("crop_tensor_" + i).floats();
    float[] actual = new float[expected.length];
    NetworkInput.write(goldenCrop(golden, picture(golden.get("image")), i), actual, 0);
    int different = 0;
    for (int k = 0; k < expected.length; k++) {
      // One level of a pixel is up to 1 / (255 * 0.224).
      assertThat(actual[k]).isCloseTo(expected[k], within(0.0176f));
      different += Math.abs(actual[k] - expected[k]) > 1e-6 ? 1 : 0;
    }
    assertThat(different).isLessThan(expected.length / 1000);
  }

  @Test
  void the_identity_changes_nothing() {
    Picture picture = gradient(7, 5);
    assertThat(Crop.of(picture, IDENTITY, 7, 5, Border.BLACK).rgb()).isEqualTo(picture.rgb());
  }

  @ParameterizedTest
  @CsvSource({"BLACK, 0, 0", "NEAREST, 0, 6", "MIRRORED, 3, 5"})
  void shows_beyond_the_edge_what_the_border_says(Border border, int left, int right) {
    Picture picture = gradient(7, 5);
    AffineMap moved = new AffineMap(1, 0, 3, 0, 1, 0);
    Picture crop = Crop.of(picture, moved, 13, 5, border);
    int black = border == Border.BLACK ? 0 : 10;
    assertThat(crop.rgb()[0]).isEqualTo((byte) (black * (left + 1)));
    assertThat(crop.rgb()[3 * 10]).isEqualTo((byte) (black * (right + 1)));
    assertThat(crop.rgb()[3 * 3]).isEqualTo((byte) 10);
  }

  private static Picture gradient(int width, int height) {
    Picture picture = Picture.black(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.colour(x, y, (10 * (x + 1)) << 16 | (20 * y) << 8 | 7);
      }
    }
    return picture;
  }

  private static Picture goldenCrop(Npz golden, Picture picture, int i) {
    double[] boxes = golden.get("image_bbox").doubles();
    Box box = new Box(boxes[i * 4], boxes[i * 4 + 1], boxes[i * 4 + 2], boxes[i * 4 + 3]);
    AffineMap map = CropMap.toNetwork(box, golden.get("image_scale").doubles()[i]);
    return Crop.of(picture, map, 224, 224, Border.BLACK);
  }

  private static Picture picture(NdArray image) {
    long[] levels = image.longs();
    byte[] rgb = new byte[levels.length];
    for (int k = 0; k < rgb.length; k++) {
      rgb[k] = (byte) levels[k];
    }
    return Picture.owning(rgb, image.size(1), image.size(0));
  }
}
