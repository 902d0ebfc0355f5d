package hmrbench.train.official;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hmrbench.body.BodyModel;
import hmrbench.body.JointLayer;
import hmrbench.body.JointRecipe;
import hmrbench.config.ModelConfig;
import hmrbench.core.FloatGrid;
import hmrbench.core.OutputKind;
import hmrbench.model.TrainableNetwork;
import hmrbench.train.BodyLoss;
import hmrbench.train.ClipStore;
import hmrbench.train.Lesson;
import hmrbench.train.Lessons;
import hmrbench.train.SeededDropout;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One batch of made-up windows again and again, of the size and with the loss of the official
 * trainings: what a step costs needs no file. Nothing can be learnt from it.
 */
public final class MadeUpLessons implements Lessons {

  private static final int POINTS = 49 * 3;
  private static final int ROTATIONS = 24 * 9;
  private static final int SHAPES = 10;

  /** Of the windows of a batch, those with 2D joints alone, as published. */
  private static final double ONLY_2D = 0.6;

  /** Of the regressor's hidden units, as published. */
  private static final double DROPOUT = 0.5;

  private final BodyModel body;
  private final int features;

  /**
   * @param body gives the 49 joints
   * @param features length of a feature vector, F
   */
  public MadeUpLessons(BodyModel body, int features) {
    this.body = body;
    this.features = features;
  }

  @Override
  public int featureSize() {
    return features;
  }

  @Override
  public ClipStore.MeanBody mean() {
    return ClipStore.MeanBody.atRest();
  }

  @Override
  public Lesson of(
      ModelConfig.Network model,
      TrainableNetwork network,
      int batch,
      boolean everyFrame,
      long seed,
      NDManager manager) {
    SplittableRandom random = new SplittableRandom(seed);
    int frames = network.windowFrames();
    boolean everyRow = network.output() == OutputKind.SEQUENCE;
    int rows = batch * (everyRow ? frames : 1);
    int rows3d = rows - ((int) (batch * ONLY_2D)) * (everyRow ? frames : 1);
    OfficialTargets targets = targets(rows, rows3d, random);
    FloatGrid windows = drawn(random, batch, frames * features);
    VideoLoss loss =
        new VideoLoss(JointLayer.of(body, JointRecipe.SPIN_49, manager), BodyLoss.PUBLISHED);
    return (scope, step) ->
        new Lesson.Batch(
            scope.create(windows.toArray(), new Shape(batch, frames, features)),
            everyRow ? 0 : frames / 2,
            1,
            List.of("made up"),
            predicted -> loss.of(predicted, targets, scope),
            () -> FloatGrid.zeros(0),
            new SeededDropout(DROPOUT, seed + step, scope));
  }

  private static OfficialTargets targets(int rows, int rows3d, SplittableRandom random) {
    float[] points = drawn(random, rows, POINTS).toArray();
    for (int i = 2; i < points.length; i += 3) {
      points[i] = 1;
    }
    float[] upright = new float[rows3d * ROTATIONS];
    for (int i = 0; i < upright.length; i++) {
      upright[i] = i % 9 % 4 == 0 ? 1 : 0;
    }
    float[] all = new float[rows3d];
    Arrays.fill(all, 1);
    return new OfficialTargets(
        FloatGrid.owning(points, rows, POINTS),
        drawn(random, rows3d, POINTS),
        FloatGrid.owning(upright, rows3d, ROTATIONS),
        drawn(random, rows3d, SHAPES),
        FloatGrid.copyOf(all, rows3d),
        FloatGrid.copyOf(all, rows3d));
  }

  private static FloatGrid drawn(SplittableRandom random, int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble();
    }
    return FloatGrid.owning(values, rows, columns);
  }
}
