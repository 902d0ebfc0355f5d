package hmrbench.train;

import hmrbench.core.FloatGrid;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Static features of clips, of which nothing else is known.
 *
 * @param clips features [T, F] of each
 */
public record FeatureClips(List<FloatGrid> clips) {

  public FeatureClips {
    clips = List.copyOf(clips);
    if (clips.isEmpty()) {
      throw new IllegalArgumentException("expected at least one clip");
    }
  }

  /** The features of clips, which are made on all cores; the rest of them is let go. */
  public static FeatureClips of(TrainingClips source) {
    return new FeatureClips(
        LongStream.range(0, source.count())
            .parallel()
            .mapToObj(number -> source.clip(number).features())
            .toList());
  }

  /** How many there are. */
  int size() {
    return clips.size();
  }

  /** Features [T, F] of a clip. */
  FloatGrid clip(int number) {
    return clips.get(number);
  }

  /** Length of a feature, F. */
  public int featureSize() {
    return clips.get(0).size(1);
  }

  /** Frames of the shortest clip. */
  int shortest() {
    return clips.stream().mapToInt(clip -> clip.size(0)).min().orElseThrow();
  }
}
