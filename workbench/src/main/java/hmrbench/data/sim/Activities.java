package hmrbench.data.sim;

import static hmrbench.core.Joint.HEAD;
import static hmrbench.core.Joint.LEFT_ANKLE;
import static hmrbench.core.Joint.LEFT_ELBOW;
import static hmrbench.core.Joint.LEFT_HIP;
import static hmrbench.core.Joint.LEFT_KNEE;
import static hmrbench.core.Joint.LEFT_SHOULDER;
import static hmrbench.core.Joint.PELVIS;
import static hmrbench.core.Joint.RIGHT_ANKLE;
import static hmrbench.core.Joint.RIGHT_ELBOW;
import static hmrbench.core.Joint.RIGHT_HIP;
import static hmrbench.core.Joint.RIGHT_KNEE;
import static hmrbench.core.Joint.RIGHT_SHOULDER;
import static hmrbench.core.Joint.RIGHT_WRIST;
import static hmrbench.core.Joint.SPINE1;
import static hmrbench.core.Joint.SPINE2;
import static hmrbench.core.Joint.SPINE3;
import static hmrbench.data.sim.ActivityGroup.SEEN;
import static hmrbench.data.sim.ActivityGroup.TEST_ONLY;
import static hmrbench.data.sim.ActivityGroup.VALIDATION_ONLY;
import static hmrbench.data.sim.Pose.X;
import static hmrbench.data.sim.Pose.Y;
import static hmrbench.data.sim.Pose.Z;

import java.util.List;

/**
 * Every activity, with its offsets, amplitudes and phases in radians: numbers of our own. What is
 * held out for validation differs from what is held out for the test, so that a choice made on
 * validation has not seen the test.
 */
final class Activities {

  private static final Activity WALK =
      Cycle.of("walk", SEEN, 0.75, 1.05)
          .inTurn(LEFT_HIP, X, -0.12, 0.42, 0, 0.05, 0.6)
          .inTurn(LEFT_KNEE, X, 0.42, 0.36, -2.1, 0.2, -0.6)
          .inTurn(LEFT_ANKLE, X, 0.02, 0.18, 2.2, 0.1, 0)
          .inTurn(LEFT_SHOULDER, X, 0, 0.38, Math.PI, 0, 0)
          .inTurn(LEFT_ELBOW, Y, -0.25, 0.18, 0, 0, 0)
          .swing(PELVIS, Y, 0, 0.08, 0, 0, 0)
          .swing(PELVIS, Z, 0, 0.04, 0.5, 0, 0)
          .swing(SPINE1, Y, 0, 0.06, Math.PI, 0, 0)
          .swing(SPINE3, Y, 0, 0.1, Math.PI, 0, 0)
          .swing(PELVIS, X, 0.03, 0, 0, 0.02, 0);

  private static final Activity RUN =
      Cycle.of("run", SEEN, 1.15, 1.5)
          .inTurn(LEFT_HIP, X, -0.35, 0.62, 0, 0.08, 0.6)
          .inTurn(LEFT_KNEE, X, 0.75, 0.6, -2, 0.2, -0.5)
          .inTurn(LEFT_ANKLE, X, 0.05, 0.25, 2.2, 0.1, 0)
          .inTurn(LEFT_SHOULDER, X, 0.1, 0.62, Math.PI, 0, 0)
          .inTurn(LEFT_ELBOW, Y, -1.25, 0.2, 0, 0, 0)
          .swing(PELVIS, Y, 0, 0.1, 0, 0, 0)
          .swing(SPINE1, Y, 0, 0.1, Math.PI, 0, 0)
          .swing(SPINE3, Y, 0, 0.15, Math.PI, 0, 0)
          .swing(PELVIS, X, 0.12, 0, 0, 0.03, 0);

  private static final Activity SQUAT =
      Cycle.of("squat", SEEN, 0.4, 0.65)
          .together(LEFT_HIP, X, -0.75, 0.7, Math.PI / 2, 0.08, 0)
          .together(LEFT_KNEE, X, 0.85, 0.8, -Math.PI / 2, 0, 0)
          .together(LEFT_ANKLE, X, -0.25, 0.22, Math.PI / 2, 0, 0)
          .together(LEFT_SHOULDER, X, -0.75, 0.7, Math.PI / 2, 0, 0)
          .together(LEFT_HIP, Z, 0.12, 0.06, -Math.PI / 2, 0, 0)
          .swing(PELVIS, X, 0.22, 0.2, -Math.PI / 2, 0, 0)
          .swing(SPINE1, X, 0.12, 0.1, -Math.PI / 2, 0, 0)
          .swing(HEAD, X, -0.1, 0.1, 0, 0, 0);

  private static final Activity WAVE =
      Cycle.of("wave", SEEN, 1.2, 2)
          .swing(RIGHT_SHOULDER, Z, -1.5, 0.12, 0, 0, 0)
          .swing(RIGHT_SHOULDER, X, -0.3, 0.1, 1, 0, 0)
          .swing(RIGHT_ELBOW, Y, 0.9, 0.55, 0, 0.1, 0)
          .swing(RIGHT_WRIST, Y, 0, 0.25, 0.7, 0, 0)
          .swing(LEFT_SHOULDER, X, 0, 0.08, 0, 0, 0)
          .swing(SPINE3, Y, 0.08, 0.05, 0, 0, 0)
          .swing(PELVIS, Z, 0, 0.03, 0, 0, 0)
          .swing(HEAD, Y, 0.1, 0.1, 0.3, 0, 0);

  private static final Activity BOX =
      Cycle.of("box", SEEN, 1.1, 1.7)
          .inTurn(LEFT_SHOULDER, X, -0.85, 0.45, 0, 0.2, 0.5)
          .inTurn(LEFT_ELBOW, Y, -1.35, 0.75, Math.PI, 0.15, 0.3)
          .inTurn(LEFT_HIP, X, -0.2, 0.1, 0, 0, 0)
          .inTurn(LEFT_KNEE, X, 0.4, 0.12, 0, 0, 0)
          .swing(LEFT_SHOULDER, Z, 0.35, 0, 0, 0, 0)
          .swing(RIGHT_SHOULDER, Z, -0.35, 0, 0, 0, 0)
          .swing(PELVIS, Y, 0.35, 0.18, 0, 0.05, 0)
          .swing(SPINE3, Y, 0, 0.25, 0, 0.05, 0)
          .swing(SPINE1, X, 0.12, 0.04, 0, 0, 0)
          .swing(HEAD, Y, -0.2, 0.15, Math.PI, 0, 0);

  private static final Activity REACH =
      Cycle.of("reach", SEEN, 0.4, 0.7)
          .swing(LEFT_SHOULDER, X, -0.9, 0.75, 0, 0.2, 1)
          .swing(LEFT_SHOULDER, Z, 0.3, 0.25, 0.7, 0, 0)
          .swing(LEFT_ELBOW, Y, -0.6, 0.45, 2, 0, 0)
          .swing(SPINE1, X, 0.25, 0.22, 0, 0.05, 0)
          .swing(SPINE3, Y, -0.1, 0.3, 0.4, 0, 0)
          .swing(LEFT_HIP, X, -0.2, 0.2, 0, 0, 0)
          .swing(RIGHT_HIP, X, -0.2, 0.2, 0, 0, 0)
          .swing(LEFT_KNEE, X, 0.25, 0.2, 0, 0, 0)
          .swing(RIGHT_KNEE, X, 0.25, 0.2, 0, 0, 0)
          .swing(HEAD, X, 0.15, 0.2, 0, 0, 0)
          .swing(RIGHT_SHOULDER, X, 0.1, 0.15, 0, 0, 0);

  private static final Activity DANCE =
      Cycle.of("dance", SEEN, 0.9, 1.4)
          .inTurn(LEFT_HIP, X, -0.25, 0.28, 0, 0.1, 0)
          .inTurn(LEFT_HIP, Z, 0.1, 0.15, 0.8, 0, 0)
          .inTurn(LEFT_KNEE, X, 0.45, 0.3, -1.9, 0.15, 0)
          .inTurn(LEFT_SHOULDER, Z, 0.7, 0.5, 0.4, 0.15, 0)
          .inTurn(LEFT_SHOULDER, X, -0.2, 0.35, 1.5, 0, 0)
          .inTurn(LEFT_ELBOW, Y, -0.9, 0.45, 1.1, 0.15, 0)
          .swing(PELVIS, Y, 0, 0.4, 0.5, 0.1, 0)
          .swing(PELVIS, Z, 0, 0.1, 0, 0, 0)
          .swing(SPINE1, Z, 0, 0.12, 1, 0, 0)
          .swing(SPINE3, Y, 0, 0.2, 2, 0.05, 0)
          .swing(HEAD, Y, 0, 0.2, 1, 0, 0)
          .swing(HEAD, X, 0, 0.1, 0, 0.08, 0);

  private static final Activity SWAY =
      Cycle.of("sway", SEEN, 0.4, 0.8)
          .swing(PELVIS, Z, 0, 0.08, 0, 0, 0)
          .swing(SPINE1, Z, 0, 0.1, 1, 0, 0)
          .swing(SPINE3, Y, 0, 0.25, 0, 0, 0)
          .swing(LEFT_SHOULDER, X, -0.4, 0.3, 0, 0.1, 0)
          .swing(RIGHT_SHOULDER, X, -0.4, 0.3, 1.2, 0.1, 0)
          .swing(LEFT_ELBOW, Y, -0.8, 0.35, 1, 0, 0)
          .swing(RIGHT_ELBOW, Y, 0.8, 0.35, 2, 0, 0)
          .swing(HEAD, Y, 0, 0.4, 0.5, 0.1, 0);

  private static final Activity LUNGE =
      Cycle.of("lunge", TEST_ONLY, 0.4, 0.65)
          .swing(LEFT_HIP, X, -0.6, 0.55, Math.PI / 2, 0.1, 0)
          .swing(RIGHT_HIP, X, 0.05, 0.2, -Math.PI / 2, 0, 0)
          .swing(LEFT_KNEE, X, 0.65, 0.6, -Math.PI / 2, 0.05, 0)
          .swing(RIGHT_KNEE, X, 0.5, 0.4, -Math.PI / 2, 0, 0)
          .swing(PELVIS, X, 0.1, 0.08, 0, 0, 0)
          .swing(LEFT_SHOULDER, X, -0.2, 0.3, 0, 0, 0)
          .swing(RIGHT_SHOULDER, X, -0.2, 0.3, Math.PI, 0, 0)
          .swing(LEFT_ELBOW, Y, -0.6, 0.2, 0, 0, 0)
          .swing(RIGHT_ELBOW, Y, 0.6, 0.2, 0, 0, 0);

  private static final Activity JACK =
      Cycle.of("jack", TEST_ONLY, 0.8, 1.1)
          .together(LEFT_SHOULDER, Z, 1.1, 1.1, 0, 0, 0)
          .together(LEFT_HIP, Z, 0.18, 0.18, 0, 0, 0)
          .together(LEFT_KNEE, X, 0.2, 0.12, 0, 0.1, 1)
          .together(LEFT_HIP, X, -0.1, 0.08, 0, 0.05, 1)
          .together(LEFT_ELBOW, Y, -0.15, 0.1, 0, 0, 0)
          .swing(SPINE1, X, 0.03, 0.03, 0, 0, 0);

  private static final Activity THROW =
      Cycle.of("throw", TEST_ONLY, 0.6, 0.9)
          .swing(RIGHT_SHOULDER, Z, -0.9, 0.5, 0, 0.2, 1)
          .swing(RIGHT_SHOULDER, X, -0.4, 0.8, 0.6, 0.3, 2)
          .swing(RIGHT_ELBOW, Y, 1.1, 0.6, 2.4, 0.2, 0)
          .swing(SPINE3, Y, 0, 0.4, 0.3, 0.1, 0)
          .swing(PELVIS, Y, 0, 0.3, 0, 0, 0)
          .swing(LEFT_HIP, X, -0.35, 0.3, 0.4, 0, 0)
          .swing(LEFT_KNEE, X, 0.4, 0.25, 1, 0, 0)
          .swing(RIGHT_KNEE, X, 0.2, 0.12, 2, 0, 0)
          .swing(LEFT_SHOULDER, X, -0.3, 0.3, Math.PI, 0, 0)
          .swing(LEFT_ELBOW, Y, -0.6, 0.2, 1, 0, 0)
          .swing(SPINE1, X, 0.1, 0.15, 0.5, 0, 0);

  private static final Activity KICK =
      Cycle.of("kick", VALIDATION_ONLY, 0.6, 0.9)
          .swing(RIGHT_HIP, X, -0.45, 0.65, 0, 0.12, 0.5)
          .swing(RIGHT_KNEE, X, 0.6, 0.5, -1.2, 0.12, 0)
          .swing(RIGHT_ANKLE, X, 0.05, 0.2, 0.8, 0, 0)
          .swing(LEFT_HIP, X, -0.1, 0.12, Math.PI, 0, 0)
          .swing(LEFT_KNEE, X, 0.25, 0.12, 1, 0, 0)
          .swing(PELVIS, X, -0.08, 0.08, 0, 0, 0)
          .swing(PELVIS, Y, 0, 0.15, 0.4, 0, 0)
          .swing(SPINE3, Y, 0, 0.2, Math.PI, 0.05, 0)
          .swing(LEFT_SHOULDER, X, -0.3, 0.35, 0, 0, 0)
          .swing(RIGHT_SHOULDER, X, 0.1, 0.3, Math.PI, 0, 0)
          .swing(LEFT_SHOULDER, Z, 0.35, 0.15, 0.6, 0, 0)
          .swing(LEFT_ELBOW, Y, -0.6, 0.2, 0, 0, 0)
          .swing(RIGHT_ELBOW, Y, 0.6, 0.2, 1, 0, 0);

  private static final Activity CRAWL_STROKE =
      Cycle.of("crawl-stroke", VALIDATION_ONLY, 0.5, 0.8)
          .inTurn(LEFT_SHOULDER, X, -1, 0.95, 0, 0.15, 0.4)
          .inTurn(LEFT_SHOULDER, Z, 0.35, 0.4, Math.PI / 2, 0, 0)
          .inTurn(LEFT_ELBOW, Y, -0.7, 0.4, 0.9, 0.1, 0)
          .inTurn(LEFT_HIP, X, -0.1, 0.12, 0, 0, 0)
          .inTurn(LEFT_KNEE, X, 0.2, 0.12, 0.5, 0, 0)
          .swing(SPINE1, X, 0.3, 0.05, 0, 0, 0)
          .swing(SPINE3, Y, 0, 0.3, 0.6, 0, 0)
          .swing(PELVIS, Y, 0, 0.12, 0.3, 0, 0)
          .swing(HEAD, Y, 0, 0.2, Math.PI, 0, 0);

  private static final Activity BOW =
      Cycle.of("bow", VALIDATION_ONLY, 0.3, 0.5)
          .swing(PELVIS, X, 0.25, 0.25, -Math.PI / 2, 0.04, 0)
          .swing(SPINE1, X, 0.3, 0.28, -Math.PI / 2, 0.05, 0)
          .swing(SPINE2, X, 0.15, 0.15, -Math.PI / 2, 0, 0)
          .swing(SPINE3, X, 0.15, 0.15, -Math.PI / 2, 0, 0)
          .together(LEFT_HIP, X, -0.45, 0.42, Math.PI / 2, 0.05, 0)
          .together(LEFT_KNEE, X, 0.2, 0.12, -Math.PI / 2, 0, 0)
          .together(LEFT_SHOULDER, X, -0.45, 0.5, Math.PI / 2, 0.1, 0.6)
          .together(LEFT_ELBOW, Y, -0.2, 0.15, 1, 0, 0)
          .swing(HEAD, X, 0.05, 0.2, 0, 0, 0)
          .swing(SPINE3, Y, 0, 0.1, 0.5, 0, 0);

  private static final List<Activity> ALL =
      List.of(
          WALK,
          RUN,
          SQUAT,
          WAVE,
          BOX,
          REACH,
          DANCE,
          SWAY,
          new KeyPoses(),
          LUNGE,
          JACK,
          THROW,
          KICK,
          CRAWL_STROKE,
          BOW);

  private Activities() {}

  /** Whether people get somewhere by it: a walk or a run. */
  static boolean travels(Activity activity) {
    return activity == WALK || activity == RUN;
  }

  /** The activities of a group, in a fixed order. */
  static List<Activity> of(ActivityGroup group) {
    return ALL.stream().filter(activity -> activity.group() == group).toList();
  }
}
