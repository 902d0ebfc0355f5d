package hmrbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.picture.geometry.Box;
import hmrbench.picture.people.FoundPerson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DetectorScoresTest {

  private static final Box LEFT = new Box(10, 20, 10, 30);
  private static final Box RIGHT = new Box(60, 20, 10, 30);

  private static FoundPerson found(Box box, double score) {
    return new FoundPerson(box, score);
  }

  @Test
  void precision_is_counted_along_recall() {
    DetectorScores scores = new DetectorScores();
    // In ten pictures one false box is allowed: 0.1 per picture.
    scores.add(
        List.of(LEFT, RIGHT),
        List.of(found(LEFT, 0.9), found(LEFT.moved(30, 0), 0.8), found(RIGHT.moved(0, 10), 0.7)));
    scores.add(List.of(LEFT), List.of(found(LEFT.moved(0, 6), 0.4), found(RIGHT, 0.5)));
    for (int picture = 0; picture < 8; picture++) {
      scores.add(List.of(), List.of());
    }
    Map<String, Double> all = scores.scores();

    // By score: right, wrong, right (20 of 40 rows shared: 1/2), wrong, right. Precision there: 1,
    // 2/3, 3/5, at recalls 1/3, 2/3 and 1.
    assertThat(all.get("average_precision")).isCloseTo((1 + 2.0 / 3 + 0.6) / 3, within(1e-12));
    assertThat(all.get("recall_at_one_false_in_ten_pictures")).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(all.get("iou_at_one_false_in_ten_pictures")).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void a_second_box_of_someone_is_false_and_nothing_found_is_nothing() {
    DetectorScores twice = new DetectorScores();
    twice.add(List.of(LEFT), List.of(found(LEFT.moved(1, 0), 0.9), found(LEFT, 0.8)));
    assertThat(twice.scores().get("average_precision")).isEqualTo(1);
    assertThat(twice.scores().get("recall_at_one_false_in_ten_pictures")).isEqualTo(1);

    DetectorScores none = new DetectorScores();
    none.add(List.of(LEFT), List.of());
    assertThat(none.scores().values()).containsOnly(0.0);
  }
}
