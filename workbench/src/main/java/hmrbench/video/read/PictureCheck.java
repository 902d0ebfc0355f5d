package hmrbench.video.read;

import hmrbench.core.Remark;
import hmrbench.picture.image.Picture;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the pictures of a video say, collected while they go by: which repeat the one before, which
 * are damaged.
 */
public final class PictureCheck {

  /** Largest mean difference of two pictures that count as one, in levels of 255. */
  private static final double SAME_PICTURE = 0.05;

  /** Only every so many bytes are compared; odd, so that all three colours are. */
  private static final int STRIDE = 7;

  private final List<Integer> repeated = new ArrayList<>();
  private final List<Integer> damaged = new ArrayList<>();
  private int frames;
  private @Nullable Picture before;

  /** Takes the next frame; keeps its picture until the one after. */
  public void add(VideoFrame frame) {
    if (before != null && difference(before, frame.picture()) <= SAME_PICTURE) {
      repeated.add(frame.index());
    }
    if (frame.damaged()) {
      damaged.add(frame.index());
    }
    frames++;
    before = frame.picture();
  }

  /** Frames whose picture does not differ from the one before. */
  public List<Integer> repeated() {
    return List.copyOf(repeated);
  }

  /** Frames of which the decoder had to make up a part. */
  public List<Integer> damaged() {
    return List.copyOf(damaged);
  }

  /** What a user should know; empty for flawless pictures. */
  public List<Remark> remarks(String about) {
    List<Remark> remarks = new ArrayList<>();
    if (!repeated.isEmpty()) {
      remarks.add(
          Remark.note(
              "repeated-pictures",
              about,
              "%d of %d frames repeat the picture before: %s"
                  .formatted(repeated.size(), frames, RepairRemarks.some(repeated))));
    }
    if (!damaged.isEmpty()) {
      remarks.add(
          Remark.doubt(
              "damaged-pictures",
              about,
              "%d of %d frames are damaged and were made up by the decoder: %s"
                  .formatted(damaged.size(), frames, RepairRemarks.some(damaged))));
    }
    return remarks;
  }

  private static double difference(Picture a, Picture b) {
    if (a.width() != b.width() || a.height() != b.height()) {
      return Double.POSITIVE_INFINITY;
    }
    byte[] left = a.rgb();
    byte[] right = b.rgb();
    long sum = 0;
    int count = 0;
    for (int at = 0; at < left.length; at += STRIDE) {
      sum += Math.abs((left[at] & 255) - (right[at] & 255));
      count++;
    }
    return (double) sum / count;
  }
}
