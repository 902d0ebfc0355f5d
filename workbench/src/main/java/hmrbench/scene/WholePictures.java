package hmrbench.scene;

import hmrbench.core.FloatGrid;
import hmrbench.data.sim.RandomStream;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.picture.geometry.Box;
import hmrbench.picture.image.Picture;
import hmrbench.picture.people.PeopleMaps;
import hmrbench.picture.people.ShrunkPicture;
import java.util.ArrayList;
import java.util.List;

/**
 * Small whole pictures of none to three people, batch after batch without end, each a pure function
 * of its number. They are drawn in their own pixels, where a film would be shrunk. No scene comes
 * twice, and a batch has one shape: lying or standing, narrow or wide.
 */
public final class WholePictures {

  /** Shapes of pictures, width to height, as films and photographs have them. */
  private static final int[][] SHAPES = {{16, 9}, {16, 9}, {4, 3}, {3, 4}, {9, 16}};

  /** Someone of whom less is seen is not to be found, as a share of their vertices. */
  private static final double LEAST_SEEN = 0.25;

  private final int side;
  private final int batch;
  private final long seed;
  private final Scene.Bodies bodies;

  /**
   * @param side the longer side of a picture, in pixels
   * @param batch pictures per batch
   * @param seed of the scenes
   */
  public WholePictures(int side, int batch, long seed, Scene.Bodies bodies) {
    this.side = side;
    this.batch = batch;
    this.seed = seed;
    this.bodies = bodies;
  }

  /**
   * A batch of pictures of a split.
   *
   * @param split whose people, looks, places and cameras
   * @param number of the batch
   * @param surroundings 1 for scenes as they are; less for easier ones, see {@link
   *     CaptureSettings#calm}
   */
  public WholePictureBatch batch(SimulatedSplit split, long number, double surroundings) {
    ShrunkPicture shape = shape(split, number);
    CaptureSettings usual = CaptureSettings.STANDARD;
    CaptureSettings filming =
        new CaptureSettings(
            shape.width(), shape.height(), usual.shutter(), usual.samples(), true, 1);
    SceneRenderer renderer = new SceneRenderer(shape.width(), shape.height());
    float[] pixels = new float[batch * 3 * shape.filledHeight() * shape.filledWidth()];
    List<FloatGrid> targets = new ArrayList<>();
    List<List<Box>> people = new ArrayList<>();
    for (int picture = 0; picture < batch; picture++) {
      SceneKey key = new SceneKey(split, split.seconds(), seed, number * batch + picture);
      CaptureSettings seen = surroundings < 1 ? filming.calm(surroundings) : filming;
      Scene scene = Scene.ofCrowd(key, seen, bodies);
      double moment = key.draws(Purpose.BOX).uniform(0, key.seconds());
      scene.place(moment);
      Picture drawn = renderer.draw(scene, moment, SceneView.whole(scene.camera()));
      shape.write(drawn, pixels, picture * pixels.length / batch);
      people.add(boxes(scene, moment, renderer));
      targets.add(
          PeopleMaps.target(people.get(picture), shape.filledWidth(), shape.filledHeight())
              .reshape(
                  1,
                  PeopleMaps.TARGETS,
                  shape.filledHeight() / PeopleMaps.STRIDE,
                  shape.filledWidth() / PeopleMaps.STRIDE));
    }
    return new WholePictureBatch(
        FloatGrid.owning(pixels, batch, 3, shape.filledHeight(), shape.filledWidth()),
        FloatGrid.stacked(targets),
        people);
  }

  /** All pictures of a batch have one shape, that of its first scene. */
  private ShrunkPicture shape(SimulatedSplit split, long number) {
    SceneKey key = new SceneKey(split, split.seconds(), seed, number * batch);
    RandomStream draws = key.draws(Purpose.SHAPE);
    int[] shape = SHAPES[draws.below(SHAPES.length)];
    return ShrunkPicture.of(shape[0] * side, shape[1] * side, side);
  }

  private static List<Box> boxes(Scene scene, double moment, SceneRenderer renderer) {
    List<Box> boxes = new ArrayList<>();
    for (int person = 0; person < scene.people(); person++) {
      if (renderer.uncovered(scene.objects().get(person)) >= LEAST_SEEN) {
        boxes.add(new SceneMoment(scene, person, moment).box());
      }
    }
    return boxes;
  }
}
