package hmrbench.picture.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.FloatGrid;
import hmrbench.picture.geometry.Box;
import hmrbench.picture.image.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShrunkPictureTest {

  @ParameterizedTest
  @CsvSource({
    "640, 360, 160, 90, 160, 96",
    "1080, 1920, 90, 160, 96, 160",
    "80, 80, 160, 160, 160, 160",
    "5000, 1, 160, 1, 160, 16"
  })
  void the_longer_side_has_the_length_that_was_asked_for(
      int fullWidth, int fullHeight, int width, int height, int filledWidth, int filledHeight) {
    ShrunkPicture shape = ShrunkPicture.of(fullWidth, fullHeight, 160);

    assertThat(shape.width()).isEqualTo(width);
    assertThat(shape.height()).isEqualTo(height);
    assertThat(shape.filledWidth()).isEqualTo(filledWidth);
    assertThat(shape.filledHeight()).isEqualTo(filledHeight);
  }

  @Test
  void a_pixel_is_the_mean_of_what_it_covers_and_grey_fills_up() {
    Picture full = Picture.black(640, 360);
    for (int y = 0; y < 4; y++) {
      for (int x = 4; x < 8; x++) {
        full.colour(x, y, x < 6 ? 0xff0000 : 0x0000ff);
      }
    }
    FloatGrid input = ShrunkPicture.of(640, 360, 160).input(full);

    assertThat(input.shape()).containsExactly(1, 3, 96, 160);
    assertThat(input.at(0, 0, 0, 1)).isCloseTo(0, within(0.01f)); // half red
    assertThat(input.at(0, 1, 0, 1)).isEqualTo(-1);
    assertThat(input.at(0, 2, 0, 1)).isCloseTo(0, within(0.01f));
    assertThat(input.at(0, 0, 0, 0)).isEqualTo(-1);
    assertThat(input.at(0, 0, 0, 2)).isEqualTo(-1);
    assertThat(input.at(0, 1, 89, 159)).isEqualTo(-1);
    assertThat(input.at(0, 1, 90, 0)).isZero();
  }

  @Test
  void a_box_goes_back_to_the_pixels_it_covers() {
    // Pixels 3 to 10 of the small picture are 12 to 43 of the full one.
    Box full = ShrunkPicture.of(640, 360, 160).inFull(Box.between(2.5, 2.5, 10.5, 6.5));

    assertThat(full.left()).isEqualTo(11.5);
    assertThat(full.right()).isEqualTo(43.5);
    assertThat(full.top()).isEqualTo(11.5);
    assertThat(full.bottom()).isEqualTo(27.5);
  }
}
