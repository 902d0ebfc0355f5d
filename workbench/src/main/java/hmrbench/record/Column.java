package hmrbench.record;

import java.util.List;

/** Columns of records that are no metric. */
public final class Column {

  /** What says which cell a row belongs to. */
  public static final List<String> CELL =
      List.of("model", "dataset", "protocol", "fps", "filter", "seed");

  public static final String SEQUENCE = "sequence";
  public static final String FRAME = "frame";
  public static final String TIME_S = "time_s";
  public static final String SCORED = "scored";

  /** Sequences of a summary row. */
  public static final String SEQUENCES = "sequences";

  /** Scored rows of a summary row. */
  public static final String FRAMES = "frames";

  /** After the column of a metric: lower end of its interval. */
  public static final String CI_LOW = "_ci_low";

  /** After the column of a metric: upper end of its interval. */
  public static final String CI_HIGH = "_ci_high";

  /** After the column of a metric: mean of the sequences' means, in place of the mean of frames. */
  public static final String PER_SEQUENCE = "_per_sequence";

  /** Before the name of a signal. */
  public static final String SIGNAL = "signal_";

  /** Before the name of a sequence's tag. */
  public static final String TAG = "tag_";

  private Column() {}
}
