package hmrbench.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.data.rendered.Boxes;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.picture.geometry.Box;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoxErrorsTest {

  private static final Box STILL = new Box(300, 200, 100, 240);

  private static BoxErrors errors(int number) {
    return new BoxErrors(new SceneKey(SimulatedSplit.TEST, 10, 1, number));
  }

  private static double[] moments(int frames, double framesPerSecond) {
    return IntStream.range(0, frames).mapToDouble(t -> t / framesPerSecond).toArray();
  }

  private static List<Box> squares(int number, Boxes kind, int frames, double rate) {
    return errors(number).squares(kind, Collections.nCopies(frames, STILL), moments(frames, rate));
  }

  @Test
  void perfect_boxes_are_the_squares_about_the_person() {
    assertThat(squares(1, Boxes.PERFECT, 5, 30)).containsOnly(new Box(300, 200, 240, 240));
  }

  @Test
  void what_is_detected_at_half_the_rate_is_every_second_one() {
    for (int t = 0; t < 60; t++) {
      assertThat(errors(2).detected(STILL, t / 15.0))
          .isEqualTo(errors(2).detected(STILL, 2 * t / 30.0));
    }
  }

  @Test
  void errors_are_as_large_as_they_are_meant_to_be() {
    double squared = 0;
    int seen = 0;
    int missed = 0;
    for (int number = 0; number < 300; number++) {
      for (int t = 0; t < 30; t++) {
        var box = errors(number).detected(STILL, t / 3.0);
        missed += box.isEmpty() ? 1 : 0;
        if (box.isPresent()) {
          seen++;
          squared += Math.pow((box.get().centreX() - 300) / 240, 2);
        }
      }
    }

    // Offset 0.03, drift 0.02 and jitter 0.012 of the side, independent.
    assertThat(Math.sqrt(squared / seen))
        .isCloseTo(Math.sqrt(0.03 * 0.03 + 0.02 * 0.02 + 0.012 * 0.012), within(0.004));
    // 4 % of the frames, and 4 % of the spans.
    assertThat((double) missed / (seen + missed)).isCloseTo(0.0784, within(0.012));
  }

  @Test
  void smoothing_takes_the_jitter_and_leaves_the_offset() {
    double detected = 0;
    double smoothed = 0;
    for (int number = 0; number < 20; number++) {
      detected += jumps(squares(number, Boxes.DETECTED, 90, 30));
      smoothed += jumps(squares(number, Boxes.SMOOTHED, 90, 30));
    }

    assertThat(smoothed).isLessThan(0.15 * detected);
    List<Box> boxes = squares(3, Boxes.SMOOTHED, 90, 30);
    List<Box> before = squares(3, Boxes.DETECTED, 90, 30);
    double mean = boxes.stream().mapToDouble(Box::centreX).average().orElseThrow();
    double meanBefore = before.stream().mapToDouble(Box::centreX).average().orElseThrow();
    assertThat(mean).isCloseTo(meanBefore, within(1.0));
  }

  private static double jumps(List<Box> boxes) {
    return IntStream.range(1, boxes.size())
        .mapToDouble(t -> Math.abs(boxes.get(t).centreX() - boxes.get(t - 1).centreX()))
        .sum();
  }
}
