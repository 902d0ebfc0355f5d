package hmrbench.video.track;

import hmrbench.picture.geometry.Box;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One person through a video.
 *
 * @param id unique in the video, from 1
 * @param detections how many of the boxes a detector or a file gave; the others were followed by
 *     the person's look
 * @param boxes tight boxes by frame; frames between may be missing
 */
public record PersonTrack(int id, int detections, SortedMap<Integer, Box> boxes) {

  public PersonTrack {
    if (boxes.isEmpty()) {
      throw new IllegalArgumentException("track %d has no box".formatted(id));
    }
    boxes = Collections.unmodifiableSortedMap(new TreeMap<>(boxes));
  }

  /** A person all of whose boxes are given. */
  public static PersonTrack given(int id, SortedMap<Integer, Box> boxes) {
    return new PersonTrack(id, boxes.size(), boxes);
  }

  public int firstFrame() {
    return boxes.firstKey();
  }

  public int lastFrame() {
    return boxes.lastKey();
  }

  /** Frames from the first to the last box, those between without a box included. */
  public int spanFrames() {
    return lastFrame() - firstFrame() + 1;
  }
}
