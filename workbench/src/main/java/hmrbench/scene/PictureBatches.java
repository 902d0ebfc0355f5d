package hmrbench.scene;

import hmrbench.data.sim.RandomStream;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.picture.geometry.Box;

/**
 * Pictures for training without end: batch after batch, each a pure function of its number, so that
 * a training that was stopped goes on with the same ones. No scene comes twice.
 */
public final class PictureBatches {

  /** Errors of a detector's boxes after smoothing, as shares of the box: its place and its size. */
  private static final double PLACE_ERROR = 0.035;

  private static final double SIZE_ERROR = 0.06;

  private final int side;
  private final int batch;
  private final int perScene;
  private final long seed;
  private final Scene.Bodies bodies;

  /**
   * @param side of a crop, in pixels
   * @param batch pictures per batch
   * @param perScene pictures of one scene, at moments of their own; divides {@code batch}
   */
  public PictureBatches(int side, int batch, int perScene, long seed, Scene.Bodies bodies) {
    CropSizes.require(side);
    if (perScene < 1 || batch < perScene || batch % perScene != 0) {
      throw new IllegalArgumentException(
          "%d pictures per scene do not divide a batch of %d".formatted(perScene, batch));
    }
    this.side = side;
    this.batch = batch;
    this.perScene = perScene;
    this.seed = seed;
    this.bodies = bodies;
  }

  /** Pictures of one batch. */
  public int size() {
    return batch;
  }

  /**
   * A batch of training pictures.
   *
   * @param number of the batch
   * @param surroundings 1 for scenes as they are; less for easier ones, see {@link
   *     CaptureSettings#calm}
   */
  public PictureBatch train(long number, double surroundings) {
    CaptureSettings filming =
        surroundings < 1 ? CaptureSettings.STANDARD.calm(surroundings) : CaptureSettings.STANDARD;
    PicturePages pages = new PicturePages(batch, side);
    SceneRenderer renderer = new SceneRenderer(side, side);
    int scenes = batch / perScene;
    for (int s = 0; s < scenes; s++) {
      SceneKey key =
          new SceneKey(
              SimulatedSplit.TRAIN, SimulatedSplit.TRAIN.seconds(), seed, number * scenes + s);
      Scene scene = Scene.of(key, filming, bodies);
      RandomStream draws = key.draws(Purpose.BOX);
      for (int picture = 0; picture < perScene; picture++) {
        SceneMoment moment = scene.at(draws.uniform(0, key.seconds()));
        pages.add(renderer, moment, mistaken(square(moment), draws));
      }
    }
    return pages.batch();
  }

  /**
   * Pictures of one clip in the order of time, cropped by true boxes.
   *
   * @param key of its scene
   * @param frames how many
   */
  public PictureBatch clip(SceneKey key, int frames, double framesPerSecond) {
    CaptureSettings.STANDARD.requireRate(framesPerSecond);
    PicturePages pages = new PicturePages(frames, side);
    SceneRenderer renderer = new SceneRenderer(side, side);
    Scene scene = Scene.of(key, CaptureSettings.STANDARD, bodies);
    for (int t = 0; t < frames; t++) {
      SceneMoment moment = scene.at(t / framesPerSecond);
      pages.add(renderer, moment, square(moment));
    }
    return pages.batch();
  }

  private static Box square(SceneMoment moment) {
    return moment.box().square().scaled(CropSizes.ENLARGED);
  }

  private static Box mistaken(Box box, RandomStream draws) {
    double side = box.width();
    return box.moved(PLACE_ERROR * side * draws.normal(), PLACE_ERROR * side * draws.normal())
        .scaled(StrictMath.exp(SIZE_ERROR * draws.normal()));
  }
}
