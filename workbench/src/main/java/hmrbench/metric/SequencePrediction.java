package hmrbench.metric;

import hmrbench.core.FrameMask;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import java.util.List;
import java.util.Optional;

/**
 * What a protocol scores: truth and prediction of one sequence, row by row.
 *
 * @param sequence name
 * @param truth true positions of R rows, not yet aligned
 * @param predicted predicted positions of the same rows and joints
 * @param vertexErrorMm mean vertex distance per row, in millimetres, without any alignment, where
 *     there are meshes
 * @param counted rows that enter averages
 * @param frames the frame of the clip that each row is scored against, which tells gaps
 */
public record SequencePrediction(
    String sequence,
    JointTrack truth,
    JointTrack predicted,
    Optional<Series> vertexErrorMm,
    FrameMask counted,
    List<Integer> frames) {

  public SequencePrediction {
    frames = List.copyOf(frames);
  }
}
