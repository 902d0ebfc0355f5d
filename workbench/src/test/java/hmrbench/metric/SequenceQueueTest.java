package hmrbench.metric;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.JointTrack;
import hmrbench.metric.SequenceQueue.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequenceQueueTest {

  private static final int[] ROWS = {0, 5, 1, 0, 0, 2, 7, 0};

  private static List<SequencePrediction> sequences() {
    Random random = new Random(3);
    List<SequencePrediction> sequences = new ArrayList<>();
    for (int i = 0; i < ROWS.length; i++) {
      sequences.add(Tracks.sequence("s" + i, drawn(ROWS[i], random), drawn(ROWS[i], random)));
    }
    return sequences;
  }

  private static JointTrack drawn(int rows, Random random) {
    return Tracks.track(
        rows, 30, CoordinateFrame.CAMERA, (t, joint, axis) -> random.nextGaussian());
  }

  @Test
  void sequences_that_come_one_by_one_have_the_neighbours_of_the_whole_list() {
    List<SequencePrediction> sequences = sequences();
    SequenceQueue<SequencePrediction> queue = new SequenceQueue<>(it -> it);
    List<Placed<SequencePrediction>> placed = new ArrayList<>();
    for (SequencePrediction sequence : sequences) {
      placed.addAll(queue.add(sequence));
    }
    placed.addAll(queue.end());
    assertThat(placed).extracting(Placed::value).isEqualTo(sequences);
    for (int i = 0; i < ROWS.length; i++) {
      assertThat(placed.get(i).neighbours())
          .as("sequence %d", i)
          .isEqualTo(Neighbours.in(sequences, i));
    }
  }

  @Test
  void only_the_last_sequence_with_rows_waits() {
    List<SequencePrediction> sequences = sequences();
    SequenceQueue<SequencePrediction> queue = new SequenceQueue<>(it -> it);
    assertThat(queue.add(sequences.get(1))).isEmpty();
    assertThat(queue.add(sequences.get(2)))
        .extracting(it -> it.value().sequence())
        .containsExactly("s1");
    assertThat(queue.add(sequences.get(3))).isEmpty();
    assertThat(queue.end()).extracting(it -> it.value().sequence()).containsExactly("s2", "s3");
    assertThat(queue.end()).isEmpty();
  }

  @Test
  void a_protocol_that_joins_sequences_gives_the_numbers_of_one_array() {
    List<SequencePrediction> sequences = sequences();
    SequencePrediction joined =
        Tracks.sequence(
            "all",
            JointTrack.stacked(sequences.stream().map(SequencePrediction::truth).toList()),
            JointTrack.stacked(sequences.stream().map(SequencePrediction::predicted).toList()));
    Protocol vibe = Protocols.named("vibe").orElseThrow();
    for (Metric metric : List.of(Metrics.ACCEL_ERR, Metrics.ACCEL_PRED, Metrics.ACCEL_GT)) {
      List<Double> apart =
          vibe.score(sequences, List.of(metric)).stream()
              .map(score -> score.value(metric.id()).orElseThrow())
              .flatMap(
                  series ->
                      IntStream.range(0, series.frames())
                          .mapToObj(t -> series.has(t) ? series.get(t) : -1))
              .toList();
      SequenceScore whole = vibe.score(joined, Neighbours.NONE, List.of(metric));
      List<Double> together =
          IntStream.range(0, joined.frames().size())
              .mapToObj(
                  t -> {
                    var series = whole.value(metric.id()).orElseThrow();
                    return series.has(t) ? series.get(t) : -1;
                  })
              .toList();
      assertThat(apart).as(metric.id().column()).isEqualTo(together);
    }
  }
}
