package hmrbench.scene;

import hmrbench.body.BodyArrays;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.SmplTrack;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.picture.geometry.Box;
import hmrbench.picture.image.Picture;
import java.util.ArrayList;
import java.util.List;

/**
 * A film of one or more people, and what is true of each of them in every frame: the whole picture
 * of the camera that crops are cut out of elsewhere. People, looks and places are of the validation
 * split, whose scenes no network is trained on, under numbers that the data set of it does not
 * reach.
 */
public final class FilmedPeople {

  /** Numbers of scenes from here on are of films alone. */
  private static final long FIRST_NUMBER = 9600;

  /** Films take their turn at the split's people and activities. */
  private static final long NUMBERS = 96;

  private static final double SHORTEST_SECONDS = 0.5;
  private static final double LONGEST_SECONDS = 60;

  private final Scene.Bodies bodies;
  private final Asked asked;

  /**
   * What is to be filmed.
   *
   * @param people how many, 1 to {@link Scene#MOST_PEOPLE}
   * @param crossing whether they change places
   * @param seconds how long the film is, 0.5 to 60
   * @param framesPerSecond its rate, in hertz
   * @param seed everything that is random follows from it
   * @param filming size of the picture and shutter
   */
  public record Asked(
      int people,
      boolean crossing,
      double seconds,
      double framesPerSecond,
      long seed,
      CaptureSettings filming) {

    public Asked {
      if (people < 1 || people > Scene.MOST_PEOPLE) {
        throw Fault.asked("a film is of 1 to %d people, got %d", Scene.MOST_PEOPLE, people);
      }
      if (!(seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS)) {
        throw Fault.asked(
            "a film takes %s to %s seconds, got %s", SHORTEST_SECONDS, LONGEST_SECONDS, seconds);
      }
      filming.requireRate(framesPerSecond);
    }

    /** Frames of the film. */
    public int frames() {
      return Math.max(1, (int) Math.round(seconds * framesPerSecond));
    }
  }

  /**
   * What is true of someone, one row per frame.
   *
   * @param boxes upright, around the whole person, seen or hidden, in pixels of the picture
   * @param smpl pose in axes of the camera, shape, and the weak-perspective camera of {@link #crop}
   * @param joints SMPL's joints [T, 24, 3] from the camera, in its axes, in metres
   */
  public record Truth(List<Box> boxes, SmplTrack smpl, FloatGrid joints) {
    public Truth {
      boxes = List.copyOf(boxes);
    }

    /** The square that an official program would cut out in a frame, had it the true box. */
    public Box crop(int frame) {
      return cropOf(boxes.get(frame));
    }
  }

  /**
   * @param bodies that are drawn
   */
  public FilmedPeople(Asked asked, Scene.Bodies bodies) {
    this.asked = asked;
    this.bodies = bodies;
  }

  public Asked asked() {
    return asked;
  }

  private static Box cropOf(Box box) {
    return box.square().scaled(CropSizes.ENLARGED);
  }

  /** The scene, with room of its own. */
  Scene scene() {
    long number = FIRST_NUMBER + Math.floorMod(asked.seed(), NUMBERS);
    SceneKey key = new SceneKey(SimulatedSplit.VALIDATION, asked.seconds(), asked.seed(), number);
    return Scene.ofPeople(key, asked.people(), asked.crossing(), asked.filming(), bodies);
  }

  private SceneMoment moment(Scene scene, int frame) {
    return scene.at(frame / asked.framesPerSecond());
  }

  /** Draws frames. Not for two threads at once; each may have its own. */
  public final class Camera {
    private final Scene scene = scene();
    private final SceneRenderer renderer =
        new SceneRenderer(asked.filming().width(), asked.filming().height());

    private Camera() {}

    /** A frame, from 0. */
    public Picture take(int frame) {
      return renderer.draw(moment(scene, frame), SceneView.whole(scene.camera())).picture();
    }
  }

  /** A camera of one's own. */
  public Camera camera() {
    return new Camera();
  }

  /** Focal length of the camera, in pixels; it looks at the middle of its picture. */
  public double focalPixels() {
    return scene().camera().focalPixels();
  }

  /** What is true of each of the people. */
  public List<Truth> truth() {
    Scene scene = scene();
    List<Rows> rows = new ArrayList<>();
    for (int person = 0; person < scene.people(); person++) {
      rows.add(new Rows(asked.frames()));
    }
    for (int frame = 0; frame < asked.frames(); frame++) {
      SceneMoment first = moment(scene, frame);
      for (int person = 0; person < scene.people(); person++) {
        rows.get(person).add(first.of(person), frame);
      }
    }
    return rows.stream().map(Rows::truth).toList();
  }

  /** Room for the truth of someone. */
  private static final class Rows {
    private final List<Box> boxes = new ArrayList<>();
    private final float[] rotations;
    private final float[] betas;
    private final float[] cameras;
    private final float[] joints;

    Rows(int frames) {
      rotations = new float[frames * BodyArrays.JOINTS * 9];
      betas = new float[frames * BodyArrays.SHAPES];
      cameras = new float[frames * 3];
      joints = new float[frames * BodyArrays.JOINTS * 3];
    }

    void add(SceneMoment moment, int frame) {
      Box box = moment.box();
      boxes.add(box);
      copy(moment.rotations(), rotations, frame);
      copy(moment.betas(), betas, frame);
      copy(moment.cropCamera(cropOf(box)), cameras, frame);
      copy(moment.joints(), joints, frame);
    }

    private static void copy(double[] from, float[] to, int row) {
      for (int i = 0; i < from.length; i++) {
        to[row * from.length + i] = (float) from[i];
      }
    }

    Truth truth() {
      int frames = boxes.size();
      return new Truth(
          boxes,
          new SmplTrack(
              FloatGrid.owning(rotations, frames, BodyArrays.JOINTS, 3, 3),
              FloatGrid.owning(betas, frames, BodyArrays.SHAPES),
              FloatGrid.owning(cameras, frames, 3)),
          FloatGrid.owning(joints, frames, BodyArrays.JOINTS, 3));
    }
  }
}
