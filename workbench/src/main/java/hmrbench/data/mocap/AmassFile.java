package hmrbench.data.mocap;

import hmrbench.core.Fault;
import hmrbench.core.Rotations;
import hmrbench.data.sim.Skeleton;
import hmrbench.io.ByteSource;
import hmrbench.io.FileKind;
import hmrbench.io.NdArray;
import hmrbench.io.npy.Npz;
import java.nio.file.Path;

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

  /** From axes with z up to axes with y up: x stays, y is the old z, z the old -y. */
  private static final double[] Z_UP_TO_Y_UP = {1, 0, 0, 0, 0, 1, 0, -1, 0};

  private static final double FASTEST = 1000;

  private final NdArray poses;
  private final double framesPerSecond;

  private AmassFile(NdArray poses, double framesPerSecond) {
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
    return new AmassFile(poses, hertz);
  }

  double framesPerSecond() {
    return framesPerSecond;
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
   * @throws Fault if a pose is not finite
   */
  double[][] rotations(double[] view, int mostFrames, Path file) {
    double[][] axisAngle = axisAngle(mostFrames);
    double[][] rotations = new double[axisAngle.length][Skeleton.JOINTS * 9];
    double[] toCamera = Turns.times(view, Z_UP_TO_Y_UP);
    double[] local = new double[9];
    for (int t = 0; t < rotations.length; t++) {
      for (int j = 0; j < Skeleton.JOINTS; j++) {
        double[] v = axisAngle[t];
        if (!Double.isFinite(v[3 * j] + v[3 * j + 1] + v[3 * j + 2])) {
          throw Fault.asked(
              "%s: poses: frame %d: expected finite numbers, got NaN or infinity; fetch the file"
                  + " again",
              file, t);
        }
        Rotations.fromAxisAngle(v[3 * j], v[3 * j + 1], v[3 * j + 2], local);
        double[] placed = j == 0 ? Turns.times(toCamera, local) : local;
        System.arraycopy(placed, 0, rotations[t], j * 9, 9);
      }
    }
    return rotations;
  }
}
