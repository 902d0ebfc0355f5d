package hmrbench.run.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.picture.geometry.Box;
import hmrbench.run.video.FilmScores.PersonScore;
import hmrbench.run.video.FilmScores.Tracked;
import hmrbench.run.video.FilmScores.Truth;
import hmrbench.run.video.FilmScores.Value;
import hmrbench.run.video.FoundInFilm.Track;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies with known errors: a wrist that is off by known amounts in some frames. */
class FilmScoresTest {

  private static final int FRAMES = 10;
  private static final int JOINTS = 14;
  private static final Box BOX = new Box(100, 100, 80, 80);

  @TempDir private Path folder;

  /** A body at rest, one wrist of which is moved by so many metres in each frame. */
  private static JointTrack joints(double... wrist) {
    float[] metres = new float[wrist.length * JOINTS * 3];
    int moved = JointSet.SMPL14.indexOf(Joint.LEFT_WRIST);
    for (int t = 0; t < wrist.length; t++) {
      for (int joint = 0; joint < JOINTS; joint++) {
        int at = (t * JOINTS + joint) * 3;
        metres[at] = (float) Math.cos(joint);
        metres[at + 1] = joint * 0.1f;
        metres[at + 2] = (float) (Math.sin(2.0 * joint) + (joint == moved ? wrist[t] : 0));
      }
    }
    return new JointTrack(
        JointSet.SMPL14,
        CoordinateFrame.CAMERA,
        30,
        FloatGrid.owning(metres, wrist.length, JOINTS, 3));
  }

  private static List<Truth> truth() {
    return List.of(new Truth(Collections.nCopies(FRAMES, BOX), joints(new double[FRAMES])));
  }

  @Test
  void a_body_that_is_right_in_a_box_that_is_off_has_box_errors_alone() {
    Box off = BOX.moved(4, 3).scaled(1.1);
    FilmScores scores =
        FilmScores.of(
            truth(),
            List.of(
                new Tracked(
                    new Track(1, 0, Collections.nCopies(FRAMES, off)),
                    joints(new double[FRAMES]))));
    PersonScore person = scores.people().get(0);

    assertThat(person.missed()).isZero();
    assertThat(mean(person, Value.CENTRE)).isCloseTo(5.0 / 80, within(1e-9));
    assertThat(mean(person, Value.SIDE)).isCloseTo(0.1, within(1e-9));
    assertThat(mean(person, Value.OVERLAP)).isCloseTo(BOX.overlap(off), within(1e-12));
    assertThat(mean(person, Value.MPJPE)).isCloseTo(0, within(1e-9));
    assertThat(mean(person, Value.ACCELERATION)).isCloseTo(0, within(1e-9));
  }

  private static double mean(PersonScore person, Value value) {
    return FilmScores.mean(person.found(), value).orElseThrow();
  }

  @Test
  void errors_of_bodies_are_means_over_found_frames_and_accelerations_need_three_in_a_row() {
    // Found in frames 0 to 3 and 6 to 9; a wrist is 140 mm off in frame 2 alone.
    double[] wrist = {0, 0, 0.14, 0};
    List<Tracked> tracks = new ArrayList<>();
    tracks.add(new Tracked(new Track(1, 0, Collections.nCopies(4, BOX)), joints(wrist)));
    tracks.add(new Tracked(new Track(2, 6, Collections.nCopies(4, BOX)), joints(0, 0, 0, 0)));
    PersonScore person = FilmScores.of(truth(), tracks).people().get(0);

    assertThat(person.missed()).isEqualTo(2);
    assertThat(person.tracks()).isEqualTo(2);
    // 140 mm over 14 joints is 10 mm in one of eight frames.
    assertThat(mean(person, Value.MPJPE)).isCloseTo(10.0 / 8, within(1e-4));
    // Frames 1, 2, 7 and 8 have two neighbours: 140 and 2 x 140 over 14 joints, 0 and 0.
    assertThat(mean(person, Value.ACCELERATION)).isCloseTo((10 + 20) / 4.0, within(1e-4));
    assertThat(person.found().get(3).errors().get(2)).isEmpty();
    assertThat(person.found().get(4).errors().get(2)).isEmpty();
  }

  @Test
  void who_is_missed_throughout_has_no_error_rather_than_none() throws IOException {
    FilmScores scores = FilmScores.of(truth(), List.of());
    FilmTable table = FilmTable.of(scores);
    table.write(folder);

    assertThat(table.rows()).containsExactly(missed("1", "\u2013"), missed("all", "0"));
    assertThat(Files.readAllLines(folder.resolve("scores.csv")))
        .containsExactly(
            "person,frames,found,missed,tracks,changes,swaps,at_no_one,iou,centre_error,side_error,"
                + "side_error_size,mpjpe_mm,pa_mpjpe_mm,accel_err_mm_per_frame2",
            "1,10,0,10,0,0,0,,,,,,,,",
            "all,10,0,10,0,0,0,0,,,,,,,");
    assertThat(Files.readAllLines(folder.resolve("found.csv"))).hasSize(1);
  }

  private static List<String> missed(String name, String others) {
    List<String> row = new ArrayList<>(List.of(name, "0 of 10 (0.0 %)", "10", "0", "0", others));
    row.addAll(Collections.nCopies(6, "\u2013"));
    return row;
  }

  @Test
  void films_are_rows_of_their_own_and_counted_together() {
    FilmScores found =
        FilmScores.of(
            truth(),
            List.of(
                new Tracked(
                    new Track(1, 0, Collections.nCopies(FRAMES, BOX)), joints(new double[FRAMES])),
                new Tracked(
                    new Track(2, 0, Collections.nCopies(FRAMES, BOX)),
                    joints(new double[FRAMES]))));
    Map<String, FilmScores> films = new LinkedHashMap<>();
    films.put("seed 1", found);
    films.put("seed 2", FilmScores.of(truth(), List.of()));
    FilmTable table = FilmTable.of(films);

    assertThat(table.columns()).startsWith("film", "found");
    assertThat(table.rows().get(2))
        .startsWith("all", "10 of 20 (50.0 %)", "10", "1", "0", "10", "1.00");
    assertThat(table.markdown())
        .contains(
            "| all | 10 of 20 (50.0 %) | 10 | 1 | 0 | 10 | 1.00 | 0.0 % | 0.0 % | 0.0 | 0.0 |");
  }

  @Test
  void the_row_of_all_is_the_mean_over_frames_of_everyone() {
    List<Truth> two = new ArrayList<>(truth());
    two.add(new Truth(Collections.nCopies(FRAMES, BOX.moved(300, 0)), joints(new double[FRAMES])));
    List<Tracked> tracks =
        List.of(
            new Tracked(
                new Track(4, 0, Collections.nCopies(FRAMES, BOX)), joints(new double[FRAMES])),
            new Tracked(
                new Track(5, 0, List.of(BOX.moved(300, 0), BOX.moved(300, 0))),
                joints(0.28, 0.28)));
    FilmTable table = FilmTable.of(FilmScores.of(two, tracks));

    assertThat(table.rows().get(1)).contains("2 of 10 (20.0 %)", "20.0");
    // 10 frames without an error and 2 of 20 mm.
    assertThat(table.rows().get(2)).contains("12 of 20 (60.0 %)", "8", "3.3");
    assertThat(table.lines())
        .hasSize(4)
        .allMatch(it -> it.length() == table.lines().get(0).length());
  }
}
