package hmrbench.run;

import hmrbench.config.Intervention;
import hmrbench.core.Clip;
import hmrbench.core.FloatGrid;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A share of a clip's frames, in bursts, whose features a network does not get to see as they are:
 * hidden ones are the mean of the clip, noisy ones have normal noise added whose spread is that of
 * each feature over the clip. The name of the clip decides which.
 */
final class Disturbance {

  /** Bursts are as long as the occlusions of the simulated set, in seconds. */
  private static final double SHORTEST = 0.2;

  private static final double LONGEST = 1.0;

  private Disturbance() {}

  /** The clip with changed features. */
  static Clip of(Clip clip, Intervention kind) {
    SplittableRandom random = new SplittableRandom(clip.sequence().hashCode());
    boolean[] hit =
        bursts(clip.frames(), clip.framesPerSecond(), kind.share().orElseThrow(), random);
    return clip.withFeatures(changed(clip.features(), hit, kind.hides(), random));
  }

  /** The frames that are changed: of the share asked for, to the frame. */
  static boolean[] bursts(
      int frames, double framesPerSecond, double share, SplittableRandom random) {
    boolean[] hit = new boolean[frames];
    long left = Math.round(share * hit.length);
    while (left > 0) {
      double seconds = SHORTEST + (LONGEST - SHORTEST) * random.nextDouble();
      long length = Math.max(1, Math.round(seconds * framesPerSecond));
      int start = random.nextInt(hit.length);
      for (int t = start; t < Math.min(hit.length, start + length) && left > 0; t++) {
        left -= hit[t] ? 0 : 1;
        hit[t] = true;
      }
    }
    return hit;
  }

  /** Features [T, F] of which the frames that are hit are hidden or made noisy. */
  static FloatGrid changed(
      FloatGrid features, boolean[] hit, boolean hides, SplittableRandom random) {
    int size = features.size(1);
    double[] mean = new double[size];
    double[] square = new double[size];
    for (int i = 0; i < features.length(); i++) {
      mean[i % size] += features.get(i) / (double) hit.length;
      square[i % size] += features.get(i) * (double) features.get(i) / hit.length;
    }
    double[] spread = new double[size];
    Arrays.setAll(spread, k -> Math.sqrt(Math.max(0, square[k] - mean[k] * mean[k])));
    float[] values = features.toArray();
    for (int i = 0; i < values.length; i++) {
      int k = i % size;
      if (hit[i / size]) {
        values[i] = (float) (hides ? mean[k] : values[i] + spread[k] * random.nextGaussian());
      }
    }
    return FloatGrid.owning(values, hit.length, size);
  }
}
