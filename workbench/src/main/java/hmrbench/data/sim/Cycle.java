package hmrbench.data.sim;

import hmrbench.core.Joint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An activity that repeats itself: every angle is the standing pose plus an offset and two
 * harmonics of a common phase, whose speed drifts and may pause.
 *
 * @param name what it is called in tags
 * @param group which splits have it
 * @param lowHertz slowest cycle
 * @param highHertz fastest cycle
 * @param swings what each angle does
 */
record Cycle(
    String name, ActivityGroup group, double lowHertz, double highHertz, List<Swing> swings)
    implements Activity {

  private static final double TURN = 2 * Math.PI;

  /** Seconds over which a pause begins, and over which it ends. */
  private static final double PAUSE_RAMP = 0.6;

  Cycle {
    swings = List.copyOf(swings);
  }

  /**
   * One angle over a cycle: offset + a1 sin(phase + p1) + a2 sin(2 phase + p2), in radians.
   *
   * @param angle index into the angles of a pose
   */
  record Swing(int angle, double offset, double a1, double p1, double a2, double p2) {}

  /** The activity without any swing yet. */
  static Cycle of(String name, ActivityGroup group, double lowHertz, double highHertz) {
    return new Cycle(name, group, lowHertz, highHertz, List.of());
  }

  /** With one more swing. */
  Cycle swing(Joint joint, int axis, double offset, double a1, double p1, double a2, double p2) {
    return with(new Swing(Pose.angle(joint, axis), offset, a1, p1, a2, p2));
  }

  /** With a swing of a left joint and its mirror image half a cycle later. */
  Cycle inTurn(Joint left, int axis, double offset, double a1, double p1, double a2, double p2) {
    double sign = mirrorSign(axis);
    return swing(left, axis, offset, a1, p1, a2, p2)
        .swing(right(left), axis, sign * offset, sign * a1, p1 + Math.PI, sign * a2, p2);
  }

  /** With a swing of a left joint and its mirror image at the same time. */
  Cycle together(Joint left, int axis, double offset, double a1, double p1, double a2, double p2) {
    double sign = mirrorSign(axis);
    return swing(left, axis, offset, a1, p1, a2, p2)
        .swing(right(left), axis, sign * offset, sign * a1, p1, sign * a2, p2);
  }

  private static double mirrorSign(int axis) {
    return axis == Pose.X ? 1 : -1;
  }

  private static Joint right(Joint left) {
    return Joint.valueOf(left.name().toUpperCase(Locale.ROOT).replace("LEFT", "RIGHT"));
  }

  private Cycle with(Swing swing) {
    List<Swing> more = new ArrayList<>(swings);
    more.add(swing);
    return new Cycle(name, group, lowHertz, highHertz, more);
  }

  @Override
  public EulerCurves perform(RandomStream draws, double seconds) {
    return new Performance(this, draws, seconds);
  }

  private static final class Performance implements EulerCurves {

    private final double[] standing = Pose.standing();
    private final double hertz;
    private final double startPhase;
    private final double driftDepth;
    private final double driftHertz;
    private final double driftPhase;
    private final boolean pauses;
    private final double pauseStart;
    private final double pauseSeconds;
    private final List<Swing> swings = new ArrayList<>();

    Performance(Cycle cycle, RandomStream draws, double seconds) {
      hertz = draws.uniform(cycle.lowHertz, cycle.highHertz);
      startPhase = draws.uniform(0, TURN);
      driftDepth = draws.uniform(0, 0.35);
      driftHertz = draws.uniform(0.08, 0.25);
      driftPhase = draws.uniform(0, TURN);
      pauses = draws.uniform() < 0.5;
      pauseStart = draws.uniform(0.15, 0.75) * seconds - PAUSE_RAMP;
      pauseSeconds = draws.uniform(0.3, 1.2);
      double size = draws.uniform(0.75, 1.25);
      for (Swing swing : cycle.swings) {
        double gain = size * draws.uniform(0.8, 1.2);
        swings.add(
            new Swing(
                swing.angle,
                swing.offset * draws.uniform(0.85, 1.15),
                gain * swing.a1,
                swing.p1 + 0.15 * draws.normal(),
                gain * swing.a2,
                swing.p2 + 0.15 * draws.normal()));
      }
    }

    /** The cycle's own clock: it drifts, never runs backwards, and may stand still for a while. */
    private double clock(double seconds) {
      double drift = driftDepth / (TURN * driftHertz);
      double clock = seconds + drift * StrictMath.sin(TURN * driftHertz * seconds + driftPhase);
      if (pauses) {
        double since = (seconds - pauseStart) / PAUSE_RAMP;
        clock -=
            PAUSE_RAMP
                * (Ease.integral(since) - Ease.integral(since - 1 - pauseSeconds / PAUSE_RAMP));
      }
      return clock;
    }

    @Override
    public void at(double seconds, double[] angles) {
      System.arraycopy(standing, 0, angles, 0, angles.length);
      double phase = TURN * hertz * clock(seconds) + startPhase;
      for (Swing swing : swings) {
        double value = swing.offset;
        if (swing.a1 != 0) {
          value += swing.a1 * StrictMath.sin(phase + swing.p1);
        }
        if (swing.a2 != 0) {
          value += swing.a2 * StrictMath.sin(2 * phase + swing.p2);
        }
        angles[swing.angle] += value;
      }
      Pose.limit(angles);
    }
  }
}
