package hmrbench.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Joints by the names that files give them: {@code left_hip}, {@code lhip}, {@code L_Hip}, {@code
 * Left Hip}, {@code OP LHip}, {@code Head (H36M)}. Case, spaces and signs do not matter.
 */
public final class JointNames {

  private static final Map<String, Joint> BY_NAME = table();

  private JointNames() {}

  private static Map<String, Joint> table() {
    Map<String, Joint> table = new HashMap<>();
    for (Joint joint : Joint.values()) {
      String plain = plain(joint.name());
      table.put(plain, joint);
      String openPose = plain.startsWith("op") ? "op" : "";
      String rest = plain.substring(openPose.length());
      if (rest.startsWith("left") || rest.startsWith("right")) {
        String side = rest.substring(0, 1);
        String part = rest.substring(rest.startsWith("left") ? 4 : 5);
        table.put(openPose + side + part, joint);
      }
    }
    // Names of TCMR lib/data_utils/_kp_utils.py at c41fdd7 and of SPIN constants.py at 2476c43.
    table.put("hip", Joint.HIP_MPII);
    table.put("pelvismpii", Joint.HIP_MPII);
    table.put("thoraxmpii", Joint.THORAX);
    table.put("necklsp", Joint.NECK_LSP);
    table.put("topofhead", Joint.HEADTOP);
    table.put("topofheadlsp", Joint.HEADTOP);
    return Map.copyOf(table);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** The joint of a name. */
  public static Optional<Joint> find(String name) {
    return Optional.ofNullable(BY_NAME.get(plain(name)));
  }

  /**
   * The joints of some names, in their order, as a set.
   *
   * @throws IllegalArgumentException if a name says no joint, or two the same one
   */
  public static JointSet set(List<String> names) {
    List<Joint> joints = new ArrayList<>();
    for (String name : names) {
      joints.add(
          find(name)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "no joint is called \"%s\"; left_hip is one that is".formatted(name))));
    }
    // A list of points on the skin calls LSP's neck "neck"; beside SMPL's spine it is SMPL's.
    if (joints.contains(Joint.HEADTOP) && !joints.contains(Joint.SPINE1)) {
      joints.replaceAll(joint -> joint == Joint.NECK ? Joint.NECK_LSP : joint);
    }
    for (JointOrder order : JointOrder.ALL) {
      if (order.set().joints().equals(joints)) {
        return order.set();
      }
    }
    return new JointSet("named in the file", joints, joints.get(0), joints.get(0));
  }
}
