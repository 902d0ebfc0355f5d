package hmrbench.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.body.EmbeddedBody;
import hmrbench.core.Fault;
import hmrbench.picture.geometry.Box;
import hmrbench.picture.image.PersonCrops;
import hmrbench.picture.image.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilmedPeopleTest {

  private static final Scene.Bodies BODIES = new Scene.Bodies(EmbeddedBody.model());
  private static final CaptureSettings PLAIN = new CaptureSettings(320, 180, 0, 1, false, 0);
  private static final int SIDE = 64;

  private static FilmedPeople film(
      int people, boolean crossing, long seed, CaptureSettings filming) {
    return new FilmedPeople(new FilmedPeople.Asked(people, crossing, 2, 10, seed, filming), BODIES);
  }

  /** On even grey whatever is far from the corner's level is a person, as noise is small. */
  private static Box drawn(Picture picture) {
    double left = picture.width();
    double right = -1;
    double top = picture.height();
    double bottom = -1;
    int grey = picture.colour(0, 0) & 255;
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        int colour = picture.colour(x, y);
        int off = Math.abs((colour & 255) - grey) + Math.abs((colour >> 8 & 255) - (colour & 255));
        if (off > 90) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
        }
      }
    }
    return Box.between(left, top, right, bottom);
  }

  @Test
  void people_are_drawn_inside_of_their_true_boxes() {
    FilmedPeople film = film(2, false, 3, PLAIN);
    List<FilmedPeople.Truth> truth = film.truth();
    Picture picture = film.camera().take(10);
    Box seen = drawn(picture);
    Box first = truth.get(0).boxes().get(10);
    Box second = truth.get(1).boxes().get(10);

    assertThat(truth).hasSize(2);
    assertThat(seen.left()).isGreaterThan(Math.min(first.left(), second.left()) - 2);
    assertThat(seen.right()).isLessThan(Math.max(first.right(), second.right()) + 2);
    assertThat(seen.top()).isGreaterThan(Math.min(first.top(), second.top()) - 2);
    assertThat(seen.bottom()).isLessThan(Math.max(first.bottom(), second.bottom()) + 2);
    assertThat(
            seen.overlap(
                Box.between(
                    Math.min(first.left(), second.left()),
                    Math.min(first.top(), second.top()),
                    Math.max(first.right(), second.right()),
                    Math.max(first.bottom(), second.bottom()))))
        .isGreaterThan(0.6);
  }

  @Test
  void joints_are_where_the_box_is() {
    FilmedPeople film = film(3, true, 2, PLAIN);
    for (FilmedPeople.Truth truth : film.truth()) {
      for (int frame = 0; frame < truth.boxes().size(); frame++) {
        Box box = truth.boxes().get(frame);
        for (int joint = 0; joint < 24; joint++) {
          double over = film.focalPixels() / truth.joints().at(frame, joint, 2);
          double column = truth.joints().at(frame, joint, 0) * over + 160 - 0.5;
          double row = truth.joints().at(frame, joint, 1) * over + 90 - 0.5;
          assertThat(column).isBetween(box.left(), box.right());
          assertThat(row).isBetween(box.top(), box.bottom());
        }
      }
    }
  }

  @Test
  void a_crop_cut_out_of_the_film_is_the_crop_that_is_drawn_directly() {
    CaptureSettings filming = new CaptureSettings(640, 360, 0.012, 3, false, 1);
    SceneRenderer renderer = new SceneRenderer(SIDE, SIDE);
    for (long seed = 1; seed <= 4; seed++) {
      FilmedPeople film = film(1, false, seed, filming);
      Box square = film.truth().get(0).boxes().get(12).square();
      Box crop = film.truth().get(0).crop(12);
      Scene scene = film.scene();
      Picture direct =
          renderer.draw(scene.at(1.2), SceneView.crop(scene.camera(), crop, SIDE)).picture();
      Picture picture = film.camera().take(12);
      PersonCrops crops = new PersonCrops.Averaged(SIDE);
      double same = difference(crops.cut(picture, square, CropSizes.ENLARGED), direct);
      double pixel = crop.width() / SIDE;

      // Noise and packing are of the camera's pixels in one and of the crop's in the other, so
      // pixels differ; places and brightness do not.
      assertThat(Math.abs(level(direct) - level(crops.cut(picture, square, CropSizes.ENLARGED))))
          .as("brightness, seed %d", seed)
          .isLessThan(2);
      for (int[] off : new int[][] {{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
        Box moved = square.moved(off[0] * pixel, off[1] * pixel);
        assertThat(difference(crops.cut(picture, moved, CropSizes.ENLARGED), direct))
            .as("seed %d, one pixel off %s", seed, java.util.Arrays.toString(off))
            .isGreaterThan(same);
      }
    }
  }

  private static double level(Picture picture) {
    long sum = 0;
    for (byte level : picture.rgb()) {
      sum += level & 255;
    }
    return (double) sum / picture.rgb().length;
  }

  private static double difference(Picture a, Picture b) {
    long sum = 0;
    for (int i = 0; i < a.rgb().length; i++) {
      sum += Math.abs((a.rgb()[i] & 255) - (b.rgb()[i] & 255));
    }
    return (double) sum / a.rgb().length;
  }

  @Test
  void those_who_cross_change_places_and_others_stay() {
    for (long seed = 1; seed <= 3; seed++) {
      assertThat(leftmost(film(2, true, seed, PLAIN), 0))
          .isNotEqualTo(leftmost(film(2, true, seed, PLAIN), 19));
      assertThat(leftmost(film(2, false, seed, PLAIN), 0))
          .isEqualTo(leftmost(film(2, false, seed, PLAIN), 19));
    }
  }

  private static int leftmost(FilmedPeople film, int frame) {
    List<FilmedPeople.Truth> truth = film.truth();
    return truth.get(0).boxes().get(frame).centreX() < truth.get(1).boxes().get(frame).centreX()
        ? 0
        : 1;
  }

  @Test
  void a_frame_is_the_same_whatever_was_filmed_before_and_another_for_another_seed() {
    FilmedPeople film = film(2, false, 5, PLAIN);
    FilmedPeople.Camera used = film.camera();
    used.take(19);

    assertThat(used.take(7).rgb()).isEqualTo(film.camera().take(7).rgb());
    assertThat(film(2, false, 6, PLAIN).camera().take(7).rgb())
        .isNotEqualTo(film.camera().take(7).rgb());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 2   | a film is of 1 to 3 people, got 0",
        "4 | 2   | a film is of 1 to 3 people, got 4",
        "1 | 0   | a film takes 0.5 to 60.0 seconds, got 0.0",
        "1 | NaN | a film takes 0.5 to 60.0 seconds, got NaN",
      })
  void what_cannot_be_filmed_is_refused(int people, double seconds, String message) {
    assertThatThrownBy(() -> new FilmedPeople.Asked(people, false, seconds, 30, 1, PLAIN))
        .isInstanceOf(Fault.class)
        .hasMessage(message);
  }
}
