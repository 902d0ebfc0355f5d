package hmrbench.model.glot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import hmrbench.model.BodyOutput;
import hmrbench.tensor.Linear;
import hmrbench.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * GLoT's regressor along the kinematic tree: corrects the body of the global stage once, each joint
 * knowing the corrections of its ancestors.
 *
 * <ul>
 *   <li>B = windows, E = size of a local feature, H = hidden
 *   <li>in: feature [B, E], the global stage's body
 *   <li>out: body parameters, rows B
 *   <li>weights, under {@code regressor.}: {@code fc1} [H, E+10], {@code fc2} [H, E+144], {@code
 *       decshape} [10, H], {@code deccam} [3, 2H+3]; {@code local_reg.joint_regs.j} [6, H + 6 a_j +
 *       6] for joint j with a_j ancestors
 * </ul>
 *
 * <p>Joint j also sees six numbers of the global pose, and the official code takes them from place
 * j on, not from place 6 j on as its structure suggests; the published weights were trained so.
 * {@code local_reg.decshape} and {@code local_reg.deccam} are in the file and are not used.
 *
 * <p>Source: lib/models/HSCR.py of GLoT at 109f478.
 */
final class HierarchicalRegressor {

  private static final int SIX = 6;
  private static final int POSE = 144;
  private static final int SHAPE = 10;
  private static final int CAMERA = 3;

  /** Joints on the way from the root to each joint, in the order of the official table. */
  private static final List<List<Integer>> ANCESTORS =
      List.of(
          List.of(),
          List.of(0),
          List.of(0),
          List.of(0),
          List.of(0, 1),
          List.of(0, 2),
          List.of(0, 3),
          List.of(0, 1, 4),
          List.of(0, 2, 5),
          List.of(0, 3, 6),
          List.of(0, 1, 4, 7),
          List.of(0, 2, 5, 8),
          List.of(0, 3, 6, 9),
          List.of(0, 3, 6, 9),
          List.of(0, 3, 6, 9),
          List.of(0, 3, 6, 9, 12),
          List.of(0, 3, 6, 9, 13),
          List.of(0, 3, 6, 9, 14),
          List.of(0, 3, 6, 9, 13, 16),
          List.of(0, 3, 6, 9, 14, 17),
          List.of(0, 3, 6, 9, 13, 16, 18),
          List.of(0, 3, 6, 9, 14, 17, 19),
          List.of(0, 3, 6, 9, 13, 16, 18, 20),
          List.of(0, 3, 6, 9, 14, 17, 19, 21));

  private final Linear withShape;
  private final Linear withPose;
  private final Linear shapeUpdate;
  private final Linear cameraUpdate;
  private final List<Linear> joints = new ArrayList<>();

  HierarchicalRegressor(Parameters parameters, long features) {
    String prefix = "regressor.";
    this.withShape = Linear.of(parameters, prefix + "fc1", Parameters.ANY, features + SHAPE);
    long hidden = withShape.out();
    this.withPose = Linear.of(parameters, prefix + "fc2", hidden, features + POSE);
    this.shapeUpdate = Linear.of(parameters, prefix + "decshape", SHAPE, hidden);
    this.cameraUpdate = Linear.of(parameters, prefix + "deccam", CAMERA, 2 * hidden + CAMERA);
    for (int j = 0; j < ANCESTORS.size(); j++) {
      long in = hidden + (long) SIX * ANCESTORS.get(j).size() + SIX;
      joints.add(Linear.of(parameters, prefix + "local_reg.joint_regs." + j, SIX, in));
    }
    if (parameters.has(prefix + "local_reg.decshape.weight")) {
      Linear.of(parameters, prefix + "local_reg.decshape", SHAPE, hidden);
      Linear.of(parameters, prefix + "local_reg.deccam", CAMERA, hidden);
    }
  }

  BodyOutput correct(NDArray feature, BodyOutput first) {
    NDArray a = withShape.apply(feature.concat(first.betas(), 1)); // [B, H]
    NDArray b = withPose.apply(feature.concat(first.pose6d(), 1)); // [B, H]
    NDArray both = NDArrays.concat(new NDList(b, a, first.camera()), 1);
    return new BodyOutput(
        first.pose6d().add(corrections(b, first.pose6d())),
        first.betas().add(shapeUpdate.apply(a)),
        first.camera().add(cameraUpdate.apply(both)),
        Optional.empty());
  }

  /** Corrections of all joints [B, 144]. */
  private NDArray corrections(NDArray hidden, NDArray pose) {
    NDList found = new NDList();
    for (int j = 0; j < joints.size(); j++) {
      NDList seen = new NDList(hidden);
      ANCESTORS.get(j).forEach(ancestor -> seen.add(found.get(ancestor)));
      seen.add(pose.get(new NDIndex().addAllDim().addSliceDim(j, j + SIX))); // sic: j, not 6 j
      found.add(joints.get(j).apply(NDArrays.concat(seen, 1)));
    }
    return NDArrays.concat(found, 1);
  }
}
