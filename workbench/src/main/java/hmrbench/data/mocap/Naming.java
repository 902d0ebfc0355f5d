package hmrbench.data.mocap;

import hmrbench.core.Fault;
import hmrbench.core.Joint;
import hmrbench.io.bvh.BvhSkeleton;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a family of recordings calls the joints that are taken over. Names are compared without case
 * and without a prefix such as {@code mixamorig:}.
 */
final class Naming {

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

  private static final List<Naming> ALL = List.of(CMU, CMU_BY_JOINT, TWO_SPINES, MIXAMO_OR_LAFAN);

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

  /** What the family is called in tags. */
  String name() {
    return name;
  }

  /**
   * The family of a skeleton.
   *
   * @throws Fault if it is of none; the message lists the joints found
   */
  static Naming of(BvhSkeleton skeleton, Path file) {
    for (Naming naming : ALL) {
      if (naming.places(skeleton).isPresent()) {
        return naming;
      }
    }
    throw Fault.asked(
        "%s: unknown skeleton: expected joints named as in CMU, Mixamo or LaFAN files (for example"
            + " %s), got %s; rename the joints of the file",
        file,
        MIXAMO_OR_LAFAN.names.values().stream().distinct().collect(Collectors.joining(", ")),
        String.join(", ", skeleton.names()));
  }

  /** The index of each joint that is taken over, if the skeleton has them all. */
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
    return Optional.of(places);
  }

  private static String plain(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.substring(lower.lastIndexOf(':') + 1).replaceFirst("^mixamorig\\d*_?", "");
  }
}
