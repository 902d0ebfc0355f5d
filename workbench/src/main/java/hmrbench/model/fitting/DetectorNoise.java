package hmrbench.model.fitting;

import hmrbench.core.FloatGrid;
import hmrbench.core.KeypointTrack;
import hmrbench.data.sim.RandomStream;
import java.util.List;

/**
 * What a detector of 2D joints might give where the true ones are known: each joint of each frame
 * is off by a normal error of its own, and a few are somewhere else. Its confidence is high where a
 * joint is found, and lower where it is missed, without telling the two apart for sure.
 *
 * <p>A draw belongs to seed, sequence, name of the frame and joint, so it is the same whatever else
 * is drawn. Errors of neighbouring frames are independent, which real detectors' are not: jitter is
 * judged too hard, and a drift is not there.
 *
 * @param pixels standard deviation of the error, in pixels of a crop of 224; 0 leaves all joints as
 *     they are, certain
 * @param seed what is random about it
 */
public record DetectorNoise(double pixels, long seed) {

  /** Share of joints that are missed. */
  private static final double MISSED = 0.02;

  /** Misses are up to this far off in x and in y, in pixels. */
  private static final double MISS_PIXELS = 40;

  private static final double LEAST_FOUND = 0.6;
  private static final double LEAST_MISSED = 0.2;
  private static final double MOST_MISSED = 0.8;

  /** Purpose of its draws. */
  private static final long PURPOSE = 7_617;

  public DetectorNoise {
    if (!(pixels >= 0 && pixels <= KeypointTrack.HALF_CROP_PIXELS)) {
      throw new IllegalArgumentException(
          "the error of 2D joints must be from 0 to %s pixels, got %s"
              .formatted(KeypointTrack.HALF_CROP_PIXELS, pixels));
    }
  }

  /**
   * What the detector gives of true joints; those that a detector found stay as they are.
   *
   * @param labels what each frame is called
   */
  public KeypointTrack of(KeypointTrack exact, String sequence, List<String> labels) {
    if (pixels == 0 || exact.found()) {
      return exact;
    }
    float[] seen = exact.seen().toArray();
    int joints = exact.joints().size();
    for (int t = 0; t < exact.frames(); t++) {
      for (int j = 0; j < joints; j++) {
        RandomStream draws =
            RandomStream.of(PURPOSE, seed, sequence.hashCode(), labels.get(t).hashCode(), j);
        disturb(seen, (t * joints + j) * KeypointTrack.NUMBERS, draws);
      }
    }
    return new KeypointTrack(exact.joints(), FloatGrid.owning(seen, exact.seen().shape()), true);
  }

  private void disturb(float[] seen, int at, RandomStream draws) {
    boolean missed = draws.uniform() < MISSED;
    for (int axis = 0; axis < 2; axis++) {
      double off = missed ? draws.uniform(-MISS_PIXELS, MISS_PIXELS) : pixels * draws.normal();
      seen[at + axis] += (float) (off / KeypointTrack.HALF_CROP_PIXELS);
    }
    double confidence =
        missed ? draws.uniform(LEAST_MISSED, MOST_MISSED) : draws.uniform(LEAST_FOUND, 1);
    seen[at + 2] = (float) (seen[at + 2] * confidence);
  }
}
