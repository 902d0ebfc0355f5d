package hmrbench.run;

import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointOrder;
import hmrbench.core.JointSet;
import hmrbench.core.Remark;
import hmrbench.data.official.PredictedPerson.Joints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which columns of a file's joints are the joints that a data set is scored on. An order is never
 * guessed: what is not said, and not the only one that it can be, is asked for.
 */
final class JointColumns {

  /** The file format documents 14 joints as those that the data set is scored on. */
  private static final List<JointSet> DOCUMENTED = List.of(JointSet.COMMON14, JointSet.SMPL14);

  /** Points of the common 14 that lie near, but not on, SMPL's own. */
  private static final Map<Joint, Joint> NEAR =
      Map.of(Joint.NECK, Joint.NECK_LSP, Joint.HEAD, Joint.HEADTOP);

  private final String file;
  private final JointSet scored;
  private final JointSet given;
  private final List<Integer> columns = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();

  private JointColumns(String file, JointSet scored, JointSet given) {
    this.file = file;
    this.scored = scored;
    this.given = given;
  }

  /**
   * Finds the columns.
   *
   * @param file how messages call it
   * @throws Fault if the order is not known, or lacks joints that are scored
   */
  static JointColumns of(String file, Joints joints, JointSet scored) {
    JointColumns found = new JointColumns(file, scored, order(file, joints, scored));
    if (joints.set().isEmpty() && found.given.equals(scored)) {
      found.remarks.add(
          Remark.note(
              "joint-order",
              file,
              "%d joints without a named order are read as %s, on which the data set is scored"
                      .formatted(scored.size(), scored.name())
                  + " (--joints names another)"));
    }
    found.find();
    return found;
  }

  private static JointSet order(String file, Joints joints, JointSet scored) {
    int count = joints.count();
    if (joints.set().isPresent()) {
      return joints.set().get();
    }
    if (count == scored.size() && DOCUMENTED.contains(scored)) {
      return scored;
    }
    List<JointOrder> orders = JointOrder.ofSize(count);
    if (orders.size() == 1) {
      return orders.get(0).set();
    }
    throw orders.isEmpty()
        ? Fault.asked(
            "%s: joints: no order of %d joints has a name here; name each joint in the file"
                + " (joint_names [%d]), or give one of %s",
            file, count, count, JointOrder.names())
        : Fault.asked(
            "%s: joints: %d joints may be in more than one order: %s; say which with --joints"
                + " NAME (joints: NAME in a config), or name them in the file (joint_names [%d])",
            file, count, JointOrder.words(orders), count);
  }

  private void find() {
    List<Joint> missing = new ArrayList<>();
    List<String> near = new ArrayList<>();
    for (Joint joint : scored.joints()) {
      Joint standIn = NEAR.get(joint);
      if (given.contains(joint)) {
        columns.add(given.indexOf(joint));
      } else if (standIn != null && given.contains(standIn)) {
        columns.add(given.indexOf(standIn));
        near.add("%s against %s".formatted(JointOrder.word(standIn), JointOrder.word(joint)));
      } else {
        missing.add(joint);
      }
    }
    if (!missing.isEmpty()) {
      throw refused(
          "which has no "
              + missing.stream().map(JointOrder::word).collect(Collectors.joining(", ")));
    }
    if ((scored.equals(JointSet.COMMON14) && given.contains(Joint.OP_NOSE)) || readFromSkin()) {
      throw refused("whose points of the same names are read off the body in another way");
    }
    if (!near.isEmpty()) {
      remarks.add(
          Remark.doubt(
              "joint-definitions",
              file,
              "joints %s are scored on %s, where %s: these lie some centimetres apart, and every"
                      .formatted(given.name(), scored.name(), String.join(" and ", near))
                  + " error holds that; give smpl14, or bodies (pose, betas)"));
    }
  }

  /**
   * The 14 joints of 3DPW and Human3.6M are regressed from the mesh in another way than those of
   * the same names among SPIN's 24.
   */
  private boolean readFromSkin() {
    return scored.equals(JointSet.COMMON14) && given.name().equals("spin24");
  }

  private Fault refused(String why) {
    return Fault.asked(
        "%s: joints: expected the joints %s of the data set, or bodies (pose, betas), got %s, %s",
        file, scored.name(), given.name(), why);
  }

  /** What was seen. */
  List<Remark> remarks() {
    return remarks;
  }

  /** The joints of the scored set, in its order. */
  FloatGrid of(FloatGrid metres) {
    int rows = metres.size(0);
    float[] values = new float[rows * scored.size() * 3];
    for (int column = 0; column < scored.size(); column++) {
      for (int r = 0; r < rows; r++) {
        metres.copyTo(
            (r * given.size() + columns.get(column)) * 3,
            values,
            (r * scored.size() + column) * 3,
            3);
      }
    }
    return FloatGrid.owning(values, rows, scored.size(), 3);
  }
}
