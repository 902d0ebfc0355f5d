package hmrbench.metric;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Made-up tracks of 14 joints. */
public final class Tracks {

  /** Where a joint is at a frame, in metres. */
  public interface Path {
    double at(int frame, int joint, int axis);
  }

  private Tracks() {}

  /** A track relative to the root. */
  public static JointTrack track(int frames, double framesPerSecond, Path path) {
    return track(frames, framesPerSecond, CoordinateFrame.ROOT, path);
  }

  /** A track in a frame. */
  public static JointTrack track(
      int frames, double framesPerSecond, CoordinateFrame frame, Path path) {
    float[] metres = new float[frames * 42];
    for (int t = 0; t < frames; t++) {
      for (int joint = 0; joint < 14; joint++) {
        for (int axis = 0; axis < 3; axis++) {
          metres[(t * 14 + joint) * 3 + axis] = (float) path.at(t, joint, axis);
        }
      }
    }
    return new JointTrack(
        JointSet.COMMON14, frame, framesPerSecond, FloatGrid.owning(metres, frames, 14, 3));
  }

  /** A sequence without gaps in which every row counts. */
  public static SequencePrediction sequence(String name, JointTrack truth, JointTrack predicted) {
    return sequence(
        name,
        truth,
        predicted,
        IntStream.range(0, truth.frames()).boxed().toList(),
        FrameMask.all(truth.frames()));
  }

  /** A sequence of these frames of a clip. */
  public static SequencePrediction sequence(
      String name,
      JointTrack truth,
      JointTrack predicted,
      List<Integer> frames,
      FrameMask counted) {
    return new SequencePrediction(name, truth, predicted, Optional.empty(), counted, frames);
  }
}
