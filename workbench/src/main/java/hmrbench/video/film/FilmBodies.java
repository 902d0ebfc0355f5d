package hmrbench.video.film;

import hmrbench.body.BodyModel;
import hmrbench.body.JointRecipe;
import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointTrack;
import hmrbench.core.SmplTrack;
import hmrbench.video.draw.Surface;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The bodies in which people are drawn: a mesh where a body model gives the very joints that were
 * recorded, else a skeleton of these joints. Whatever axes the records have, what comes out has y
 * pointing down and z away. May be shared between threads.
 */
final class FilmBodies {

  /** A body that misses the recorded joints by more is another body. */
  private static final double SAME_BODY_METRES = 0.002;

  /** Frames on which that is tried. */
  private static final int TRIED = 5;

  private static final List<Joint> HIGH =
      List.of(Joint.HEAD, Joint.HEADTOP, Joint.NECK, Joint.NECK_LSP, Joint.LEFT_SHOULDER);
  private static final List<Joint> LOW =
      List.of(Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE, Joint.LEFT_KNEE);

  private final Optional<BodyModel> body;
  private final Optional<Surface> surface;
  private final float down;

  /** No one reaches further from their own hips, nor is seen further from a camera's middle. */
  private static final double FARTHEST_METRES = 10;

  /** No one is further from the origin of a recording. */
  private static final double FARTHEST_ROOT_METRES = 10_000;

  private static final double LARGEST_SCALE = 100;

  /** Joints of the bodies [T, 24, 3], the root first. */
  private final IdentityHashMap<FilmPerson, FloatGrid> joints = new IdentityHashMap<>();

  private FilmBodies(Optional<BodyModel> body, List<FilmPerson> people, float down) {
    this.body = body;
    this.surface = body.map(it -> Surface.of(it.arrays().faces(), it.arrays().vertices()));
    this.down = down;
    for (FilmPerson person : people) {
      if (body.isPresent() && person.smpl().isPresent()) {
        SmplTrack track = person.smpl().get();
        joints.put(person, body.get().joints(track, JointRecipe.SMPL24, 1).metres());
      }
    }
  }

  /**
   * Chooses the body for a clip.
   *
   * @param bodies candidates, the first that fits is taken
   */
  static FilmBodies of(RecordedClip clip, List<BodyModel> bodies) {
    FilmPerson known = clip.models().get(0);
    List<FilmPerson> people = new ArrayList<>(clip.models());
    people.add(clip.truth());
    return new FilmBodies(
        bodies.stream().filter(it -> fits(it, known)).findFirst(),
        people,
        isUp(clip.truth()) ? -1 : 1);
  }

  /** Whether somebody is where a body can be in a frame; no one else is drawn. */
  boolean isDrawable(FilmPerson person, int frame) {
    FloatGrid recorded = person.joints().metres();
    FloatGrid posed = joints.getOrDefault(person, recorded);
    return isNearRoot(recorded, frame) && isNearRoot(posed, frame) && hasCamera(person, frame);
  }

  private static boolean isNearRoot(FloatGrid metres, int frame) {
    for (int joint = 0; joint < metres.size(1); joint++) {
      for (int axis = 0; axis < 3; axis++) {
        double away = metres.at(frame, joint, axis) - metres.at(frame, 0, axis);
        if (!(Math.abs(away) <= FARTHEST_METRES
            && Math.abs(metres.at(frame, 0, axis)) <= FARTHEST_ROOT_METRES)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean hasCamera(FilmPerson person, int frame) {
    if (person.smpl().isEmpty()) {
      return true;
    }
    FloatGrid camera = person.smpl().get().camera();
    return Math.abs(camera.at(frame, 0)) <= LARGEST_SCALE
        && Math.abs(camera.at(frame, 1)) <= FARTHEST_METRES
        && Math.abs(camera.at(frame, 2)) <= FARTHEST_METRES;
  }

  /** Whether people with SMPL parameters have a mesh. */
  boolean hasMesh() {
    return body.isPresent();
  }

  private static boolean fits(BodyModel body, FilmPerson person) {
    if (person.smpl().isEmpty()) {
      return false;
    }
    int[] few = new int[Math.min(TRIED, person.joints().frames())];
    for (int i = 0; i < few.length; i++) {
      few[i] = i * (person.joints().frames() / few.length);
    }
    SmplTrack track = person.smpl().get().frames(few);
    FloatGrid made = body.joints(track, JointRecipe.SMPL24, 1).relativeToRoot().metres();
    JointTrack joints = person.joints().frames(few);
    FloatGrid recorded = joints.relativeToRoot().metres();
    int compared = 0;
    for (int frame = 0; frame < few.length; frame++) {
      // A pose that no body can have says nothing of which body it is.
      if (isNearRoot(made, frame) && isNearRoot(joints.metres(), frame)) {
        if (!isSame(made, recorded, frame)) {
          return false;
        }
        compared++;
      }
    }
    return compared > 0;
  }

  private static boolean isSame(FloatGrid made, FloatGrid recorded, int frame) {
    for (int joint = 0; joint < made.size(1); joint++) {
      for (int axis = 0; axis < 3; axis++) {
        double apart = made.at(frame, joint, axis) - recorded.at(frame, joint, axis);
        if (Math.abs(apart) > SAME_BODY_METRES) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether the records' y axis points up: heads lie above feet most of the time. */
  private static boolean isUp(FilmPerson truth) {
    JointTrack joints = truth.joints();
    int head = column(joints, HIGH);
    int foot = column(joints, LOW);
    int up = 0;
    for (int t = 0; t < joints.frames(); t++) {
      up += joints.metres().at(t, head, 1) > joints.metres().at(t, foot, 1) ? 1 : -1;
    }
    return up > 0;
  }

  private static int column(JointTrack joints, List<Joint> candidates) {
    return candidates.stream()
        .filter(joints.joints()::contains)
        .findFirst()
        .map(joints.joints()::indexOf)
        .orElse(0);
  }

  /**
   * A person in one frame: the vertices of a mesh, or joints.
   *
   * @param surface of the mesh; empty where {@code metres} are joints
   * @param metres [1, V or J, 3]
   */
  record Figure(Optional<Surface> surface, FloatGrid metres) {}

  /** A person as recorded, with the root in the origin. */
  Figure rooted(FilmPerson person, int frame) {
    FloatGrid posed = joints.get(person);
    if (posed == null || body.isEmpty() || person.smpl().isEmpty()) {
      JointTrack recorded = person.joints().frames(frame).relativeToRoot();
      return new Figure(Optional.empty(), turned(recorded.metres(), new float[3]));
    }
    SmplTrack track = person.smpl().get().frames(frame);
    float[] origin = {posed.at(frame, 0, 0), posed.at(frame, 0, 1), posed.at(frame, 0, 2)};
    return new Figure(surface, turned(body.get().vertices(track), origin));
  }

  /** A person where their own camera has them, in metres of that camera. */
  Figure placed(FilmPerson person, int frame) {
    if (body.isEmpty() || person.smpl().isEmpty()) {
      return rooted(person, frame);
    }
    SmplTrack track = person.smpl().get().frames(frame);
    FloatGrid camera = track.camera();
    float[] origin = {-camera.at(0, 1), -camera.at(0, 2), 0};
    return new Figure(surface, turned(body.get().vertices(track), origin));
  }

  private FloatGrid turned(FloatGrid metres, float[] origin) {
    float[] values = metres.toArray();
    for (int at = 0; at < values.length; at += 3) {
      values[at] -= origin[0];
      values[at + 1] = down * (values[at + 1] - origin[1]);
      values[at + 2] = down * (values[at + 2] - origin[2]);
    }
    return FloatGrid.owning(values, metres.shape());
  }
}
