package hmrbench.io.bvh;

import hmrbench.core.Fault;
import hmrbench.io.ByteSource;
import hmrbench.io.bvh.BvhSkeleton.Joint;
import java.nio.file.Path;
import java.util.List;

/**
 * A motion in a Biovision hierarchy file.
 *
 * <p>Rotations of a joint are taken in the order of its channels, R = R1 R2 R3, in degrees.
 * Position channels replace the joint's offset, on the root and elsewhere, as most exporters write
 * them; an axis without a channel keeps its offset. Some exporters write how far a joint is from
 * its offset instead: where the positions below the root are nearer to 0 than to the offsets, they
 * are added to these. Axes are the file's.
 */
public final class Bvh {

  /** Share of {@link #displacementShare} up to which positions are clearly displacements. */
  private static final double CLEARLY_ADDED = 0.3;

  private final BvhSkeleton skeleton;
  private final double[] values;
  private final int extraFrames;
  private final double displacement;

  Bvh(BvhSkeleton skeleton, double[] values, int extraFrames) {
    this.skeleton = skeleton;
    this.values = values;
    this.extraFrames = extraFrames;
    this.displacement = displacementShare();
  }

  /**
   * How far positions below the root are from 0, as a share of that and of how far they are from
   * the offsets: 0 where they are displacements, 1 where they replace the offsets or there are
   * none.
   */
  private double displacementShare() {
    double fromZero = 0;
    double fromOffset = 0;
    for (Joint joint : skeleton.joints()) {
      for (int c = 0; c < joint.channels().size() && joint.parent() >= 0; c++) {
        Channel channel = joint.channels().get(c);
        double offset = component(joint.offset(), channel.axis());
        for (int t = 0; t < frames() && !channel.isRotation() && offset != 0; t++) {
          double value = value(t, joint.firstChannel() + c);
          fromZero += Math.abs(value);
          fromOffset += Math.abs(value - offset);
        }
      }
    }
    return fromOffset == 0 ? 1 : fromZero / (fromZero + fromOffset);
  }

  private static double component(BvhSkeleton.Offset offset, int axis) {
    return axis == 0 ? offset.x() : axis == 1 ? offset.y() : offset.z();
  }

  /** Frames beyond those that the file announces, which are left out. */
  public int extraFrames() {
    return extraFrames;
  }

  /** Whether positions below the root are added to the offsets rather than put in their place. */
  public boolean addsPositions() {
    return displacement < 0.5;
  }

  /** Whether it is hard to say what positions below the root mean. */
  public boolean positionsAreUnclear() {
    return displacement > CLEARLY_ADDED && displacement < 1 - CLEARLY_ADDED;
  }

  /**
   * Reads a file, lengths in its own units.
   *
   * @throws hmrbench.io.FormatException if it is another kind of file, breaks off, has fewer
   *     numbers than announced, or uses what is not supported; the message names file and line
   * @throws Fault if there is no such file
   */
  public static Bvh read(Path file) {
    return read(file, 1);
  }

  /**
   * Reads a file.
   *
   * @param metresPerUnit what a length of 1 in the file is; files do not say
   */
  public static Bvh read(Path file, double metresPerUnit) {
    return new BvhReader(ByteSource.open(file), metresPerUnit).motion();
  }

  /** Reads bytes, lengths in their own units; see {@link #read(Path)}. */
  public static Bvh read(ByteSource source) {
    return new BvhReader(source, 1).motion();
  }

  /** Reads the header without the frames. */
  public static BvhSkeleton readSkeleton(Path file) {
    return new BvhReader(ByteSource.open(file), 1).skeleton();
  }

  public BvhSkeleton skeleton() {
    return skeleton;
  }

  public int frames() {
    return skeleton.frames();
  }

  /** The value of a channel, as in the file but for the scale of positions. */
  public double value(int frame, int channel) {
    return values[frame * skeleton.channels() + channel];
  }

  /**
   * Where all J joints are in a frame.
   *
   * @param frame the frame; -1 for the rest pose, every channel 0 and every joint at its offset
   * @param rotations filled with rotations into the file's axes [J * 9], row-major
   * @param positions filled with positions [J * 3]
   */
  public void globals(int frame, double[] rotations, double[] positions) {
    List<Joint> joints = skeleton.joints();
    double[] local = new double[9];
    double[] offset = new double[3];
    for (int j = 0; j < joints.size(); j++) {
      Joint joint = joints.get(j);
      place(joint, frame, local, offset);
      if (joint.parent() < 0) {
        System.arraycopy(local, 0, rotations, j * 9, 9);
        System.arraycopy(offset, 0, positions, j * 3, 3);
        continue;
      }
      int parent = joint.parent();
      for (int row = 0; row < 3; row++) {
        double position = positions[parent * 3 + row];
        for (int k = 0; k < 3; k++) {
          position += rotations[parent * 9 + row * 3 + k] * offset[k];
          double sum = 0;
          for (int m = 0; m < 3; m++) {
            sum += rotations[parent * 9 + row * 3 + m] * local[m * 3 + k];
          }
          rotations[j * 9 + row * 3 + k] = sum;
        }
        positions[j * 3 + row] = position;
      }
    }
  }

  private void place(Joint joint, int frame, double[] local, double[] offset) {
    offset[0] = joint.offset().x();
    offset[1] = joint.offset().y();
    offset[2] = joint.offset().z();
    for (int k = 0; k < 9; k++) {
      local[k] = k % 4 == 0 ? 1 : 0;
    }
    for (int c = 0; c < joint.channels().size() && frame >= 0; c++) {
      Channel channel = joint.channels().get(c);
      double value = value(frame, joint.firstChannel() + c);
      if (channel.isRotation()) {
        turn(local, channel.axis(), StrictMath.toRadians(value));
      } else {
        boolean adds = addsPositions() && joint.parent() >= 0;
        offset[channel.axis()] = adds ? offset[channel.axis()] + value : value;
      }
    }
  }

  /** matrix = matrix R(axis, angle). */
  private static void turn(double[] matrix, int axis, double angle) {
    int a = (axis + 1) % 3;
    int b = (axis + 2) % 3;
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    for (int row = 0; row < 3; row++) {
      double u = matrix[row * 3 + a];
      double v = matrix[row * 3 + b];
      matrix[row * 3 + a] = u * cos + v * sin;
      matrix[row * 3 + b] = v * cos - u * sin;
    }
  }
}
