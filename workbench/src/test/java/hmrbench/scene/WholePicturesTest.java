package hmrbench.scene;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.body.EmbeddedBody;
import hmrbench.core.FloatGrid;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.picture.geometry.Box;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WholePicturesTest {

  private static final int SIDE = 64;
  private static final int BATCHES = 12;
  private static final WholePictures PICTURES =
      new WholePictures(SIDE, 8, 1, new Scene.Bodies(EmbeddedBody.model()));
  private static final List<WholePictureBatch> DRAWN = new ArrayList<>();

  @BeforeAll
  static void draw() {
    for (long number = 0; number < BATCHES; number++) {
      DRAWN.add(PICTURES.batch(SimulatedSplit.TRAIN, number, 1));
    }
  }

  @Test
  void pictures_are_of_none_to_three_people_who_are_small_or_large_and_cut_by_edges() {
    List<Integer> numbers = new ArrayList<>();
    List<Double> heights = new ArrayList<>();
    List<String> shapes = new ArrayList<>();
    int cut = 0;
    for (WholePictureBatch batch : DRAWN) {
      int height = batch.pixels().size(2);
      int width = batch.pixels().size(3);
      shapes.add(width + " x " + height);
      for (List<Box> people : batch.people()) {
        numbers.add(people.size());
        people.forEach(box -> heights.add(box.height() / height));
        cut += (int) people.stream().filter(it -> it.insideOf(width, height) < 0.95).count();
      }
    }

    assertThat(numbers).contains(0, 1, 2, 3);
    assertThat(heights).anyMatch(it -> it < 0.15).anyMatch(it -> it > 0.8);
    assertThat(cut).isPositive();
    // 16 : 9 of 64 pixels is 36 high, filled up to 48.
    assertThat(shapes).contains("64 x 48", "48 x 64");
  }

  @Test
  void a_target_has_one_middle_per_person_unless_two_share_a_cell() {
    int people = 0;
    int middles = 0;
    for (WholePictureBatch batch : DRAWN) {
      people += batch.people().stream().mapToInt(List::size).sum();
      FloatGrid targets = batch.targets();
      int cells = targets.size(2) * targets.size(3);
      for (int i = 0; i < targets.length(); i++) {
        middles += i / cells % 6 == 0 && targets.get(i) == 1 ? 1 : 0;
      }
    }
    assertThat(middles).isBetween((int) (0.9 * people), people);
  }

  @Test
  void who_is_drawn_is_in_their_box() {
    // The same scenes with and without surroundings: only what is behind people differs.
    for (long number = 0; number < 4; number++) {
      WholePictureBatch bare = PICTURES.batch(SimulatedSplit.TRAIN, number, 0);
      int height = bare.pixels().size(2);
      int width = bare.pixels().size(3);
      for (int picture = 0; picture < bare.size(); picture++) {
        for (Box box : bare.people().get(picture)) {
          double inside = contrast(bare.pixels(), picture, box);
          Box beside = box.moved(0, -1.2 * box.height());
          if (box.insideOf(width, height) > 0.9
              && box.height() > 12
              && beside.insideOf(width, height) > 0.5
              && bare.people().get(picture).size() == 1) {
            assertThat(inside).isGreaterThan(1.5 * contrast(bare.pixels(), picture, beside));
          }
        }
      }
    }
  }

  /** Mean difference of neighbours in a row, inside of a box. */
  private static double contrast(FloatGrid pixels, int picture, Box box) {
    double sum = 0;
    int count = 0;
    for (int y = 0; y < pixels.size(2); y++) {
      for (int x = 1; x < pixels.size(3); x++) {
        if (Math.abs(x - box.centreX()) < box.width() / 2
            && Math.abs(y - box.centreY()) < box.height() / 2) {
          sum += Math.abs(pixels.at(picture, 1, y, x) - pixels.at(picture, 1, y, x - 1));
          count++;
        }
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  @Test
  void a_batch_is_a_function_of_its_number_and_no_two_splits_share_one() {
    FloatGrid again = PICTURES.batch(SimulatedSplit.TRAIN, 3, 1).pixels();

    assertThat(again).isEqualTo(DRAWN.get(3).pixels());
    assertThat(again).isNotEqualTo(DRAWN.get(4).pixels());
    assertThat(again).isNotEqualTo(PICTURES.batch(SimulatedSplit.VALIDATION, 3, 1).pixels());
  }
}
