package hmrbench.video.film;

import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import hmrbench.core.SmplTrack;
import hmrbench.record.FrameTable;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody in a film: the truth, or what one model says.
 *
 * @param name as written in the records
 * @param colour 0xRRGGBB
 * @param joints the body's joints, T frames
 * @param smpl what poses a mesh, where the record has it
 * @param errors per column of a metric one value per frame; none for the truth
 * @param attention per frame, where the model has it
 */
public record FilmPerson(
    String name,
    int colour,
    JointTrack joints,
    Optional<SmplTrack> smpl,
    Map<String, Series> errors,
    Optional<FrameTable.Attention> attention) {

  public FilmPerson {
    errors = Map.copyOf(errors);
  }
}
