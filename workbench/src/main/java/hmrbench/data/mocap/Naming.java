package hmrbench.data.mocap;

import hmrbench.core.Fault;
import hmrbench.core.Joint;
import hmrbench.core.VisibleText;
import hmrbench.io.bvh.BvhSkeleton;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a family of recordings names the joints that are retargeted. Names are compared without case
 * and without a prefix such as {@code mixamorig:}.
 */
final class Naming {

  private static final int MOST_SHOWN = 60;

  private static final Naming CMU =
      new Naming("cmu")
          .trunk("Hips", "LowerBack", "Spine", "Spine1", "Neck1", "Head")
          .arm("Shoulder", "Arm", "ForeArm", "Hand")
          .leg("UpLeg", "Leg", "Foot");

  private static final Naming CMU_BY_JOINT =
      new Naming("cmu-by-joint")
          .trunk("Hips", "LowerBack", "Chest", "Chest2", "Neck", "Head")
          .arm("Collar", "Shoulder", "Elbow", "Wrist")
          .leg("Hip", "Knee", "Ankle");

  private static final Naming TWO_SPINES =
      new Naming("two-spines")
          .trunk("Hips", "Ab", "", "Chest", "Neck", "Head")
          .arm("Collar", "Shoulder", "Elbow", "Wrist")
          .leg("Hip", "Knee", "Ankle");

  private static final Naming MIXAMO_OR_LAFAN =
      new Naming("mixamo-or-lafan")
          .trunk("Hips", "Spine", "Spine1", "Spine2", "Neck", "Head")
          .arm("Shoulder", "Arm", "ForeArm", "Hand")
          .leg("UpLeg", "Leg", "Foot");

  /** Xsens and 100STYLE. */
  private static final Naming FOUR_CHESTS =
      new Naming("four-chests")
          .trunk("Hips", "Chest", "Chest2", "Chest4", "Neck", "Head")
          .arm("Collar", "Shoulder", "Elbow", "Wrist")
          .leg("Hip", "Knee", "Ankle");

  private static final List<Naming> ALL =
      List.of(CMU, CMU_BY_JOINT, TWO_SPINES, MIXAMO_OR_LAFAN, FOUR_CHESTS);

  private final String name;
  private final Map<Joint, String> names = new EnumMap<>(Joint.class);

  private Naming(String name) {
    this.name = name;
  }

  private Naming trunk(
      String pelvis, String spine1, String spine2, String spine3, String neck, String head) {
    names.put(Joint.PELVIS, pelvis);
    names.put(Joint.SPINE1, spine1);
    if (!spine2.isEmpty()) {
      names.put(Joint.SPINE2, spine2);
    }
    names.put(Joint.SPINE3, spine3);
    names.put(Joint.NECK, neck);
    names.put(Joint.HEAD, head);
    return this;
  }

  private Naming arm(String collar, String shoulder, String elbow, String wrist) {
    both(Joint.LEFT_COLLAR, Joint.RIGHT_COLLAR, collar);
    both(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, shoulder);
    both(Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW, elbow);
    both(Joint.LEFT_WRIST, Joint.RIGHT_WRIST, wrist);
    return this;
  }

  private Naming leg(String hip, String knee, String ankle) {
    both(Joint.LEFT_HIP, Joint.RIGHT_HIP, hip);
    both(Joint.LEFT_KNEE, Joint.RIGHT_KNEE, knee);
    both(Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE, ankle);
    return this;
  }

  private void both(Joint left, Joint right, String word) {
    names.put(left, "Left" + word);
    names.put(right, "Right" + word);
  }

  /** The family's name in tags. */
  String name() {
    return name;
  }

  /**
   * The naming that a config writes down, or the family of a skeleton.
   *
   * @param mapped what the file calls our joints; empty where it follows a family
   * @throws Fault if the skeleton lacks a joint of the one, or is of no family; the message says
   *     which joints were found and which are missing
   */
  static Naming of(BvhSkeleton skeleton, Map<Joint, String> mapped, Path file) {
    if (mapped.isEmpty()) {
      return familyOf(skeleton, file);
    }
    Naming naming = new Naming("mapped");
    naming.names.putAll(mapped);
    List<String> missing = naming.missing(skeleton);
    if (!missing.isEmpty()) {
      throw Fault.asked(
          "%s: has no %s, which the key joints names; its joints are %s; correct the key",
          file, String.join(", ", missing), shown(skeleton));
    }
    return naming;
  }

  private static Naming familyOf(BvhSkeleton skeleton, Path file) {
    for (Naming naming : ALL) {
      if (naming.places(skeleton).isPresent()) {
        return naming;
      }
    }
    Naming nearest =
        ALL.stream()
            .min(Comparator.comparingInt(naming -> naming.missing(skeleton).size()))
            .orElseThrow();
    throw Fault.asked(
        "%s: unknown skeleton: its joints are %s; of the families %s, %s is the nearest, and the"
            + " file lacks its %s; say with the key joints what the file calls them (a map, or a"
            + " YAML file: see the README)",
        file,
        shown(skeleton),
        ALL.stream().map(Naming::name).collect(Collectors.joining(", ")),
        nearest.name,
        String.join(", ", nearest.missing(skeleton)));
  }

  private static String shown(BvhSkeleton skeleton) {
    List<String> names = skeleton.names();
    String first =
        names.stream().limit(MOST_SHOWN).map(VisibleText::value).collect(Collectors.joining(", "));
    return names.size() <= MOST_SHOWN
        ? first
        : "%s and %d more".formatted(first, names.size() - MOST_SHOWN);
  }

  /** Joint names of the family that a skeleton lacks. */
  private List<String> missing(BvhSkeleton skeleton) {
    Set<String> found = skeleton.names().stream().map(Naming::plain).collect(Collectors.toSet());
    return names.values().stream().filter(word -> !found.contains(plain(word))).toList();
  }

  /** The file's name for a joint. */
  String nameOf(Joint joint) {
    return Objects.requireNonNull(names.get(joint));
  }

  /** The index of each retargeted joint, if the skeleton has them all. */
  Optional<Map<Joint, Integer>> places(BvhSkeleton skeleton) {
    Map<String, Integer> found = new HashMap<>();
    for (int i = 0; i < skeleton.joints().size(); i++) {
      found.put(plain(skeleton.joints().get(i).name()), i);
    }
    Map<Joint, Integer> places = new EnumMap<>(Joint.class);
    for (Map.Entry<Joint, String> entry : names.entrySet()) {
      Integer place = found.get(plain(entry.getValue()));
      if (place == null) {
        return Optional.empty();
      }
      places.put(entry.getKey(), place);
    }
    toes(skeleton, places, Joint.LEFT_ANKLE, Joint.LEFT_FOOT);
    toes(skeleton, places, Joint.RIGHT_ANKLE, Joint.RIGHT_FOOT);
    return Optional.of(places);
  }

  /** The first joint below an ankle, whatever it is called, if there is any. */
  private static void toes(
      BvhSkeleton skeleton, Map<Joint, Integer> places, Joint ankle, Joint foot) {
    Integer parent = places.get(ankle);
    for (int i = 0; i < skeleton.joints().size() && parent != null; i++) {
      if (skeleton.joints().get(i).parent() == parent) {
        places.putIfAbsent(foot, i);
      }
    }
  }

  private static String plain(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.substring(lower.lastIndexOf(':') + 1).replaceFirst("^mixamorig\\d*_?", "");
  }
}
