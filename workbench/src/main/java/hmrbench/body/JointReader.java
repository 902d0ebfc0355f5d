package hmrbench.body;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointTrack;
import hmrbench.core.SmplTrack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Reads the joints of a recipe off a posed body without making its mesh: what its joints carry of
 * each of them ({@link CarriedPoint}), worked out once.
 */
final class JointReader {

  private static final int FEATURES = CarriedPoint.FEATURES;

  private final RestJoints rest;
  private final JointRecipe recipe;
  private final int[] parents;

  /** Per joint of the recipe: the tree joint, or -1 - (index of the regressed row). */
  private final int[] origin;

  /** Pairs of regressed row r: {@code pairStart[r]} to {@code pairStart[r + 1]}. */
  private final int[] pairStart;

  private final int[] pairJoint;
  private final double[] pairWeight;

  /** The linear maps: constant part [pairs, 3], then one block of that size per used feature. */
  private final double[] constant;

  private final int[] usedFeatures;
  private final double[][] linear;

  JointReader(BodyArrays body, RestJoints rest, JointRecipe recipe) {
    this.rest = rest;
    this.recipe = recipe;
    this.parents = body.parents().stream().mapToInt(Integer::intValue).toArray();
    Map<JointSource, Integer> rows = new LinkedHashMap<>();
    this.origin =
        recipe.sources().stream()
            .mapToInt(
                source ->
                    source instanceof JointSource.Kinematic kinematic
                        ? kinematic.joint()
                        : -1 - rows.computeIfAbsent(source, key -> rows.size()))
            .toArray();
    List<CarriedPoint.Part> pairs = new ArrayList<>();
    this.pairStart = new int[rows.size() + 1];
    int row = 0;
    for (JointSource source : rows.keySet()) {
      pairs.addAll(CarriedPoint.of(body, rest, recipe, source).parts());
      pairStart[++row] = pairs.size();
    }
    this.pairJoint = pairs.stream().mapToInt(CarriedPoint.Part::joint).toArray();
    this.pairWeight = pairs.stream().mapToDouble(CarriedPoint.Part::weight).toArray();
    this.constant = new double[pairs.size() * 3];
    double[][] maps = new double[FEATURES][pairs.size() * 3];
    for (int p = 0; p < pairs.size(); p++) {
      for (int axis = 0; axis < 3; axis++) {
        constant[p * 3 + axis] = pairs.get(p).constant()[axis];
        for (int f = 0; f < FEATURES; f++) {
          maps[f][p * 3 + axis] = pairs.get(p).linear()[f * 3 + axis];
        }
      }
    }
    this.usedFeatures =
        IntStream.range(0, FEATURES)
            .filter(f -> Arrays.stream(maps[f]).anyMatch(value -> value != 0))
            .toArray();
    this.linear = IntStream.of(usedFeatures).mapToObj(f -> maps[f]).toArray(double[][]::new);
  }

  /** The joints of every frame, in camera axes. */
  JointTrack read(SmplTrack track, double framesPerSecond) {
    int frames = track.frames();
    float[] metres = new float[frames * origin.length * 3];
    Posing posing = new Posing(rest, parents);
    double[] points = new double[constant.length];
    double[] regressed = new double[(pairStart.length - 1) * 3];
    for (int t = 0; t < frames; t++) {
      posing.pose(track, t);
      regress(posing, points, regressed);
      for (int j = 0; j < origin.length; j++) {
        double[] from = origin[j] >= 0 ? posing.positions : regressed;
        int row = origin[j] >= 0 ? origin[j] : -1 - origin[j];
        for (int axis = 0; axis < 3; axis++) {
          metres[(t * origin.length + j) * 3 + axis] = (float) from[row * 3 + axis];
        }
      }
    }
    return new JointTrack(
        recipe.joints(),
        CoordinateFrame.CAMERA,
        framesPerSecond,
        FloatGrid.owning(metres, frames, origin.length, 3));
  }

  private void regress(Posing posing, double[] points, double[] regressed) {
    System.arraycopy(constant, 0, points, 0, points.length);
    for (int f = 0; f < usedFeatures.length; f++) {
      addScaled(points, posing.coefficients[usedFeatures[f]], linear[f]);
    }
    for (int row = 0; row < pairStart.length - 1; row++) {
      double x = 0;
      double y = 0;
      double z = 0;
      for (int p = pairStart[row]; p < pairStart[row + 1]; p++) {
        int joint = pairJoint[p];
        double[] r = posing.rotations;
        int at = joint * 9;
        double u = points[p * 3];
        double v = points[p * 3 + 1];
        double w = points[p * 3 + 2];
        double share = pairWeight[p];
        x += r[at] * u + r[at + 1] * v + r[at + 2] * w + share * posing.positions[joint * 3];
        y +=
            r[at + 3] * u + r[at + 4] * v + r[at + 5] * w + share * posing.positions[joint * 3 + 1];
        z +=
            r[at + 6] * u + r[at + 7] * v + r[at + 8] * w + share * posing.positions[joint * 3 + 2];
      }
      regressed[row * 3] = x;
      regressed[row * 3 + 1] = y;
      regressed[row * 3 + 2] = z;
    }
  }

  /** A separate loop, which the compiler turns into vector instructions. */
  private static void addScaled(double[] sum, double factor, double[] terms) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * terms[i];
    }
  }
}
