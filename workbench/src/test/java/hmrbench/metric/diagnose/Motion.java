package hmrbench.metric.diagnose;

import hmrbench.core.JointTrack;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.Tracks;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made-up motion: every coordinate is a sum of waves that gets weaker with frequency. */
final class Motion {

  private static final double[] HERTZ = {0.4, 0.9, 1.5, 2.3, 3.1};

  /** What becomes of a coordinate. */
  interface Change {
    double at(int frame, Wave wave);
  }

  /** A coordinate of a joint over continuous time, in metres. */
  record Wave(List<Double> phases) {
    double at(double seconds) {
      return damped(seconds, 1e9);
    }

    /** Waves above a frequency at half strength there, as by a first-order low-pass, no lag. */
    double damped(double seconds, double cutoffHertz) {
      double sum = 0;
      for (int k = 0; k < HERTZ.length; k++) {
        double gain = 1 / (1 + HERTZ[k] * HERTZ[k] / (cutoffHertz * cutoffHertz));
        double size = 0.1 / (1 + HERTZ[k]);
        sum += gain * size * Math.sin(2 * Math.PI * HERTZ[k] * seconds + phases.get(k));
      }
      return sum;
    }
  }

  private Motion() {}

  /** Sequences of true motion and what {@code change} makes of it. */
  static List<SequencePrediction> sequences(
      int count, int frames, double framesPerSecond, Change change) {
    Random random = new Random(31);
    List<SequencePrediction> sequences = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Wave> waves = new ArrayList<>();
      for (int k = 0; k < 42; k++) {
        waves.add(new Wave(random.doubles(5, 0, 2 * Math.PI).boxed().toList()));
      }
      JointTrack truth =
          Tracks.track(
              frames,
              framesPerSecond,
              (t, joint, axis) -> waves.get(3 * joint + axis).at(t / framesPerSecond));
      JointTrack predicted =
          Tracks.track(
              frames,
              framesPerSecond,
              (t, joint, axis) -> change.at(t, waves.get(3 * joint + axis)));
      sequences.add(Tracks.sequence("s" + i, truth, predicted));
    }
    return sequences;
  }
}
