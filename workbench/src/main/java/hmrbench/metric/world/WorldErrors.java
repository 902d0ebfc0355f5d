package hmrbench.metric.world;

import hmrbench.core.FrameMask;
import hmrbench.core.Series;
import hmrbench.core.world.Orientations;
import hmrbench.core.world.Positions;
import hmrbench.metric.Similarity;
import hmrbench.metric.world.Chunks.Chunk;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The formulas of world metrics. Sources: WHAM lib/eval/eval_utils.py at 2b54f77, GVHMR
 * hmr4d/utils/eval/eval_utils.py at 44fbc19 (the same arithmetic), TRAM lib/utils/eval_utils.py at
 * 4861c11.
 */
public final class WorldErrors {

  private static final double MM_PER_M = 1000;
  private static final double PERCENT = 100;

  /** Jitter is printed in tens of metres per cubic second. */
  private static final double TEN = 10;

  /** Frames that a chunk is aligned by (first_align_joints). */
  private static final int FIRST_FRAMES = 2;

  /** A true sole that moves less between neighbouring frames, in metres, is at rest. */
  public static final double STANDING_METRES = 0.01;

  private WorldErrors() {}

  /** By which frames a chunk is aligned. */
  public enum AlignedBy {
    FIRST_TWO_FRAMES,
    ALL_FRAMES
  }

  /**
   * Mean distance of the points of each frame, in millimetres, after every chunk is brought onto
   * the truth by one similarity transform: W-MPJPE by the first two frames, WA-MPJPE by all. A
   * frame of no chunk has no value.
   */
  public static Series chunkAlignedMm(
      Positions truth, Positions predicted, List<Chunk> chunks, AlignedBy by) {
    double[] values = new double[truth.frames()];
    boolean[] present = new boolean[truth.frames()];
    for (Chunk chunk : chunks) {
      int to =
          by == AlignedBy.ALL_FRAMES
              ? chunk.to()
              : Math.min(chunk.to(), chunk.from() + FIRST_FRAMES);
      Optional<Similarity> fit =
          Similarity.fit(predicted.flat(chunk.from(), to), truth.flat(chunk.from(), to));
      if (fit.isEmpty()) {
        continue; // All points in one place: there is no scale.
      }
      double[] moved = fit.get().apply(predicted.flat(chunk.from(), chunk.to()));
      double[] target = truth.flat(chunk.from(), chunk.to());
      int row = truth.points() * 3;
      for (int t = chunk.from(); t < chunk.to(); t++) {
        values[t] = MM_PER_M * meanDistance(moved, target, (t - chunk.from()) * row, row);
        present[t] = true;
      }
    }
    return Series.of(values, FrameMask.of(present));
  }

  private static double meanDistance(double[] a, double[] b, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i += 3) {
      sum += length(a[i] - b[i], a[i + 1] - b[i + 1], a[i + 2] - b[i + 2]);
    }
    int points = count / 3;
    return sum / points;
  }

  /**
   * RTE: distance of the paths of one point after a rigid alignment, in percent of the length of
   * the true path.
   *
   * @param truth path [T, 1, 3]
   * @param predicted path of the same frames
   * @return nothing where the true path has no length
   */
  public static Optional<Series> rootErrorPercent(Positions truth, Positions predicted) {
    double path = pathMetres(truth);
    int frames = truth.frames();
    if (!(path > 0)) {
      return Optional.empty();
    }
    double[] target = truth.flat(0, frames);
    double[] moved =
        Similarity.fitRigid(predicted.flat(0, frames), target).apply(predicted.flat(0, frames));
    return Optional.of(
        Series.of(
            FrameMask.all(frames), t -> PERCENT * meanDistance(moved, target, t * 3, 3) / path));
  }

  /** Length of a path, in metres. */
  public static double pathMetres(Positions path) {
    double sum = 0;
    for (int t = 1; t < path.frames(); t++) {
      sum += step(path, t, 0);
    }
    return sum;
  }

  /**
   * ERVE: how far the predicted step of the root, turned from the predicted into the true
   * orientation, is from the true step, in millimetres per frame; at the later of the two frames.
   *
   * @param where frames t for which the step from t - 1 counts
   */
  public static Series velocityErrorMm(
      Positions truth,
      Orientations trueOrientation,
      Positions predicted,
      Orientations predictedOrientation,
      FrameMask where) {
    Orientations turn = trueOrientation.after(predictedOrientation.transposed());
    return Series.of(
        where,
        t -> {
          double[] step = new double[3];
          for (int axis = 0; axis < 3; axis++) {
            step[axis] = predicted.at(t, 0, axis) - predicted.at(t - 1, 0, axis);
          }
          double[] error = new double[3];
          for (int axis = 0; axis < 3; axis++) {
            error[axis] =
                turn.turned(t - 1, axis, step[0], step[1], step[2])
                    - (truth.at(t, 0, axis) - truth.at(t - 1, 0, axis));
          }
          return MM_PER_M * length(error[0], error[1], error[2]);
        });
  }

  /**
   * Jitter: size of the third difference over the cube of the time between frames, in 10 m/s^3, as
   * a mean over points.
   *
   * @param points which of them count
   * @param divisor by which the sum over points is divided
   * @param where frames t with t - 1, t + 1 and t + 2 beside them
   */
  public static Series jitter(
      Positions track, double framesPerSecond, IntPredicate points, int divisor, FrameMask where) {
    double factor = Math.pow(framesPerSecond, 3) / TEN / divisor;
    return Series.of(
        where,
        t -> {
          double sum = 0;
          for (int p = 0; p < track.points(); p++) {
            if (points.test(p)) {
              sum += length(third(track, t, p, 0), third(track, t, p, 1), third(track, t, p, 2));
            }
          }
          return sum * factor;
        });
  }

  private static double third(Positions track, int t, int point, int axis) {
    return track.at(t + 2, point, axis)
        - 3 * track.at(t + 1, point, axis)
        + 3 * track.at(t, point, axis)
        - track.at(t - 1, point, axis);
  }

  /**
   * How many true points are at rest in each frame since the one before.
   *
   * @param where frames t for which the step from t - 1 counts
   */
  public static Series contacts(Positions truth, double standingMetres, FrameMask where) {
    return Series.of(
        where,
        t -> {
          int standing = 0;
          for (int p = 0; p < truth.points(); p++) {
            standing += step(truth, t, p) < standingMetres ? 1 : 0;
          }
          return standing;
        });
  }

  /**
   * Foot sliding: mean step of the predicted points whose true ones are at rest, in millimetres per
   * frame. The evaluators take the mean over all pairs of frame and point: a frame weighs as its
   * {@link #contacts}.
   */
  public static Series slidingMm(
      Positions truth, Positions predicted, double standingMetres, FrameMask where) {
    Series contacts = contacts(truth, standingMetres, where);
    boolean[] present = new boolean[where.frames()];
    for (int t : where.indices()) {
      present[t] = contacts.get(t) > 0;
    }
    return Series.of(
        FrameMask.of(present),
        t -> {
          double sum = 0;
          for (int p = 0; p < truth.points(); p++) {
            sum += step(truth, t, p) < standingMetres ? step(predicted, t, p) : 0;
          }
          return MM_PER_M * sum / contacts.get(t);
        });
  }

  private static double step(Positions track, int t, int point) {
    return length(
        track.at(t, point, 0) - track.at(t - 1, point, 0),
        track.at(t, point, 1) - track.at(t - 1, point, 1),
        track.at(t, point, 2) - track.at(t - 1, point, 2));
  }

  private static double length(double x, double y, double z) {
    return Math.sqrt(x * x + y * y + z * z);
  }
}
