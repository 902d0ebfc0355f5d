package hmrbench.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sequences that wait for the one after them, so that each is known with its {@link Neighbours}
 * while no more than one with rows is held.
 *
 * @param <T> what is known of a sequence
 */
public final class SequenceQueue<T> {

  /** A sequence that has its neighbours. */
  public record Placed<T>(T value, SequencePrediction sequence, Neighbours neighbours) {}

  private final Function<T, SequencePrediction> sequenceOf;
  private final List<T> waiting = new ArrayList<>();
  private Optional<SequencePrediction> before = Optional.empty();

  /**
   * An empty queue.
   *
   * @param sequenceOf its rows
   */
  public SequenceQueue(Function<T, SequencePrediction> sequenceOf) {
    this.sequenceOf = sequenceOf;
  }

  /**
   * Adds a sequence.
   *
   * @return those before it that waited for it, in their order
   */
  public List<Placed<T>> add(T value) {
    Optional<SequencePrediction> first = Neighbours.firstRowOf(sequenceOf.apply(value));
    List<Placed<T>> placed = first.isPresent() ? placed(first) : List.of();
    waiting.add(value);
    return placed;
  }

  /** Adds sequences, as {@link #add}. */
  public List<Placed<T>> addAll(List<T> values) {
    List<Placed<T>> placed = new ArrayList<>();
    values.forEach(value -> placed.addAll(add(value)));
    return placed;
  }

  /** Those that still wait, when no other comes. */
  public List<Placed<T>> end() {
    return placed(Optional.empty());
  }

  private List<Placed<T>> placed(Optional<SequencePrediction> after) {
    List<Placed<T>> placed = new ArrayList<>();
    for (T value : waiting) {
      SequencePrediction sequence = sequenceOf.apply(value);
      placed.add(new Placed<>(value, sequence, new Neighbours(before, after)));
      before = Neighbours.lastRowOf(sequence).or(() -> before);
    }
    waiting.clear();
    return placed;
  }
}
