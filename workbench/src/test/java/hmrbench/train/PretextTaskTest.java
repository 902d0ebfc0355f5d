package hmrbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hmrbench.config.PretextRecipe;
import hmrbench.core.FloatGrid;
import hmrbench.tensor.Grids;
import hmrbench.tensor.TensorEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clips whose features are the number of the frame and its square show what was cut from where. */
class PretextTaskTest {

  private static final int FRAMES = 30;
  private static final int WINDOW = 4;
  private static final int PIECES = 3;
  private static final int APART = 3;
  private static final int ORDERS = 6;

  private static final OrderTask ORDER =
      new OrderTask(new PretextRecipe.Order(PIECES, APART), WINDOW);
  private static final ForecastTask FORECAST =
      new ForecastTask(new PretextRecipe.Forecast(5), WINDOW, 2);

  private static FeatureClips numbered() {
    float[] numbers = new float[FRAMES * 2];
    for (int t = 0; t < FRAMES; t++) {
      numbers[2 * t] = t;
      numbers[2 * t + 1] = t * t;
    }
    return new FeatureClips(List.of(FloatGrid.owning(numbers, FRAMES, 2)));
  }

  private static PretextBatch drawn(PretextTask task, long seed, int windows) {
    return task.draw(numbered(), new SplittableRandom(seed), windows);
  }

  /** Which order a row of the truth names. */
  private static int named(PretextBatch batch, int row) {
    int named = -1;
    for (int i = 0; i < batch.truth().size(1); i++) {
      if (batch.truth().at(row, i) == 1) {
        assertThat(named).isEqualTo(-1);
        named = i;
      } else {
        assertThat(batch.truth().at(row, i)).isZero();
      }
    }
    return named;
  }

  @Test
  void orders_are_all_orders() {
    List<List<Integer>> orders =
        OrderTask.orders(3).stream().map(it -> Arrays.stream(it).boxed().toList()).toList();
    assertThat(orders)
        .containsExactly(
            List.of(0, 1, 2),
            List.of(0, 2, 1),
            List.of(1, 0, 2),
            List.of(1, 2, 0),
            List.of(2, 0, 1),
            List.of(2, 1, 0));
  }

  @Test
  void pieces_are_shown_in_the_order_that_is_asked_for() {
    PretextBatch batch = drawn(ORDER, 1, 500);
    TreeSet<Integer> starts = new TreeSet<>();
    for (int b = 0; b < 500; b++) {
      int[] places = OrderTask.orders(PIECES).get(named(batch, b));
      float start = batch.windows().at(b * PIECES + places[0], 0, 0);
      starts.add((int) start);
      for (int piece = 0; piece < PIECES; piece++) {
        for (int t = 0; t < WINDOW; t++) {
          assertThat(batch.windows().at(b * PIECES + places[piece], t, 0))
              .isEqualTo(start + piece * (WINDOW + APART) + t);
        }
      }
    }
    // Three pieces of 4 frames and two gaps of 3 in a clip of 30: from frame 0 to frame 12.
    assertThat(starts.first()).isZero();
    assertThat(starts.last()).isEqualTo(12);
    assertThat(starts).hasSize(13);
  }

  /** A leak through the place in a batch would make some orders likelier there. */
  @Test
  void every_order_is_equally_likely_at_every_place_of_a_batch() {
    int places = 3;
    int batches = 24_000;
    int[][] counts = new int[places][ORDERS];
    for (int step = 0; step < batches; step++) {
      PretextBatch batch = drawn(ORDER, step, places);
      for (int b = 0; b < places; b++) {
        counts[b][named(batch, b)]++;
      }
    }
    double expected = (double) batches / ORDERS;
    double deviation = Math.sqrt(expected * (1 - 1.0 / ORDERS));
    for (int[] count : counts) {
      for (int seen : count) {
        assertThat((double) seen).isCloseTo(expected, within(5 * deviation));
      }
    }
  }

  @Test
  void a_seed_decides_a_batch() {
    for (PretextTask task : List.of(ORDER, FORECAST)) {
      assertThat(drawn(task, 7, 20)).isEqualTo(drawn(task, 7, 20));
      assertThat(drawn(task, 7, 20)).isNotEqualTo(drawn(task, 8, 20));
    }
  }

  /** What is asked for lies outside the window, so that no network can have seen it. */
  @Test
  void a_forecast_is_of_changes_to_frames_before_and_behind_the_window() {
    PretextBatch batch = drawn(FORECAST, 3, 500);
    TreeSet<Integer> before = new TreeSet<>();
    for (int b = 0; b < 500; b++) {
      int first = (int) batch.windows().at(b, 0, 0);
      int last = (int) batch.windows().at(b, WINDOW - 1, 0);
      assertThat(last - first).isEqualTo(WINDOW - 1);
      assertThat(batch.truth().rows(b, b + 1).toArray())
          .containsExactly(
              -5,
              (first - 5) * (first - 5) - first * first,
              5,
              (last + 5) * (last + 5) - last * last);
      before.add(first - 5);
    }
    assertThat(before.first()).isZero();
    assertThat(before.last()).isEqualTo(FRAMES - FORECAST.spannedFrames());
  }

  static List<PretextTask> tasks() {
    return List.of(ORDER, FORECAST);
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void gradients_are_those_of_differences(PretextTask task) {
    PretextBatch batch = drawn(task, 5, 6);
    Random random = new Random(2);
    float[] answers = new float[batch.truth().length()];
    for (int i = 0; i < answers.length; i++) {
      answers[i] = (float) random.nextGaussian();
    }
    PretextTask.Graded graded =
        task.grade(FloatGrid.copyOf(answers, batch.truth().shape()), batch.truth());
    for (int i = 0; i < answers.length; i++) {
      double step = 1e-2;
      double difference =
          (moved(task, batch, answers, i, step) - moved(task, batch, answers, i, -step))
              / (2 * step);
      assertThat((double) graded.gradient().get(i))
          .isCloseTo(difference, within(1e-4 * Math.max(1, Math.abs(difference))));
    }
  }

  private static double moved(
      PretextTask task, PretextBatch batch, float[] answers, int i, double by) {
    float[] values = answers.clone();
    values[i] += (float) by;
    return task.grade(FloatGrid.owning(values, batch.truth().shape()), batch.truth()).loss();
  }

  @Test
  void an_undecided_head_loses_as_much_as_one_that_guesses() {
    PretextBatch batch = drawn(ORDER, 5, 6);
    assertThat(ORDER.grade(FloatGrid.zeros(6, ORDERS), batch.truth()).loss())
        .isCloseTo(Math.log(ORDERS), within(1e-9));
  }

  @Test
  void an_order_and_its_reversal_are_two_answers() {
    PretextBatch batch = drawn(ORDER, 5, 200);
    assertThat(ORDER.score(batch.truth(), batch))
        .containsEntry("order_percent", 100.0)
        .containsEntry("order_or_reversal_percent", 100.0)
        .containsEntry("order_by_distance_percent", 100.0);
    List<List<Integer>> orders =
        OrderTask.orders(PIECES).stream().map(it -> Arrays.stream(it).boxed().toList()).toList();
    float[] reversed = new float[200 * ORDERS];
    for (int b = 0; b < 200; b++) {
      List<Integer> backwards = new ArrayList<>(orders.get(named(batch, b)));
      Collections.reverse(backwards);
      reversed[b * ORDERS + orders.indexOf(backwards)] = 1;
    }
    assertThat(ORDER.score(FloatGrid.owning(reversed, 200, ORDERS), batch))
        .containsEntry("order_percent", 0.0)
        .containsEntry("order_or_reversal_percent", 100.0);
  }

  @Test
  void a_forecast_is_held_against_no_change() {
    PretextBatch batch = drawn(FORECAST, 3, 50);
    Map<String, Double> scores = FORECAST.score(FloatGrid.zeros(50, 4), batch);
    assertThat(scores)
        .containsEntry("loss", scores.get("held_loss"))
        .containsEntry("loss_of_held_percent", 100.0);
    assertThat(scores.get("loss")).isPositive();
    assertThat(FORECAST.score(batch.truth(), batch)).containsEntry("loss", 0.0);
  }

  /** Of two fits the head makes the answer to each order: worked out by hand. */
  @Test
  void the_head_adds_how_well_neighbours_fit() {
    try (NDManager manager = TensorEngine.newManager()) {
      float[] first = new float[64];
      first[0] = 8;
      Map<String, FloatGrid> layers = new HashMap<>();
      for (String layer : List.of("leaving", "arriving")) {
        layers.put("pretext.head." + layer + ".weight", FloatGrid.copyOf(first, 64, 1));
        layers.put("pretext.head." + layer + ".bias", FloatGrid.zeros(64));
      }
      PretextTask.Head head = ORDER.head(new TrainableParameters(new Weights(layers), manager));
      FloatGrid answers =
          Grids.toGrid(head.answers(manager.create(new float[] {1, 2, 5}, new Shape(3, 1))));
      // A pair fits by 64 a b / 8; an order has two pairs.
      for (int o = 0; o < ORDERS; o++) {
        int[] order = OrderTask.orders(PIECES).get(o);
        float[] read = {1, 2, 5};
        float expected = 8 * (read[order[0]] * read[order[1]] + read[order[1]] * read[order[2]]);
        assertThat(answers.at(0, o)).isEqualTo(expected);
      }
    }
  }
}
