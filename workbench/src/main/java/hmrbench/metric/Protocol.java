package hmrbench.metric;

import hmrbench.core.JointSet;
import hmrbench.core.OutputKind;
import hmrbench.core.WindowRule;
import hmrbench.metric.world.WorldRules;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How predictions become numbers: joints, root, alignment, edges, which frames count, how values
 * are averaged, units.
 *
 * <p>A protocol sees one sequence at a time, so that a data set may be larger than memory, and the
 * rows beside it, since some evaluators take differences across the borders of sequences. {@link
 * Protocols} lists them.
 */
public interface Protocol {

  /** Its name in configs and records. */
  String name();

  /** Version, raised when its numbers change. */
  int version();

  /** What it does, one property per line, as printed under every table. */
  List<String> description();

  /**
   * The evaluator's own way to lay windows over a sequence.
   *
   * @param output which frames of a window the model predicts; not every evaluator was written for
   *     every kind
   */
  WindowRule windows(OutputKind output);

  /** Whether frames that the data set marks invalid are dropped before windowing. */
  boolean dropsInvalidFrames();

  /**
   * Whether frames that the data set marks invalid enter averages, where they are not dropped
   * (VIBE).
   */
  default boolean countsInvalidFrames() {
    return !dropsInvalidFrames();
  }

  /**
   * Whether targets pass through half precision. {@link #score} does it to the true joints; true
   * SMPL parameters have to be rounded before a vertex error is taken.
   */
  default boolean quantisesTargets() {
    return false;
  }

  /**
   * Whether the mesh error of a filtered prediction is taken from the unfiltered one (TCMR
   * evaluate.py does).
   */
  boolean meshErrorIgnoresFilter();

  /** Whether it is defined on a joint set; some protocols are on one alone, and refuse others. */
  default boolean takes(JointSet joints) {
    return true;
  }

  /** Whether the vertex error is about the root of each mesh, not as the body model gives them. */
  default boolean takesMeshesAboutRoot() {
    return false;
  }

  /**
   * Whether it has a vertex error after the similarity that brings the predicted joints onto the
   * true ones.
   */
  default boolean alignsMeshes() {
    return false;
  }

  /**
   * The representative of all protocols that average accelerations over the same rows; may be this
   * one.
   */
  default String averagesLike() {
    return name();
  }

  /** How it scores motion through the world, where it does. */
  default Optional<WorldRules> world() {
    return Optional.empty();
  }

  /**
   * Scores one sequence of a data set.
   *
   * @param neighbours the rows beside it
   * @param metrics in the order of their columns
   */
  SequenceScore score(SequencePrediction sequence, Neighbours neighbours, List<Metric> metrics);

  /**
   * Scores all sequences of one data set.
   *
   * @param sequences in the order of the data set
   * @param metrics in the order of their columns
   * @return one score per sequence, in the same order
   */
  default List<SequenceScore> score(List<SequencePrediction> sequences, List<Metric> metrics) {
    return IntStream.range(0, sequences.size())
        .mapToObj(i -> score(sequences.get(i), Neighbours.in(sequences, i), metrics))
        .toList();
  }

  /** {@link #score(List, List)} by all {@link Metrics}. */
  default List<SequenceScore> score(List<SequencePrediction> sequences) {
    return score(sequences, Metrics.all());
  }
}
