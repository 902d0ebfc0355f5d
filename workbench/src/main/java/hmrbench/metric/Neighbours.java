package hmrbench.metric;

import hmrbench.core.JointTrack;
import java.util.List;
import java.util.Optional;

/**
 * The rows next to those of a sequence where an evaluator puts all sequences of a data set into one
 * array and takes differences over it.
 *
 * @param before the last row of the sequences before it; nothing for the first
 * @param after the first row of the sequences after it; nothing for the last
 */
public record Neighbours(Optional<SequencePrediction> before, Optional<SequencePrediction> after) {

  /** Those of a sequence without neighbours. */
  public static final Neighbours NONE = new Neighbours(Optional.empty(), Optional.empty());

  /** Those of the sequence at a position of a list. */
  public static Neighbours in(List<SequencePrediction> sequences, int position) {
    Optional<SequencePrediction> before = Optional.empty();
    for (int i = position - 1; i >= 0 && before.isEmpty(); i--) {
      before = lastRowOf(sequences.get(i));
    }
    Optional<SequencePrediction> after = Optional.empty();
    for (int i = position + 1; i < sequences.size() && after.isEmpty(); i++) {
      after = firstRowOf(sequences.get(i));
    }
    return new Neighbours(before, after);
  }

  /** The first row of a sequence, where it has one. */
  public static Optional<SequencePrediction> firstRowOf(SequencePrediction sequence) {
    return rowOf(sequence, 0);
  }

  /** The last row of a sequence, where it has one. */
  public static Optional<SequencePrediction> lastRowOf(SequencePrediction sequence) {
    return rowOf(sequence, sequence.frames().size() - 1);
  }

  static Optional<SequencePrediction> rowOf(SequencePrediction of, int row) {
    if (of.frames().isEmpty()) {
      return Optional.empty();
    }
    JointTrack truth = of.truth().frames(row);
    return Optional.of(
        new SequencePrediction(
            of.sequence(),
            truth,
            of.predicted().frames(row),
            SequencePrediction.Extras.NONE,
            of.counted().pick(row),
            List.of(of.frames().get(row))));
  }
}
