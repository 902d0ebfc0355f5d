package hmrbench.core;

import hmrbench.core.world.RootMotion;
import java.util.Optional;

/**
 * What a model predicts for a clip, one row per row of the window plan.
 *
 * @param smpl SMPL parameters of R rows; meaningless where {@code joints} are given
 * @param attention weights of past, current and future [R, 3], where the model has them; they sum
 *     to 1; NaN for a branch that the model does not have
 * @param joints positions of R rows from a program that predicts no body; then no body is posed
 * @param root how the body moves through the world, row by row, where the model says
 */
public record Prediction(
    SmplTrack smpl,
    Optional<FloatGrid> attention,
    Optional<JointTrack> joints,
    Optional<RootMotion> root) {

  public Prediction {
    attention.ifPresent(
        weights -> {
          if (weights.rank() != 2 || weights.size(0) != smpl.frames() || weights.size(1) != 3) {
            throw new IllegalArgumentException(
                "attention must be [%d, 3], got %s".formatted(smpl.frames(), weights));
          }
        });
    joints.ifPresent(
        track -> {
          if (track.frames() != smpl.frames()) {
            throw new IllegalArgumentException(
                "joints must have %d rows, got %d".formatted(smpl.frames(), track.frames()));
          }
        });
    root.ifPresent(
        motion -> {
          if (motion.frames() != smpl.frames()) {
            throw new IllegalArgumentException(
                "the root must have %d rows, got %d".formatted(smpl.frames(), motion.frames()));
          }
        });
  }

  /** Bodies, as networks give them. */
  public Prediction(SmplTrack smpl, Optional<FloatGrid> attention) {
    this(smpl, attention, Optional.empty(), Optional.empty());
  }

  /** Positions alone. */
  public static Prediction ofJoints(JointTrack joints) {
    int rows = joints.frames();
    SmplTrack none =
        new SmplTrack(
            FloatGrid.zeros(rows, 24, 3, 3), FloatGrid.zeros(rows, 10), FloatGrid.zeros(rows, 3));
    return new Prediction(none, Optional.empty(), Optional.of(joints), Optional.empty());
  }

  /** The same with a root that moves through the world. */
  public Prediction withRoot(RootMotion motion) {
    return new Prediction(smpl, attention, joints, Optional.of(motion));
  }

  /** Number of rows, R. */
  public int rows() {
    return smpl.frames();
  }
}
