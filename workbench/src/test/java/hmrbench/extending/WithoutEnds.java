package hmrbench.extending;

import hmrbench.core.FrameMask;
import hmrbench.core.OutputKind;
import hmrbench.core.WindowRule;
import hmrbench.metric.Metric;
import hmrbench.metric.Neighbours;
import hmrbench.metric.Protocol;
import hmrbench.metric.Protocols;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.SequenceScore;
import java.util.ArrayList;
import java.util.List;

/** The protocol of this program, but the frames whose windows are padded do not count. */
final class WithoutEnds implements Protocol {

  // snippet protocol
  /** Frames at each end that a window of 16 pads. */
  private static final int PADDED = 8;

  private static final Protocol OURS = Protocols.named("hmrbench").orElseThrow();

  @Override
  public String name() {
    return "without-ends";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<String> description() {
    List<String> lines = new ArrayList<>(OURS.description());
    lines.add("ends: the first and the last 8 frames of a sequence do not count");
    return lines;
  }

  // end of snippet

  @Override
  public WindowRule windows(OutputKind output) {
    return OURS.windows(output);
  }

  @Override
  public boolean dropsInvalidFrames() {
    return OURS.dropsInvalidFrames();
  }

  @Override
  public boolean countsInvalidFrames() {
    return OURS.countsInvalidFrames();
  }

  @Override
  public boolean meshErrorIgnoresFilter() {
    return OURS.meshErrorIgnoresFilter();
  }

  // snippet score
  @Override
  public SequenceScore score(
      SequencePrediction sequence, Neighbours neighbours, List<Metric> metrics) {
    return OURS.score(inner(sequence), neighbours, metrics);
  }

  private static SequencePrediction inner(SequencePrediction given) {
    boolean[] counted = new boolean[given.counted().frames()];
    for (int row = PADDED; row < counted.length - PADDED; row++) {
      counted[row] = given.counted().get(row);
    }
    return new SequencePrediction(
        given.sequence(),
        given.truth(),
        given.predicted(),
        given.extras(),
        FrameMask.of(counted),
        given.frames());
  }
  // end of snippet
}
