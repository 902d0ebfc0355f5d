package hmrbench.video.track;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One detection per person. */
final class Overlaps {

  private Overlaps() {}

  /** Something of which this much lies inside a person is a part of the person. */
  static final double PART = 0.65;

  /**
   * Drops every detection that overlaps a surer one by more than {@code most}, or lies inside it: a
   * leg, a head.
   */
  static List<Detection> strongest(List<Detection> detections, double most) {
    List<Detection> sorted = new ArrayList<>(detections);
    sorted.sort(Comparator.comparingDouble(Detection::confidence).reversed());
    List<Detection> kept = new ArrayList<>();
    for (Detection detection : sorted) {
      boolean known =
          kept.stream()
              .anyMatch(
                  other ->
                      other.box().overlap(detection.box()) > most
                          || detection.box().insideOf(other.box()) > PART);
      if (!known) {
        kept.add(detection);
      }
    }
    return kept;
  }
}
