package hmrbench.data.sim;

import hmrbench.data.BodyMotion;
import java.util.Locale;
import java.util.Map;

/**
 * A person of the simulated benchmark and what they do, as a function of time, without a camera:
 * upright axes (x to the person's left in the rest pose, y up). The same seed, split and number
 * give the person and the performance of the data set's clip. Not for two threads at once.
 */
public final class PersonMotion implements BodyMotion {

  private final SequencePlan plan;
  private final SimulatedMotion motion;
  private final CameraView view;
  private final double[] turn = new double[9];
  private final double[] root = new double[9];

  private PersonMotion(SequencePlan plan) {
    this.plan = plan;
    this.motion = new SimulatedMotion(plan.seed(), plan.activity(), plan.next(), plan.seconds());
    this.view = CameraView.drawn(plan.seed());
  }

  /**
   * The person of the sequence with this number.
   *
   * @param seconds over which pauses and changes are spread
   */
  public static PersonMotion of(SimulatedSplit split, double seconds, long seed, long number) {
    return new PersonMotion(SequencePlan.of(split, seconds, seed, number));
  }

  /** The name of the sequence with this number. */
  public static String nameOf(SimulatedSplit split, double seconds, long seed, long number) {
    return SequencePlan.of(split, seconds, seed, number).name();
  }

  /** What is known of the sequence, as the simulated set's clips say it. */
  public Map<String, String> tags() {
    return SimulatedClips.tags(plan);
  }

  /** The person, unique to the split. */
  public String subject() {
    return plan.subject();
  }

  /** What they do, and what they go over to. */
  public String activity() {
    return plan.next()
        .map(next -> String.format(Locale.ROOT, "%s, then %s", plan.activity().name(), next.name()))
        .orElse(plan.activity().name());
  }

  /** Whether training does not show this activity. */
  public boolean heldOut() {
    return plan.heldOut();
  }

  /** The key that everything random about the performance follows from. */
  public long key() {
    return plan.seed();
  }

  @Override
  public double[] betas() {
    return plan.betaArray();
  }

  @Override
  public void rotations(double seconds, double[] rotations) {
    motion.rotations(seconds, rotations);
    view.turn(seconds, turn);
    System.arraycopy(rotations, 0, root, 0, 9);
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        rotations[row * 3 + column] =
            turn[row] * root[column]
                + turn[3 + row] * root[3 + column]
                + turn[6 + row] * root[6 + column];
      }
    }
  }
}
