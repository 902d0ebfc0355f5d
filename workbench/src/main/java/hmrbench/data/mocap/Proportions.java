package hmrbench.data.mocap;

import hmrbench.core.Fault;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.Remark;
import hmrbench.data.sim.Skeleton;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The shape of our body that performs a recording. A file does not say its unit: legs get our mean
 * length, and the shape is the most probable one (betas of variance 1) under which arms compare to
 * legs as in the file. Where a config says the unit, legs are as long as in the file. Trunks are
 * not compared, since files put spine and neck joints in different places.
 */
final class Proportions {

  /** How far from the file's the ratio of arms to legs may be, as a standard deviation. */
  private static final double RATIO_DEVIATION = 0.02;

  private static final double LARGEST_BETA = 2.5;

  /** Legs of people, hip to ankle, from small children on, in metres. */
  private static final double SHORTEST_LEG = 0.3;

  private static final double LONGEST_LEG = 1.3;

  /** The scale of CMU's skeletons: lengths in inches, times 0.45. */
  private static final double CMU_METRES = 0.0254 / 0.45;

  private static final double[][] REST = Skeleton.restOffsets();

  private final double arm;
  private final double leg;

  Proportions(BvhRecording recording) {
    this.arm =
        recording.length(Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW)
            + recording.length(Joint.LEFT_ELBOW, Joint.LEFT_WRIST);
    this.leg =
        recording.length(Joint.LEFT_HIP, Joint.LEFT_KNEE)
            + recording.length(Joint.LEFT_KNEE, Joint.LEFT_ANKLE);
  }

  /**
   * What is odd about the lengths of a file.
   *
   * @throws Fault if its legs are no person's in the unit that a config says
   */
  Optional<Remark> remark(Optional<MocapReading.Unit> unit, Path file) {
    if (unit.isPresent()) {
      double metres = leg * unit.get().metres();
      if (isLeg(metres)) {
        return Optional.empty();
      }
      throw Fault.asked(
          "%s: unit: expected one in which a leg is %s to %s m long, got %s, in which it is %s m;"
              + " correct unit, or leave it out",
          file, shown(SHORTEST_LEG), shown(LONGEST_LEG), unit.get().key(), shown(metres));
    }
    boolean known = isLeg(leg * CMU_METRES);
    for (MocapReading.Unit candidate : MocapReading.Unit.values()) {
      known |= isLeg(leg * candidate.metres());
    }
    return known
        ? Optional.empty()
        : Optional.of(
            Remark.note(
                "unit",
                file.toString(),
                ("a leg is %s long, which no person's is in metres, centimetres, millimetres,"
                        + " inches or the unit of CMU's files; our body has its own size, so the"
                        + " numbers do not depend on it")
                    .formatted(shown(leg))));
  }

  private static boolean isLeg(double metres) {
    return metres >= SHORTEST_LEG && metres <= LONGEST_LEG;
  }

  private static String shown(double length) {
    return String.format(Locale.ROOT, "%.3g", length);
  }

  /**
   * The most probable shape [10]: the minimum of |beta|^2 + ((legs(beta) - l)^2 + (arms(beta) - l
   * ratio)^2) / deviation^2, with l the length of the legs over our mean (1 where the unit is not
   * known), to first order in beta, by the two conditions' normal equations.
   */
  double[] betas(Optional<MocapReading.Unit> unit) {
    double[] legs = Skeleton.shapeWeights()[JointSet.SMPL24.indexOf(Joint.LEFT_KNEE)];
    double[] arms = Skeleton.shapeWeights()[JointSet.SMPL24.indexOf(Joint.LEFT_ELBOW)];
    double legLegs = product(legs, legs) + RATIO_DEVIATION * RATIO_DEVIATION;
    double legArms = product(legs, arms);
    double armArms = product(arms, arms) + RATIO_DEVIATION * RATIO_DEVIATION;
    double length = unit.map(it -> leg * it.metres() / ourLeg()).orElse(1.0);
    double wantedLegs = length - 1;
    double wantedArms = length * ratioToOurs() - 1;
    // The conditions are legs . beta = wantedLegs and arms . beta = wantedArms.
    double determinant = legLegs * armArms - legArms * legArms;
    double forLegs = (armArms * wantedLegs - legArms * wantedArms) / determinant;
    double forArms = (legLegs * wantedArms - legArms * wantedLegs) / determinant;
    double[] betas = new double[Skeleton.SHAPES];
    for (int k = 0; k < betas.length; k++) {
      double beta = legs[k] * forLegs + arms[k] * forArms;
      betas[k] = Math.max(-LARGEST_BETA, Math.min(LARGEST_BETA, beta));
    }
    return betas;
  }

  /**
   * How long a unit of the file is: what a config says, or so long that the file's legs are those
   * of the body.
   */
  double metresPerUnit(Optional<MocapReading.Unit> unit, double[] betas) {
    double[] offsets = Skeleton.offsets(betas);
    double legs = 0;
    for (Joint joint : List.of(Joint.LEFT_KNEE, Joint.LEFT_ANKLE)) {
      int from = JointSet.SMPL24.indexOf(joint) * 3;
      legs += RotationMath.length(Arrays.copyOfRange(offsets, from, from + 3));
    }
    double ofBody = legs / leg;
    return unit.map(MocapReading.Unit::metres).orElse(ofBody);
  }

  /** The file's ratio of arm to leg over ours. */
  private double ratioToOurs() {
    return arm / leg * ourLeg() / ours(List.of(Joint.LEFT_ELBOW, Joint.LEFT_WRIST));
  }

  private static double ourLeg() {
    return ours(List.of(Joint.LEFT_KNEE, Joint.LEFT_ANKLE));
  }

  private static double ours(List<Joint> joints) {
    double sum = 0;
    for (Joint joint : joints) {
      sum += RotationMath.length(REST[JointSet.SMPL24.indexOf(joint)]);
    }
    return sum;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
