package hmrbench.record;

import java.util.List;

/**
 * The tables that say why a number is what it is: {@code diagnosis/NAME.csv}, one or more lines per
 * cell. Columns follow those of the cell; an empty field is a value that does not exist.
 */
public enum DiagnosisTable {
  /** One set of predictions under every definition of acceleration error. */
  ROSETTA("rosetta", "definition", "unit", "value", "meaning", "source"),
  /**
   * One set of predictions in the world under every definition of other metrics; each definition
   * differs from the one in {@code against} by one rule, and its number by {@code difference}.
   */
  DEFINITIONS(
      "definitions",
      "metric",
      "definition",
      "unit",
      "value",
      "against",
      "difference",
      "rule",
      "source"),
  /**
   * What of an acceleration error comes from where: per rule of averaging and cause the number of
   * values, their mean in mm/frame^2, and their share of the number.
   */
  AUDIT("audit", "rule", "number", "cause", "values", "mean", "share"),
  /** Periodogram of the acceleration error over the frames of a sequence, in (mm/frame^2)^2. */
  SEAMS("seams", "window_frames", "prominence", "cycles_per_frame", "power"),
  /** Acceleration error of every k-th frame. */
  FINGERPRINT(
      "fingerprint", "at_fps", "error_mm_per_frame2", "error_m_per_s2", "truth_mm", "values"),
  /**
   * What an acceleration error is made of, its slope against the frame rate on logarithmic axes,
   * and how smooth prediction and truth are (log dimensionless jerk).
   */
  ANATOMY(
      "anatomy",
      "slope",
      "slope_ci_low",
      "slope_ci_high",
      "jitter_share",
      "amplitude_share",
      "timing_share",
      "jitter_mm",
      "gain",
      "lag_frames",
      "lag_ms",
      "error_rms",
      "smoothness_prediction",
      "smoothness_truth"),
  /** Powers of acceleration per frequency, in (mm/frame^2)^2. */
  SPECTRUM("spectrum", "hertz", "truth_power", "error_power", "gain", "delay", "coherence"),
  /**
   * How long an error of position lasts: its correlation with itself some frames later, and what
   * share of its mean square never changes within a sequence.
   */
  PERSISTENCE("persistence", "lag_frames", "lag_ms", "correlation", "steady_share"),
  /** Powers per frequency of the part of an error of position that changes, in mm^2 per joint. */
  POSITION_SPECTRUM("position-spectrum", "hertz", "error_power"),
  /**
   * Which filter a cell used, what else it was chosen from and how these did on the data of the
   * choice, and how many future frames filter and model wait for; {@code all} is the whole
   * sequence.
   */
  FILTERS(
      "filters",
      "candidate",
      "chosen",
      "chosen_on",
      "choice_mpjpe_mm",
      "choice_accel_err_mm_per_frame2",
      "filter_lookahead_frames",
      "model_lookahead_frames"),
  /** Mean errors joint by joint, relative to the root. */
  JOINTS("joints", "joint", "part", "mpjpe_mm", "accel_err_mm_per_frame2", "frames");

  private final String fileName;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> columns;

  DiagnosisTable(String fileName, String... columns) {
    this.fileName = fileName;
    this.columns = List.of(columns);
  }

  /** Its name, of the file too. */
  public String fileName() {
    return fileName;
  }

  /** Its columns after those of the cell. */
  public List<String> columns() {
    return columns;
  }
}
