package hmrbench.io.bvh;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The header of a file: everything before the frames.
 *
 * @param joints all joints, parents before children, in the order of the file
 * @param frames number of frames that the file announces
 * @param secondsPerFrame time between frames
 * @param frameTime the same as the file writes it: how many digits it has says how far to trust it
 */
public record BvhSkeleton(
    List<Joint> joints, int frames, double secondsPerFrame, String frameTime) {

  /**
   * A joint.
   *
   * @param name as in the file
   * @param parent index of the parent; -1 for the root
   * @param offset from the parent where the joint has no position channels
   * @param channels in the order of the file, which is the order of its rotations
   * @param firstChannel index of the first channel in a frame
   * @param end the end of the last bone, from the joint, where the file has an End Site
   */
  public record Joint(
      String name,
      int parent,
      Offset offset,
      List<Channel> channels,
      int firstChannel,
      Optional<Offset> end) {

    public Joint {
      channels = List.copyOf(channels);
    }
  }

  /** A vector, in the file's units times the scale that was asked for. */
  public record Offset(double x, double y, double z) {}

  public BvhSkeleton {
    joints = List.copyOf(joints);
  }

  /** Numbers per frame. */
  public int channels() {
    return joints.stream().mapToInt(joint -> joint.channels().size()).sum();
  }

  /** Names of the joints, in the order of the file. */
  public List<String> names() {
    return joints.stream().map(Joint::name).toList();
  }

  /** The index of the joint with this name, in any case. */
  public Optional<Integer> indexOf(String name) {
    return IntStream.range(0, joints.size())
        .filter(i -> joints.get(i).name().equalsIgnoreCase(name))
        .boxed()
        .findFirst();
  }
}
