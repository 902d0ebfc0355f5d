package hmrbench.body;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Posed joints of the SMPL tree as tensors, with gradients to rotations and shape.
 *
 * <ul>
 *   <li>N = rows
 *   <li>in: rotations relative to the parent [N, 24, 3, 3], shape values [N, 10]
 *   <li>out: joint positions [N, 24, 3] in metres, rotations relative to the world [N, 24, 3, 3]
 *   <li>no weights: rest joints and their shape directions are constants of the body
 * </ul>
 *
 * <p>Works level by level of the tree, so that its nine levels and not its 24 joints are
 * operations. Results belong to the manager of the rotations.
 */
public final class KinematicLayer {

  private static final int JOINTS = BodyArrays.JOINTS;

  private final NDArray restTemplate; // [1, 72]
  private final NDArray restDirections; // [10, 72]
  private final List<Level> levels;
  private final List<Integer> places; // position of joint j in the concatenation of the levels

  /**
   * Joints at the same distance from the root.
   *
   * @param joints which joints
   * @param parents position of each one's parent within the level above
   */
  private record Level(List<Integer> joints, List<Integer> parents) {}

  /**
   * Posed joints.
   *
   * @param positions [N, 24, 3], in metres
   * @param rotations relative to the world [N, 24, 3, 3]
   * @param rest joints of the rest pose [N, 24, 3], in metres
   */
  public record Posed(NDArray positions, NDArray rotations, NDArray rest) {}

  private KinematicLayer(NDManager manager, RestJoints rest, List<Integer> parents) {
    restTemplate = manager.create(floats(rest.template()), new Shape(1, JOINTS * 3L));
    restDirections =
        manager.create(floats(rest.directions()), new Shape(BodyArrays.SHAPES, JOINTS * 3L));
    levels = levels(parents);
    List<Integer> inLevels = levels.stream().flatMap(level -> level.joints().stream()).toList();
    places = IntStream.range(0, JOINTS).mapToObj(inLevels::indexOf).toList();
  }

  /**
   * The tree of a body.
   *
   * @param manager owns the constants and decides their device
   */
  public static KinematicLayer of(BodyModel body, NDManager manager) {
    return new KinematicLayer(manager, body.rest(), body.arrays().parents());
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static List<Level> levels(List<Integer> parents) {
    List<Level> levels = new ArrayList<>();
    levels.add(new Level(List.of(0), List.of(-1)));
    for (int found = 1; found < parents.size(); ) {
      List<Integer> above = levels.get(levels.size() - 1).joints();
      List<Integer> joints =
          IntStream.range(1, parents.size())
              .boxed()
              .filter(joint -> above.contains(parents.get(joint)))
              .toList();
      levels.add(
          new Level(
              joints, joints.stream().map(joint -> above.indexOf(parents.get(joint))).toList()));
      found += joints.size();
    }
    return List.copyOf(levels);
  }

  /** The constants, to lend to a {@link hmrbench.tensor.Scope}. */
  public NDList constants() {
    return new NDList(restTemplate, restDirections);
  }

  /** Joints of the rest pose [N, 24, 3], in metres, of shape values [N, 10]. */
  public NDArray rest(NDArray betas) {
    return betas.matMul(restDirections).add(restTemplate).reshape(-1, JOINTS, 3);
  }

  /** Posed joints of rotations [N, 24, 3, 3] and shape values [N, 10]. */
  public Posed pose(NDArray rotations, NDArray betas) {
    NDArray rest = rest(betas); // [N, 24, 3]
    NDList turned = new NDList(rotations.get(new NDIndex().addAllDim().addSliceDim(0, 1)));
    NDList placed = new NDList(rest.get(new NDIndex().addAllDim().addSliceDim(0, 1)));
    NDArray restAbove = placed.get(0); // [N, 1, 3]
    for (Level level : levels.subList(1, levels.size())) {
      NDArray parentRotation = pick(turned.get(turned.size() - 1), level.parents()); // [N, L, 3, 3]
      NDArray parentPosition = pick(placed.get(placed.size() - 1), level.parents()); // [N, L, 3]
      NDArray restHere = pick(rest, level.joints()); // [N, L, 3]
      NDArray offset = restHere.sub(pick(restAbove, level.parents())).expandDims(3); // [N, L, 3, 1]
      placed.add(parentRotation.matMul(offset).squeeze(3).add(parentPosition));
      turned.add(parentRotation.matMul(pick(rotations, level.joints())));
      restAbove = restHere;
    }
    return new Posed(
        pick(NDArrays.concat(placed, 1), places), pick(NDArrays.concat(turned, 1), places), rest);
  }

  /** Columns of axis 1, in the order given; runs of neighbours are taken as one slice. */
  static NDArray pick(NDArray values, List<Integer> columns) {
    NDList runs = new NDList();
    for (int from = 0; from < columns.size(); ) {
      int first = columns.get(from);
      int to = from + 1;
      while (to < columns.size() && columns.get(to) == first + to - from) {
        to++;
      }
      runs.add(values.get(new NDIndex().addAllDim().addSliceDim(first, first + to - from)));
      from = to;
    }
    return runs.size() == 1 ? runs.get(0) : NDArrays.concat(runs, 1);
  }
}
