package hmrbench.video.pipeline;

import hmrbench.core.Fault;
import hmrbench.picture.geometry.Box;
import hmrbench.video.read.Video;
import hmrbench.video.track.PersonTrack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Between the frames of a file, as users and their boxes count them, and those that are left of it
 * where it was thinned out.
 */
final class StoredFrames {

  private StoredFrames() {}

  /**
   * Boxes of the frames that are left, counted from 0. A frame without a box between two that have
   * one gets what lies between them.
   *
   * @param tracks in frames of the file
   * @param file where they come from
   * @throws Fault if a box lies after the video's end
   */
  static List<PersonTrack> taken(List<PersonTrack> tracks, Video video, Path file) {
    int last = video.storedFrames() - 1;
    List<PersonTrack> taken = new ArrayList<>();
    for (PersonTrack track : tracks) {
      if (track.lastFrame() > last) {
        throw Fault.asked(
            "%s: person %d has a box in frame %d, the video ends with frame %d",
            file, track.id(), track.lastFrame(), last);
      }
      SortedMap<Integer, Box> boxes = taken(track, video);
      if (!boxes.isEmpty()) {
        taken.add(PersonTrack.given(track.id(), boxes));
      }
    }
    if (taken.isEmpty()) {
      throw Fault.asked("%s: no one has a box in a frame that --fps leaves", file);
    }
    return taken;
  }

  private static SortedMap<Integer, Box> taken(PersonTrack track, Video video) {
    boolean whole = video.frames() == video.storedFrames();
    SortedMap<Integer, Box> boxes = new TreeMap<>();
    for (int frame = 0; frame < video.frames(); frame++) {
      int stored = video.stored(frame);
      Box box = track.boxes().get(stored);
      if (box != null) {
        boxes.put(frame, box);
      } else if (!whole && stored > track.firstFrame() && stored < track.lastFrame()) {
        boxes.put(frame, between(track.boxes(), stored));
      }
    }
    return boxes;
  }

  private static Box between(SortedMap<Integer, Box> boxes, int frame) {
    int before = boxes.headMap(frame).lastKey();
    int after = boxes.tailMap(frame).firstKey();
    double share = (double) (frame - before) / (after - before);
    Box from = Objects.requireNonNull(boxes.get(before));
    Box to = Objects.requireNonNull(boxes.get(after));
    return new Box(
        from.centreX() + share * (to.centreX() - from.centreX()),
        from.centreY() + share * (to.centreY() - from.centreY()),
        from.width() + share * (to.width() - from.width()),
        from.height() + share * (to.height() - from.height()));
  }

  /** The same boxes in frames of the file. */
  static List<PersonTrack> numbered(List<PersonTrack> tracks, Video video) {
    List<PersonTrack> numbered = new ArrayList<>();
    for (PersonTrack track : tracks) {
      SortedMap<Integer, Box> boxes = new TreeMap<>();
      track.boxes().forEach((frame, box) -> boxes.put(video.stored(frame), box));
      numbered.add(new PersonTrack(track.id(), track.detections(), boxes));
    }
    return numbered;
  }
}
