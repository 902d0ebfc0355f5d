package hmrbench.train;

import hmrbench.core.Clip;
import hmrbench.core.FloatGrid;
import hmrbench.core.KeypointTrack;
import hmrbench.core.ParallelWork;
import hmrbench.core.SmplTrack;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Training clips in memory, shared by all trainings of a process: making them costs more than a
 * training does.
 */
public final class ClipStore {

  private final List<Entry> clips;

  /** Features and targets of one clip, and its 2D joints where they were asked for. */
  private record Entry(FloatGrid features, SmplTrack smpl, Optional<KeypointTrack> seen) {}

  private ClipStore(List<Entry> clips) {
    this.clips = clips;
  }

  /**
   * Makes clips 0 to {@code count}, exclusive, on all cores.
   *
   * @param source a pure function of the index
   * @throws IllegalArgumentException if a clip has no SMPL parameters
   */
  public static ClipStore of(LongFunction<Clip> source, int count) {
    return of(source, count, clip -> Optional.empty());
  }

  /**
   * As {@link #of(LongFunction, int)}.
   *
   * @param seen the 2D joints of a clip that are kept
   */
  static ClipStore of(
      LongFunction<Clip> source, int count, Function<Clip, Optional<KeypointTrack>> seen) {
    return new ClipStore(
        ParallelWork.each(
            count,
            number -> {
              Clip clip = source.apply(number);
              return entry(clip, seen.apply(clip));
            }));
  }

  private static Entry entry(Clip clip, Optional<KeypointTrack> seen) {
    SmplTrack smpl =
        clip.smpl()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "clip %s has no SMPL parameters to train on".formatted(clip.sequence())));
    return new Entry(clip.features(), smpl, seen);
  }

  public int size() {
    return clips.size();
  }

  /** Frames of the shortest clip. */
  int shortest() {
    return clips.stream().mapToInt(clip -> clip.features().size(0)).min().orElse(0);
  }

  /** Length of a feature, F. */
  public int featureSize() {
    return clips.get(0).features().size(1);
  }

  FloatGrid features(int clip) {
    return clips.get(clip).features();
  }

  SmplTrack smpl(int clip) {
    return clips.get(clip).smpl();
  }

  /** The 2D joints of a clip. */
  KeypointTrack seen(int clip) {
    return clips.get(clip).seen().orElseThrow();
  }

  /**
   * The mean body, from which a regressor starts: the first two columns of the mean rotation matrix
   * of each joint, row by row [144], mean shape [10] and mean camera [3].
   */
  public MeanBody mean() {
    double[] pose = new double[144];
    double[] shape = new double[10];
    double[] camera = new double[3];
    long frames = 0;
    for (Entry entry : clips) {
      SmplTrack smpl = entry.smpl();
      for (int t = 0; t < smpl.frames(); t++) {
        for (int i = 0; i < 144; i++) {
          int matrix = i / 6 * 9 + i % 6 / 2 * 3 + i % 2;
          pose[i] += smpl.rotations().get(t * 216 + matrix);
        }
        addRow(smpl.betas(), t, shape);
        addRow(smpl.camera(), t, camera);
      }
      frames += smpl.frames();
    }
    return new MeanBody(divided(pose, frames), divided(shape, frames), divided(camera, frames));
  }

  /** See {@link #mean()}. */
  public record MeanBody(FloatGrid pose, FloatGrid shape, FloatGrid camera) {

    /** A body at rest, not turned, that fills the crop: where only the cost of a network counts. */
    public static MeanBody atRest() {
      float[] pose = new float[SkeletonRow.JOINTS * 6];
      for (int i = 0; i < pose.length; i += 6) {
        pose[i] = 1;
        pose[i + 3] = 1;
      }
      return new MeanBody(
          FloatGrid.owning(pose, pose.length),
          FloatGrid.zeros(SkeletonRow.SHAPES),
          FloatGrid.copyOf(new float[] {0.9f, 0, 0}, 3));
    }
  }

  private static void addRow(FloatGrid grid, int row, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += grid.at(row, i);
    }
  }

  private static FloatGrid divided(double[] sums, long count) {
    float[] mean = new float[sums.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sums[i] / count);
    }
    return FloatGrid.owning(mean, mean.length);
  }
}
