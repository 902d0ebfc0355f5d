package hmrbench.data.mocap;

import hmrbench.core.Remark;
import hmrbench.core.Rotations;
import hmrbench.data.BodyMotion;
import hmrbench.data.sim.Skeleton;
import java.util.Arrays;
import java.util.List;

/**
 * A recording on our body as a function of time. In a frame of the recording it is that frame;
 * between two of them each rotation goes the shortest way from one to the other (what an exposure
 * sees while the shutter is open); before the first and after the last it stays.
 */
public final class RecordedMotion implements BodyMotion {

  private static final int JOINTS = Skeleton.JOINTS;

  private final double[][] frames;
  private final double[] betas;
  private final int firstFrame;
  private final double framesPerSecond;
  private final List<Remark> remarks;
  private final double[] from = new double[4];
  private final double[] to = new double[4];
  private final double[] matrix = new double[9];

  RecordedMotion(Performance performed, double framesPerSecond) {
    this.betas = performed.betas().clone();
    this.firstFrame = performed.firstFrame();
    this.framesPerSecond = framesPerSecond;
    this.remarks = performed.remarks();
    this.frames = new double[performed.rotations().length][];
    for (int t = 0; t < frames.length; t++) {
      frames[t] = performed.rotations()[t].clone();
      System.arraycopy(performed.world().orElseThrow().turns().get(t), 0, frames[t], 0, 9);
    }
  }

  /** Number of its frames. */
  public int frames() {
    return frames.length;
  }

  /** Its rate, in hertz. */
  public double framesPerSecond() {
    return framesPerSecond;
  }

  /** The frame of the file that frame 0 is. */
  public int firstFrame() {
    return firstFrame;
  }

  /** What was seen in the file. */
  public List<Remark> remarks() {
    return remarks;
  }

  @Override
  public double[] betas() {
    return betas.clone();
  }

  @Override
  public void rotations(double seconds, double[] rotations) {
    double place = Math.max(0, Math.min(frames.length - 1.0, seconds * framesPerSecond));
    int frame = (int) Math.floor(place + NEARLY);
    double share = place - frame;
    System.arraycopy(frames[frame], 0, rotations, 0, JOINTS * 9);
    if (share > NEARLY && frame + 1 < frames.length) {
      for (int joint = 0; joint < JOINTS; joint++) {
        between(frames[frame], frames[frame + 1], joint * 9, share, rotations);
      }
    }
  }

  /** A moment so near to a frame, in frames, is the frame. */
  private static final double NEARLY = 1e-6;

  private void between(double[] a, double[] b, int at, double share, double[] rotations) {
    Rotations.toQuaternion(Arrays.copyOfRange(a, at, at + 9), from);
    Rotations.toQuaternion(Arrays.copyOfRange(b, at, at + 9), to);
    double dot = 0;
    for (int k = 0; k < 4; k++) {
      dot += from[k] * to[k];
    }
    double sign = dot < 0 ? -1 : 1;
    double length = 0;
    for (int k = 0; k < 4; k++) {
      from[k] += share * (sign * to[k] - from[k]);
      length += from[k] * from[k];
    }
    for (int k = 0; k < 4; k++) {
      from[k] /= Math.sqrt(length);
    }
    Rotations.fromQuaternion(from, matrix);
    System.arraycopy(matrix, 0, rotations, at, 9);
  }
}
