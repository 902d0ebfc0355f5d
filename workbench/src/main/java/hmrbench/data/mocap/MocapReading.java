package hmrbench.data.mocap;

import hmrbench.config.BadValue;
import hmrbench.core.Joint;
import hmrbench.core.Rates;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How the files of a mocap set are to be read, where they do not say or say it wrongly; what is
 * absent is detected.
 *
 * @param recordedFps rate of the recording, in hertz
 * @param up the axis that points up
 * @param sides whether the names of joints on the left and on the right are exchanged
 * @param unit what lengths are in
 * @param joints what the files call our joints; empty where they follow a known family
 */
public record MocapReading(
    Optional<Double> recordedFps,
    Optional<Up> up,
    Optional<Sides> sides,
    Optional<Unit> unit,
    Map<Joint, String> joints) {

  /** Everything detected. */
  public static final MocapReading DETECTED =
      new MocapReading(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

  /** Joints without which no body can follow a skeleton. */
  public static final List<Joint> NEEDED =
      List.of(
          Joint.PELVIS,
          Joint.NECK,
          Joint.LEFT_HIP,
          Joint.RIGHT_HIP,
          Joint.LEFT_KNEE,
          Joint.RIGHT_KNEE,
          Joint.LEFT_ANKLE,
          Joint.RIGHT_ANKLE,
          Joint.LEFT_SHOULDER,
          Joint.RIGHT_SHOULDER,
          Joint.LEFT_ELBOW,
          Joint.RIGHT_ELBOW,
          Joint.LEFT_WRIST,
          Joint.RIGHT_WRIST);

  /** Joints that are followed where a skeleton has them. */
  public static final List<Joint> OPTIONAL =
      List.of(
          Joint.SPINE1,
          Joint.SPINE2,
          Joint.SPINE3,
          Joint.HEAD,
          Joint.LEFT_COLLAR,
          Joint.RIGHT_COLLAR);

  /** An axis of a file. */
  public enum Up {
    X("x"),
    Y("y"),
    Z("z"),
    MINUS_X("-x"),
    MINUS_Y("-y"),
    MINUS_Z("-z");

    private final String key;

    Up(String key) {
      this.key = key;
    }

    /** Its name in a config. */
    public String key() {
      return key;
    }
  }

  /** What the names of a file's joints say about sides. */
  public enum Sides {
    AS_NAMED("as-named"),
    EXCHANGED("exchanged");

    private final String key;

    Sides(String key) {
      this.key = key;
    }

    /** Its name in a config. */
    public String key() {
      return key;
    }
  }

  /** A unit of length. */
  public enum Unit {
    METRE("m", 1),
    CENTIMETRE("cm", 0.01),
    MILLIMETRE("mm", 0.001),
    INCH("inch", 0.0254);

    private final String key;
    private final double metres;

    Unit(String key, double metres) {
      this.key = key;
      this.metres = metres;
    }

    /** Its name in a config. */
    public String key() {
      return key;
    }

    /** Its length in metres. */
    public double metres() {
      return metres;
    }
  }

  public MocapReading {
    recordedFps.ifPresent(rate -> BadValue.requirePositive("recorded-fps", rate));
    recordedFps = recordedFps.map(Rates::snapped);
    joints = joints.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(joints));
    Map<Joint, String> given = joints;
    if (!given.isEmpty()) {
      List<String> missing =
          NEEDED.stream().filter(it -> !given.containsKey(it)).map(MocapReading::key).toList();
      if (!missing.isEmpty()) {
        throw BadValue.of("joints", "lacks %s".formatted(String.join(", ", missing)));
      }
    }
  }

  /** A joint's name in a config: {@code left-hip}. */
  public static String key(Joint joint) {
    return joint.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The joint of that name in a config, if it is one that can be followed. */
  public static Optional<Joint> joint(String key) {
    return Arrays.stream(Joint.values())
        .filter(it -> NEEDED.contains(it) || OPTIONAL.contains(it))
        .filter(it -> key(it).equals(key))
        .findFirst();
  }

  /** Adds the keys that are set, as a resolved config writes them. */
  void putTo(Map<String, Object> values) {
    recordedFps.ifPresent(fps -> values.put("recorded-fps", fps));
    up.ifPresent(it -> values.put("up", it.key()));
    sides.ifPresent(it -> values.put("sides", it.key()));
    unit.ifPresent(it -> values.put("unit", it.key()));
    if (!joints.isEmpty()) {
      Map<String, String> names = new LinkedHashMap<>();
      joints.forEach((joint, name) -> names.put(key(joint), name));
      values.put("joints", names);
    }
  }
}
