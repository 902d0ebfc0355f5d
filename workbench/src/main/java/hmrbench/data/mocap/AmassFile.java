package hmrbench.data.mocap;

import hmrbench.core.Fault;
import hmrbench.core.Rates;
import hmrbench.core.Remark;
import hmrbench.core.Rotations;
import hmrbench.data.mocap.MocapReading.Up;
import hmrbench.data.sim.Skeleton;
import hmrbench.io.ByteSource;
import hmrbench.io.FileKind;
import hmrbench.io.NdArray;
import hmrbench.io.npy.Npz;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Motion of AMASS: an npz with the axis-angle of SMPL-H's 52 joints ({@code poses} [T, 156], z up)
 * and its rate ({@code mocap_framerate}). SMPL's 24 joints are its first 22 and the first joint of
 * either hand, as TCMR's {@code lib/data_utils/amass_utils.py} at c41fdd7 takes them.
 */
final class AmassFile {

  /** Joints 22 and 37 of SMPL-H are the first of the left and of the right hand. */
  private static final int LEFT_HAND = 22;

  private static final int RIGHT_HAND = 37;
  private static final int SMPL_H = 156;

  /** AMASS has z up. */
  private static final Up STANDARD = Up.Z;

  /** Cosine of the mean direction of the pelvis with the axis that points up. */
  private static final double UPRIGHT = 0.5;

  /** No angle of a pose in radians is as large; one in degrees soon is. */
  private static final double LARGEST_ANGLE = 20;

  private static final double FASTEST = 1000;

  /** From here on a number is no angle in any unit: the file is damaged. */
  private static final double NO_ANGLE = 10_000;

  private final Path file;
  private final Npz npz;
  private final NdArray poses;
  private final double framesPerSecond;

  private AmassFile(Path file, Npz npz, NdArray poses, double framesPerSecond) {
    this.file = file;
    this.npz = npz;
    this.poses = poses;
    this.framesPerSecond = framesPerSecond;
  }

  /** Whether a file is an archive of arrays, which no BVH file is. */
  static boolean looksLike(Path file) {
    return FileKind.of(ByteSource.open(file)) == FileKind.NPZ;
  }

  /**
   * Opens a file; its motion stays there until it is asked for.
   *
   * @throws Fault if it is no motion of AMASS
   */
  static AmassFile open(Path file) {
    Npz npz = Npz.open(file);
    NdArray poses = npz.get("poses");
    if (poses.rank() != 2 || poses.size(1) != SMPL_H || poses.size(0) == 0) {
      throw Fault.asked(
          "%s: poses: expected [frames, 156], the 52 joints of SMPL-H, got %s; name a file of"
              + " AMASS (SMPL+H)",
          npz.file(), poses);
    }
    NdArray rate = npz.get("mocap_framerate");
    double hertz = rate.count() == 1 ? rate.doubles()[0] : 0;
    if (!(hertz > 0 && hertz <= FASTEST)) {
      throw Fault.asked(
          "%s: mocap_framerate: expected one rate in hertz, got %s; fetch the file again",
          npz.file(), rate);
    }
    return new AmassFile(file, npz, poses, hertz);
  }

  /** The rate of the recording: the one in the file, unless a config says another. */
  RecordedRate rate(Optional<Double> asked) {
    double inFile = Rates.snapped(framesPerSecond);
    return asked
        .map(it -> RecordedRate.asked(it, inFile, "mocap_framerate: " + framesPerSecond, file))
        .orElseGet(() -> new RecordedRate(inFile, Optional.empty()));
  }

  int frames() {
    return poses.size(0);
  }

  /** The axis-angle of SMPL's 24 joints in some first frames [T][72], radians. */
  double[][] axisAngle(int mostFrames) {
    int frames = Math.min(mostFrames, frames());
    double[] all = poses.rows(0, frames).doubles();
    double[][] taken = new double[frames][Skeleton.JOINTS * 3];
    for (int t = 0; t < frames; t++) {
      System.arraycopy(all, t * SMPL_H, taken[t], 0, LEFT_HAND * 3);
      System.arraycopy(all, t * SMPL_H + LEFT_HAND * 3, taken[t], 22 * 3, 3);
      System.arraycopy(all, t * SMPL_H + RIGHT_HAND * 3, taken[t], 23 * 3, 3);
    }
    return taken;
  }

  /**
   * Rotations relative to the parent of some first frames [T][24 * 9].
   *
   * @param view turn from axes with y up to the camera's, applied to the root
   * @param up the axis that points up, if a config says so
   * @throws Fault if a pose is no angle
   */
  double[][] rotations(double[] view, Optional<Up> up, int mostFrames) {
    double[][] axisAngle = axisAngle(mostFrames);
    double[][] rotations = new double[axisAngle.length][Skeleton.JOINTS * 9];
    double[] toCamera = RotationMath.times(view, Facing.toYUp(up.orElse(STANDARD)));
    double[] local = new double[9];
    for (int t = 0; t < rotations.length; t++) {
      for (int j = 0; j < Skeleton.JOINTS; j++) {
        double[] v = axisAngle[t];
        requireAngles(v, j, t);
        Rotations.fromAxisAngle(v[3 * j], v[3 * j + 1], v[3 * j + 2], local);
        double[] placed = j == 0 ? RotationMath.times(toCamera, local) : local;
        System.arraycopy(placed, 0, rotations[t], j * 9, 9);
      }
    }
    return rotations;
  }

  /**
   * Where the body is in some first frames [T * 3], in metres, with y up. That of AMASS is the
   * origin of its model, from which the pelvis is a constant away.
   *
   * @throws Fault if the file does not say, or a place is no number
   */
  double[] places(Optional<Up> up, int mostFrames) {
    int frames = Math.min(mostFrames, frames());
    NdArray trans = npz.get("trans");
    if (!trans.hasShape(frames(), 3)) {
      throw Fault.asked(
          "%s: trans: expected [%d, 3], a place per frame, got %s; fetch the file again",
          file, frames(), trans);
    }
    double[] all = trans.rows(0, frames).doubles();
    double[] turn = Facing.toYUp(up.orElse(STANDARD));
    double[] places = new double[all.length];
    for (int t = 0; t < frames; t++) {
      double[] place = RotationMath.applied(turn, Arrays.copyOfRange(all, t * 3, t * 3 + 3));
      if (!Arrays.stream(place).allMatch(Double::isFinite)) {
        throw Fault.asked(
            "%s: trans: frame %d: expected numbers, got NaN or infinity; fetch the file again",
            file, t);
      }
      System.arraycopy(place, 0, places, t * 3, 3);
    }
    return places;
  }

  private void requireAngles(double[] pose, int joint, int frame) {
    for (int k = 3 * joint; k < 3 * joint + 3; k++) {
      if (!(Math.abs(pose[k]) <= NO_ANGLE)) {
        throw Fault.asked(
            "%s: poses: frame %d, joint %d: expected angles in radians, got %s; fetch the file again",
            file, frame, joint, pose[k]);
      }
    }
  }

  /** What is odd about the poses of some first frames. */
  List<Remark> remarks(Optional<Up> up, int mostFrames) {
    List<Remark> remarks = new ArrayList<>();
    double[][] axisAngle = axisAngle(mostFrames);
    double[] mean = new double[3];
    double[] root = new double[9];
    double largest = 0;
    for (double[] pose : axisAngle) {
      Rotations.fromAxisAngle(pose[0], pose[1], pose[2], root);
      for (int k = 0; k < 3; k++) {
        mean[k] += root[3 * k + 1] / axisAngle.length;
      }
      largest = Math.max(largest, Arrays.stream(pose).map(Math::abs).max().orElse(0));
    }
    if (largest > LARGEST_ANGLE) {
      remarks.add(
          Remark.doubt(
              "unit-degrees",
              file.toString(),
              String.format(
                  Locale.ROOT,
                  "poses reach %.0f, which looks like degrees; AMASS has radians",
                  largest)));
    }
    if (Facing.along(up.orElse(STANDARD), mean) < UPRIGHT) {
      remarks.add(lies(up, mean));
    }
    return remarks;
  }

  private Remark lies(Optional<Up> up, double[] mean) {
    String direction = String.format(Locale.ROOT, "(%.2f, %.2f, %.2f)", mean[0], mean[1], mean[2]);
    return up.isPresent()
        ? Remark.note(
            "up-axis",
            file.toString(),
            "the person lies: with up: %s, the mean direction of the trunk is %s"
                .formatted(up.get().key(), direction))
        : Remark.doubt(
            "up-axis",
            file.toString(),
            "the person lies: the mean direction of the trunk is %s, and z points up, as in AMASS; if"
                    .formatted(direction)
                + " y does, set up: y; else set up: z");
  }
}
