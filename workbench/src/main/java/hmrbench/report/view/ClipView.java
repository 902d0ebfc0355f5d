package hmrbench.report.view;

import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One sequence, frame by frame, as several models see it.
 *
 * @param sequence its name
 * @param why it was picked, in words
 * @param framesPerSecond rate of the rows, in hertz
 * @param seconds time of each row from the start of the sequence
 * @param truth true joints relative to the root, where the run kept them
 * @param traces one per model, in the order of the config
 * @param crops what a network on pictures saw, one after another as in {@link
 *     hmrbench.record.RunFolder#crops}, the first at 0 seconds
 */
public record ClipView(
    String sequence,
    String why,
    double framesPerSecond,
    Series seconds,
    Optional<JointTrack> truth,
    List<Trace> traces,
    Optional<byte[]> crops) {

  /**
   * What one model says of the clip.
   *
   * @param seed of the network
   * @param errors per column of a metric one value per row
   * @param attention weights of past, current and future per row, where the model has them
   * @param predicted predicted joints relative to the root, where the run kept them
   */
  public record Trace(
      String model,
      String seed,
      Map<String, Series> errors,
      Optional<List<Series>> attention,
      Optional<JointTrack> predicted) {}

  public ClipView {
    traces = List.copyOf(traces);
  }

  /** Number of rows. */
  public int frames() {
    return seconds.frames();
  }

  /** What a model says, where it is among the traces. */
  public Optional<Trace> trace(String model) {
    return traces.stream().filter(trace -> trace.model().equals(model)).findFirst();
  }

  /** Whether there are joints to play. */
  public boolean playable() {
    return truth.isPresent() && traces.stream().anyMatch(t -> t.predicted().isPresent());
  }
}
