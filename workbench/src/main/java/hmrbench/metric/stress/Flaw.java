package hmrbench.metric.stress;

import java.util.List;
import java.util.Random;

/**
 * A way to spoil motion.
 *
 * @param name in a few words
 * @param unit of its size
 * @param sizes small, middle and large
 * @param change of a motion, by a size
 */
record Flaw(String name, String unit, List<Double> sizes, Change change) {

  /** What a flaw does. */
  interface Change {
    WalkedMotion of(WalkedMotion motion, double size);
  }

  Flaw {
    sizes = List.copyOf(sizes);
  }

  private static final long SEED = 18;
  private static final double MILLIMETRE = 0.001;

  /** All flaws, in the order of their rows. */
  static final List<Flaw> ALL =
      List.of(
          new Flaw("lag", "frames", List.of(1.0, 3.0, 8.0), Flaw::lag),
          new Flaw("jitter", "mm", List.of(1.0, 5.0, 20.0), Flaw::jitter),
          new Flaw("drift of the path", "mm/s", List.of(10.0, 50.0, 200.0), Flaw::drift),
          new Flaw("scale", "% too small", List.of(2.0, 10.0, 25.0), Flaw::scale),
          new Flaw("foot slide", "mm/frame", List.of(2.0, 8.0, 25.0), Flaw::slide),
          new Flaw("over-smoothing", "frames (sigma)", List.of(1.0, 4.0, 12.0), Flaw::smooth),
          new Flaw("frozen pose", "% of the time", List.of(10.0, 40.0, 100.0), Flaw::freeze),
          new Flaw("swapped legs", "% of the frames", List.of(2.0, 10.0, 40.0), Flaw::swap));

  private static WalkedMotion lag(WalkedMotion motion, double frames) {
    int[] rows = new int[motion.frames()];
    for (int t = 0; t < rows.length; t++) {
      rows[t] = Math.max(0, t - (int) frames);
    }
    return motion.frames(rows);
  }

  private static WalkedMotion jitter(WalkedMotion motion, double mm) {
    Random random = new Random(SEED);
    double[] moved = motion.flat();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += mm * MILLIMETRE * random.nextGaussian();
    }
    return motion.with(moved);
  }

  private static WalkedMotion drift(WalkedMotion motion, double mmPerSecond) {
    double[] moved = motion.flat();
    int width = motion.points() * 3;
    for (int i = 0; i < moved.length; i += 3) {
      int frame = i / width;
      moved[i] += mmPerSecond * MILLIMETRE * frame / motion.rate();
    }
    return motion.with(moved);
  }

  private static WalkedMotion scale(WalkedMotion motion, double percent) {
    double[] moved = motion.flat();
    for (int i = 0; i < moved.length; i++) {
      moved[i] *= 1 - percent / 100;
    }
    return motion.with(moved);
  }

  /** The whole person glides to and fro over a floor on which their feet should rest. */
  private static WalkedMotion slide(WalkedMotion motion, double mmPerFrame) {
    double[] moved = motion.flat();
    int width = motion.points() * 3;
    int halfPeriod = (int) motion.rate() / 2;
    for (int i = 0; i < moved.length; i += 3) {
      int phase = i / width % (2 * halfPeriod);
      int steps = phase < halfPeriod ? phase : 2 * halfPeriod - phase;
      moved[i + 2] += mmPerFrame * MILLIMETRE * steps;
    }
    return motion.with(moved);
  }

  private static WalkedMotion smooth(WalkedMotion motion, double sigma) {
    double[] from = motion.flat();
    double[] moved = new double[from.length];
    int width = motion.points() * 3;
    int reach = (int) Math.ceil(3 * sigma);
    for (int t = 0; t < motion.frames(); t++) {
      double sum = 0;
      for (int k = -reach; k <= reach; k++) {
        double weight = Math.exp(-0.5 * k * k / (sigma * sigma));
        int row = Math.min(motion.frames() - 1, Math.max(0, t + k));
        sum += weight;
        for (int i = 0; i < width; i++) {
          moved[t * width + i] += weight * from[row * width + i];
        }
      }
      for (int i = 0; i < width; i++) {
        moved[t * width + i] /= sum;
      }
    }
    return motion.with(moved);
  }

  /** The pose about the root stands still for a part of every second; the root walks on. */
  private static WalkedMotion freeze(WalkedMotion motion, double percent) {
    double[] from = motion.flat();
    double[] moved = from.clone();
    var root = motion.root();
    int width = motion.points() * 3;
    int second = (int) motion.rate();
    for (int t = 0; t < motion.frames(); t++) {
      int start = percent >= 100 ? 0 : t - t % second;
      boolean frozen = percent >= 100 || t % second < percent / 100 * second;
      for (int i = 0; i < width && frozen; i++) {
        moved[t * width + i] =
            from[start * width + i] + root.at(t, 0, i % 3) - root.at(start, 0, i % 3);
      }
    }
    return motion.with(moved);
  }

  private static WalkedMotion swap(WalkedMotion motion, double percent) {
    Random random = new Random(SEED);
    double[] from = motion.flat();
    double[] moved = from.clone();
    int width = motion.points() * 3;
    for (int t = 0; t < motion.frames(); t++) {
      boolean swapped = random.nextDouble() < percent / 100;
      for (int i = 0; i < width && swapped; i++) {
        moved[t * width + i] = from[t * width + motion.otherLeg(i / 3) * 3 + i % 3];
      }
    }
    return motion.with(moved);
  }
}
