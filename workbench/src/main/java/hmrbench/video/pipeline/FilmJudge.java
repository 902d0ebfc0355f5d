package hmrbench.video.pipeline;

import hmrbench.core.SmplTrack;
import hmrbench.picture.geometry.Box;
import java.util.List;

/** Holds what was found in a video against what is known of it. */
@FunctionalInterface
public interface FilmJudge {

  /**
   * Someone who was found.
   *
   * @param id of the track
   * @param firstFrame of the track
   * @param squares that crops were cut from, one per frame, before enlargement
   * @param smpl the body in each of these frames
   */
  record Found(int id, int firstFrame, List<Box> squares, SmplTrack smpl) {
    public Found {
      squares = List.copyOf(squares);
    }
  }

  /**
   * What the page shows.
   *
   * @param columns heads of the table
   * @param rows its fields
   * @param notes what the numbers mean, a sentence each
   */
  record Verdict(List<String> columns, List<List<String>> rows, List<String> notes) {
    public Verdict {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      notes = List.copyOf(notes);
    }
  }

  /** The verdict on everyone who was found. */
  Verdict judge(List<Found> found);
}
