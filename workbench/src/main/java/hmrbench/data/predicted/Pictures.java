package hmrbench.data.predicted;

import hmrbench.core.Fault;
import hmrbench.io.NdArray;
import java.util.ArrayList;
import java.util.List;

/**
 * People that a program found in single pictures of a video, without identities from picture to
 * picture. They are one track where no picture has two of them.
 */
final class Pictures {

  private final String file;
  private final List<String> frames = new ArrayList<>();
  private final List<NdArray> poses = new ArrayList<>();
  private final List<NdArray> betas = new ArrayList<>();

  private int looked;

  Pictures(String file) {
    this.file = file;
  }

  /** How many pictures were looked at, with people in them or without. */
  int looked() {
    return looked;
  }

  /**
   * A picture with one person in it.
   *
   * @param pose [any, width] or [width], one row
   * @param shape likewise
   */
  void add(String frame, NdArray pose, NdArray shape) {
    frames.add(frame);
    poses.add(pose);
    betas.add(shape);
  }

  /**
   * Takes note of a picture.
   *
   * @throws Fault if there are two people in it
   */
  void look(String frame, int people) {
    looked++;
    if (people > 1) {
      throw Fault.asked(
          "%s: picture %s: expected one person, got %d without names: no one knows who is who in"
              + " the next one; write a file for each person",
          file, frame, people);
    }
  }

  /**
   * The pictures with a person in them.
   *
   * @throws Fault if there are none
   */
  List<String> frames() {
    if (frames.isEmpty()) {
      throw Fault.asked(
          "%s: expected a person in one picture at least, got none; write the file again", file);
    }
    return frames;
  }

  NdArray poses(String key) {
    return joined(key, poses);
  }

  NdArray betas(String key) {
    return joined(key, betas);
  }

  private NdArray joined(String key, List<NdArray> rows) {
    int width = Math.toIntExact(rows.get(0).count());
    double[] all = new double[rows.size() * width];
    for (int t = 0; t < rows.size(); t++) {
      if (rows.get(t).count() != width) {
        throw WorldArrays.wrong(
            file,
            key,
            "%d values in picture %s, as in the first".formatted(width, frames.get(t)),
            rows.get(t));
      }
      System.arraycopy(rows.get(t).doubles(), 0, all, t * width, width);
    }
    return NdArray.of(all, rows.size(), width);
  }
}
