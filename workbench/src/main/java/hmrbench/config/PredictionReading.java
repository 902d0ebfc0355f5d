package hmrbench.config;

import hmrbench.core.Fixes;
import hmrbench.core.JointOrder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What the user states about a file of predictions that the file itself does not.
 *
 * @param joints the order of its joints
 * @param fps rate of its frames, in hertz
 * @param unit of its joints
 * @param angles unit of its axis-angle vectors
 * @param fixes what is changed about it before it is scored
 * @param meshMaps folder with matrices that turn meshes of other body models into SMPL's
 */
public record PredictionReading(
    Optional<JointOrder> joints,
    Optional<Double> fps,
    Unit unit,
    Angles angles,
    Fixes fixes,
    Optional<Path> meshMaps) {

  /** As documented: metres and radians. */
  public static final PredictionReading STANDARD =
      new PredictionReading(Optional.empty(), Optional.empty(), Unit.M, Angles.RADIANS);

  public PredictionReading {
    fps.ifPresent(rate -> BadValue.requirePositive("fps", rate));
  }

  /** What a user states about a file whose conventions are those of its data set. */
  public PredictionReading(
      Optional<JointOrder> joints, Optional<Double> fps, Unit unit, Angles angles) {
    this(joints, fps, unit, angles, Fixes.NONE, Optional.empty());
  }

  /** The same with other fixes. */
  public PredictionReading with(Fixes other) {
    return new PredictionReading(joints, fps, unit, angles, other, meshMaps);
  }

  /** The same with another unit of angles. */
  public PredictionReading with(Angles other) {
    return new PredictionReading(joints, fps, unit, other, fixes, meshMaps);
  }

  /** A unit of length. */
  public enum Unit {
    M(1),
    CM(0.01),
    MM(0.001);

    private final double metres;

    Unit(double metres) {
      this.metres = metres;
    }

    /** How many metres one is. */
    public double metres() {
      return metres;
    }

    /** As a config writes it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A unit of angles. */
  public enum Angles {
    RADIANS(1),
    DEGREES(Math.PI / 180);

    private final double radians;

    Angles(double radians) {
      this.radians = radians;
    }

    /** How many radians one is. */
    public double radians() {
      return radians;
    }

    /** As a config writes it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
