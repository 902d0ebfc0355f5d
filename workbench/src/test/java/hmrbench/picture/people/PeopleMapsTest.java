package hmrbench.picture.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.FloatGrid;
import hmrbench.picture.geometry.Box;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeopleMapsTest {

  private static final int WIDTH = 32;
  private static final int HEIGHT = 24;
  private static final int COLUMNS = 8;
  private static final int ROWS = 6;
  private static final int CELLS = COLUMNS * ROWS;

  /** Nobody anywhere, but for some numbers. */
  private static float[] nobody() {
    float[] maps = new float[PeopleMaps.NUMBERS * CELLS];
    Arrays.fill(maps, 0, CELLS, -9);
    return maps;
  }

  private static void say(float[] maps, int row, int column, double... numbers) {
    for (int number = 0; number < numbers.length; number++) {
      maps[number * CELLS + row * COLUMNS + column] = (float) numbers[number];
    }
  }

  private static List<FoundPerson> people(float[] maps) {
    return PeopleMaps.people(
        FloatGrid.copyOf(maps, 1, PeopleMaps.NUMBERS, ROWS, COLUMNS), 0, 0.2, 0.6);
  }

  private static void isBox(Box box, double x, double y, double width, double height) {
    assertThat(box.centreX()).isCloseTo(x, within(1e-5));
    assertThat(box.centreY()).isCloseTo(y, within(1e-5));
    assertThat(box.width()).isCloseTo(width, within(1e-4));
    assertThat(box.height()).isCloseTo(height, within(1e-4));
  }

  @Test
  void a_peak_is_a_box_in_pixels() {
    float[] maps = nobody();
    say(maps, 2, 3, 2, 0.25, -0.5, Math.log(3), Math.log(6));
    FoundPerson found = people(maps).get(0);

    // Column 3 spans the pixels 12 to 15, its middle is 13.5: a quarter of a cell on is 14.5.
    isBox(found.box(), 14.5, 7.5, 12, 24);
    assertThat(found.score()).isCloseTo(1 / (1 + Math.exp(-2)), within(1e-7));
    assertThat(people(maps)).hasSize(1);
  }

  @Test
  void beside_a_higher_cell_is_no_peak_and_of_equal_ones_the_first_counts() {
    float[] maps = nobody();
    say(maps, 2, 3, 2, 0, 0, 0, 1);
    say(maps, 2, 4, 1.9, 0, 0, 0, 1);
    say(maps, 5, 6, 1, 0, 0, 0, 1);
    say(maps, 5, 7, 1, 0, 0, 0, 1);

    assertThat(people(maps)).extracting(it -> it.box().centreX()).containsExactly(13.5, 25.5);
  }

  @Test
  void two_peaks_of_one_box_are_one_person_and_faint_ones_are_none() {
    float[] maps = nobody();
    say(maps, 1, 3, 1, 0, 1, Math.log(3), Math.log(6));
    say(maps, 3, 3, 2, 0, -1, Math.log(3), Math.log(6));
    say(maps, 3, 7, -1.5, 0, 0, 0, 0); // 18 %

    assertThat(people(maps)).singleElement().matches(it -> it.score() > 0.87);
    assertThat(people(nobody())).isEmpty();
  }

  @Test
  void a_box_is_told_in_the_cell_of_its_middle() {
    Box box = new Box(14.5, 7.5, 12, 24);
    FloatGrid target = PeopleMaps.target(List.of(box), WIDTH, HEIGHT);

    assertThat(target.shape()).containsExactly(6, ROWS, COLUMNS);
    assertThat(target.at(0, 2, 3)).isEqualTo(1);
    assertThat(target.at(1, 2, 3)).isEqualTo(0.25f);
    assertThat(target.at(2, 2, 3)).isEqualTo(-0.5f);
    assertThat(target.at(3, 2, 3)).isCloseTo((float) Math.log(3), within(1e-6f));
    assertThat(target.at(4, 2, 3)).isCloseTo((float) Math.log(6), within(1e-6f));
    // 0.09 x 3 and 0.09 x 6 cells are below the least deviation of 0.6: exp(-(1 / 0.6)^2 / 2).
    assertThat(target.at(0, 2, 4)).isCloseTo(0.24935f, within(1e-5f));
    assertThat(target.at(0, 3, 3)).isCloseTo(0.24935f, within(1e-5f));
    assertThat(target.at(5, 2, 3)).isEqualTo(1);
    assertThat(target.at(5, 2, 4)).isZero();
  }

  @Test
  void every_cell_that_counts_gives_the_same_box_back() {
    Box box = new Box(40.2, 61.7, 60, 110);
    FloatGrid target = PeopleMaps.target(List.of(box), 96, 128);
    int rows = target.size(1);
    int columns = target.size(2);
    int counting = 0;
    double sum = 0;
    for (int cell = 0; cell < rows * columns; cell++) {
      double counts = target.get(5 * rows * columns + cell);
      sum += counts;
      if (counts > 0) {
        counting++;
        float[] maps = new float[PeopleMaps.NUMBERS * rows * columns];
        Arrays.fill(maps, 0, rows * columns, -9);
        maps[cell] = 3;
        for (int number = 1; number < PeopleMaps.NUMBERS; number++) {
          maps[number * rows * columns + cell] = target.get(number * rows * columns + cell);
        }
        FloatGrid said = FloatGrid.owning(maps, 1, PeopleMaps.NUMBERS, rows, columns);
        isBox(PeopleMaps.people(said, 0, 0.5, 0.6).get(0).box(), 40.2, 61.7, 60, 110);
      }
    }
    assertThat(counting).isGreaterThan(8);
    assertThat(sum).isCloseTo(1, within(1e-5));
  }

  @Test
  void who_is_cut_by_the_edge_is_told_in_the_nearest_cell() {
    FloatGrid target = PeopleMaps.target(List.of(new Box(-6, 10, 20, 24)), WIDTH, HEIGHT);

    assertThat(target.at(0, 2, 0)).isEqualTo(1);
    assertThat(target.at(1, 2, 0)).isCloseTo(-5.5f / 4 - 0.5f, within(1e-6f));
  }
}
