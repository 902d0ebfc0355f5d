package hmrbench.train.official;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hmrbench.core.FloatGrid;
import hmrbench.core.Rotations;
import hmrbench.data.official.TrainingItems;
import hmrbench.data.official.TrainingWindows;
import hmrbench.train.Lesson;
import hmrbench.train.SeededDropout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Batches of a mixture for one network: windows with 2D joints first, then those with more. A
 * middle-frame network is supervised in row 8 of 16, in each of its features; a sequence network in
 * all rows.
 */
final class MixtureLesson implements Lesson {

  private static final int FRAMES = TrainingWindows.FRAMES;
  private static final int POINTS = 49 * 3;
  private static final int POSE_FROM = 3;
  private static final int JOINTS = 24;
  private static final int SHAPES_FROM = POSE_FROM + JOINTS * 3;
  private static final int SHAPES = 10;
  private static final int ROTATIONS = JOINTS * 9;
  private static final long STEPS_APART = 0xD1B54A32D192ED03L;

  private final VideoLoss loss;
  private final Windows windows;
  private final boolean everyRow;
  private final double dropout;
  private final long seed;

  /**
   * Where windows come from.
   *
   * @param with2d none where it has no window
   * @param captured motion for a discriminator
   * @param features length of a feature vector, F
   */
  record Windows(
      WindowStream with2d, WindowStream with3d, Optional<MotionStream> captured, int features) {

    FloatGrid motion(int step) {
      return captured.orElseThrow().of(step);
    }
  }

  /**
   * @param everyRow whether all rows of a window are supervised, else the middle one
   * @param dropout chance of the regressor's hidden units
   */
  MixtureLesson(VideoLoss loss, Windows windows, boolean everyRow, double dropout, long seed) {
    this.loss = loss;
    this.windows = windows;
    this.everyRow = everyRow;
    this.dropout = dropout;
    this.seed = seed;
  }

  @Override
  public Batch draw(NDManager scope, int step) {
    List<WindowStream.Place> drawn = new ArrayList<>();
    if (windows.with2d().size() > 0) {
      drawn.addAll(windows.with2d().of(step));
    }
    int of2d = drawn.size();
    drawn.addAll(windows.with3d().of(step));
    int size = windows.features();
    float[] features = new float[drawn.size() * FRAMES * size];
    for (int w = 0; w < drawn.size(); w++) {
      drawn.get(w).file().featuresTo(drawn.get(w).first(), features, w * FRAMES * size);
    }
    OfficialTargets targets = targets(drawn, of2d);
    NDArray tensor = scope.create(features, new Shape(drawn.size(), FRAMES, size));
    return new Batch(
        tensor,
        everyRow ? 0 : FRAMES / 2,
        1,
        drawn.stream().map(MixtureLesson::words).toList(),
        rows -> loss.of(rows, targets, scope),
        () -> windows.motion(step),
        new SeededDropout(dropout, seed * STEPS_APART + step, scope));
  }

  private static String words(WindowStream.Place place) {
    return "%s from row %d".formatted(place.file().file(), place.first());
  }

  private OfficialTargets targets(List<WindowStream.Place> drawn, int of2d) {
    int per = everyRow ? FRAMES : 1;
    int rows = drawn.size() * per;
    int rows3d = (drawn.size() - of2d) * per;
    float[] points = new float[rows * POINTS];
    float[] joints = new float[rows3d * POINTS];
    float[] vectors = new float[rows3d * JOINTS * 3];
    float[] betas = new float[rows3d * SHAPES];
    float[] has3d = new float[rows3d];
    float[] hasBody = new float[rows3d];
    for (int row = 0; row < rows; row++) {
      WindowStream.Place place = drawn.get(row / per);
      TrainingItems file = place.file();
      int inWindow = everyRow ? row % per : FRAMES / 2;
      TrainingItems.Target target =
          file.target(place.first() + inWindow, place.times().applyAsInt(inWindow));
      target.keypoints().copyTo(0, points, row * POINTS, POINTS);
      int at = row - of2d * per;
      if (at >= 0) {
        target.joints().copyTo(0, joints, at * POINTS, POINTS);
        target.theta().copyTo(POSE_FROM, vectors, at * JOINTS * 3, JOINTS * 3);
        target.theta().copyTo(SHAPES_FROM, betas, at * SHAPES, SHAPES);
        has3d[at] = 1;
        hasBody[at] = file.hasBody() ? 1 : 0;
      }
    }
    FloatGrid rotations =
        FloatGrid.owning(
            Rotations.fromAxisAngle(FloatGrid.owning(vectors, rows3d, JOINTS, 3)).toArray(),
            rows3d,
            ROTATIONS);
    return new OfficialTargets(
        FloatGrid.owning(points, rows, POINTS),
        FloatGrid.owning(joints, rows3d, POINTS),
        rotations,
        FloatGrid.owning(betas, rows3d, SHAPES),
        FloatGrid.owning(has3d, rows3d),
        FloatGrid.owning(hasBody, rows3d));
  }
}
