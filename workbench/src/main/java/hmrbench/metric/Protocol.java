package hmrbench.metric;

import java.util.List;

/**
 * How predictions become numbers: joints, root, alignment, edges, which frames count, how values
 * are averaged, units.
 *
 * <p>A protocol sees all sequences of a data set at once, since some evaluators take differences
 * across their borders.
 */
public interface Protocol {

  /** The name under which it stands in a config and in every record. */
  String name();

  /** Changes when the numbers that it gives change. */
  int version();

  /** What it does, one property per line, as printed under every table. */
  List<String> description();

  /** Whether frames that the data set marks invalid are dropped before windowing. */
  boolean dropsInvalidFrames();

  /**
   * Whether the mesh error of a filtered prediction is taken from the unfiltered one (TCMR
   * evaluate.py does).
   */
  boolean meshErrorIgnoresFilter();

  /** Scores all sequences of one data set. */
  List<SequenceScore> score(List<SequencePrediction> sequences);
}
