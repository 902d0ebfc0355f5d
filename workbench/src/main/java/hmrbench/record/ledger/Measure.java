package hmrbench.record.ledger;

import hmrbench.record.ledger.Unit.Dimension;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a printed number measures, whatever its unit, and the names under which tables print it. */
public enum Measure {
  MPJPE("MPJPE", Dimension.LENGTH, Set.of(Needs.TRUTH)),
  PA_MPJPE(
      "PA-MPJPE",
      Dimension.LENGTH,
      Set.of(Needs.TRUTH),
      "P-MPJPE",
      "MPJPE-PA",
      "Reconstruction error"),
  MPVPE("MPVPE", Dimension.LENGTH, Set.of(Needs.TRUTH), "PVE", "MVE", "MPVE", "V2V", "PVPE"),
  PA_MPVPE(
      "PA-MPVPE", Dimension.LENGTH, Set.of(Needs.TRUTH), "PA-PVE", "PA-MVE", "MVE-PA", "PVE-PA"),
  ACCEL_ERROR(
      "Accel",
      Dimension.ACCELERATION,
      Set.of(Needs.TRUTH, Needs.TIME),
      "Accel error",
      "Acceleration error",
      "Acceleration",
      "Accel err",
      "Acc",
      "Acc error",
      "Acc err",
      "MPJ acceleration error"),
  ACCEL_SIZE(
      "Accel-magnitude",
      Dimension.ACCELERATION,
      Set.of(Needs.TIME),
      "Size of acceleration",
      "Accel size",
      "Accel of prediction",
      "Size of predicted acceleration"),
  VELOCITY_ERROR(
      "MPJVE", Dimension.VELOCITY, Set.of(Needs.TRUTH, Needs.TIME), "Velocity error", "Vel error"),
  W_MPJPE(
      "W-MPJPE",
      Dimension.LENGTH,
      Set.of(Needs.TRUTH, Needs.TIME),
      "W-MPJPE100",
      "WMPJPE",
      "FA-MPJPE",
      "WA2-MPJPE"),
  WA_MPJPE(
      "WA-MPJPE",
      Dimension.LENGTH,
      Set.of(Needs.TRUTH, Needs.TIME),
      "WA-MPJPE100",
      "WAA-MPJPE",
      "GA-MPJPE"),
  RTE("RTE", Dimension.SHARE, Set.of(Needs.TRUTH, Needs.TIME), "Root translation error"),
  ERVE("ERVE", Dimension.VELOCITY, Set.of(Needs.TRUTH, Needs.TIME)),
  JITTER("Jitter", Dimension.JERK, Set.of(Needs.TIME), "World jitter", "Jitters"),
  FOOT_SLIDING(
      "Foot sliding",
      Dimension.VELOCITY,
      Set.of(Needs.TRUTH, Needs.TIME),
      "FS",
      "Foot skating",
      "Foot slide"),
  JOINT_ACCELERATION(
      "MPJAE (acceleration)", Dimension.ACCELERATION, Set.of(Needs.TRUTH, Needs.TIME)),
  MPJAE("MPJAE", Dimension.ANGLE, Set.of(Needs.TRUTH), "MPJAE (angle)"),
  MPJAE_PA("MPJAE-PA", Dimension.ANGLE, Set.of(Needs.TRUTH), "PA-MPJAE"),
  ATE("ATE", Dimension.LENGTH, Set.of(Needs.TIME)),
  ATE_S("ATE-S", Dimension.LENGTH, Set.of(Needs.TIME)),
  PCK("PCK", Dimension.SHARE, Set.of(Needs.TRUTH)),
  AUC("AUC", Dimension.SHARE, Set.of(Needs.TRUTH)),
  F1("F1", Dimension.SHARE, Set.of()),
  NMJE("NMJE", Dimension.LENGTH, Set.of(Needs.TRUTH)),
  NMVE("NMVE", Dimension.LENGTH, Set.of(Needs.TRUTH));

  /** What data must have for a measure to exist on them. */
  public enum Needs {
    /** True points in space. */
    TRUTH,
    /** Frames that follow each other. */
    TIME
  }

  private final String title;
  private final Dimension dimension;

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<Needs> needs;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.copyOf
  private final List<String> names;

  Measure(String title, Dimension dimension, Set<Needs> needs, String... otherNames) {
    this.title = title;
    this.dimension = dimension;
    this.needs = needs;
    this.names = List.copyOf(Stream.concat(Stream.of(title), Arrays.stream(otherNames)).toList());
  }

  /** The name that this program prints. */
  public String title() {
    return title;
  }

  /** What its unit is a unit of. */
  public Dimension dimension() {
    return dimension;
  }

  /** What data it needs. */
  public Set<Needs> needs() {
    return needs;
  }

  /** All names under which it is known; case, spaces and hyphens do not matter. */
  public List<String> names() {
    return names;
  }

  /** The measure of a name in a unit, which tells the two that are printed as MPJAE apart. */
  public static Optional<Measure> of(String name, Unit unit) {
    String key = key(name);
    return Arrays.stream(values())
        .filter(it -> it.names.stream().anyMatch(known -> key(known).equals(key)))
        .findFirst()
        .map(
            it ->
                it == MPJAE && unit.dimension() == Dimension.ACCELERATION
                    ? JOINT_ACCELERATION
                    : it);
  }

  /**
   * The unit as this measure means it: steps of feet and roots are printed in mm and are per frame.
   */
  public Unit unit(Unit printed) {
    return dimension == Dimension.VELOCITY && printed.dimension() == Dimension.LENGTH
        ? Unit.read(printed.name() + "/frame").orElse(printed)
        : printed;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  @Override
  public String toString() {
    return title;
  }
}
