package hmrbench.run.video;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.picture.geometry.Box;
import hmrbench.run.video.FoundInFilm.Outcome;
import hmrbench.run.video.FoundInFilm.Person;
import hmrbench.run.video.FoundInFilm.Track;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Made-up tracks of two people who stand 200 pixels from each other for ten frames. */
class FoundInFilmTest {

  private static final Box LEFT = new Box(100, 100, 80, 80);
  private static final Box RIGHT = LEFT.moved(200, 0);
  private static final List<List<Box>> TRUTH = List.of(for10(LEFT), for10(RIGHT));

  private static List<Box> for10(Box box) {
    return Collections.nCopies(10, box);
  }

  private static List<Box> joined(List<Box> first, List<Box> then) {
    List<Box> all = new ArrayList<>(first);
    all.addAll(then);
    return all;
  }

  @Test
  void who_is_followed_by_one_track_each_is_found_in_every_frame() {
    Outcome outcome =
        FoundInFilm.of(TRUTH, List.of(new Track(7, 0, for10(RIGHT)), new Track(8, 0, for10(LEFT))));

    assertThat(outcome.people().get(0).frames()).hasSize(10);
    assertThat(outcome.people().get(0).trackOf().get(3)).hasValue(1);
    assertThat(outcome.people().get(1).trackOf().get(3)).hasValue(0);
    assertThat(outcome.people()).allMatch(it -> it.changes() == 0 && it.swaps() == 0);
    assertThat(outcome.others()).isZero();
  }

  @Test
  void tracks_that_change_people_are_one_swap_of_each() {
    List<Box> there = joined(for10(LEFT).subList(0, 6), for10(RIGHT).subList(0, 4));
    List<Box> back = joined(for10(RIGHT).subList(0, 6), for10(LEFT).subList(0, 4));
    Outcome outcome = FoundInFilm.of(TRUTH, List.of(new Track(1, 0, there), new Track(2, 0, back)));

    for (Person person : outcome.people()) {
      assertThat(person.frames()).hasSize(10);
      assertThat(person.changes()).isEqualTo(1);
      assertThat(person.swaps()).isEqualTo(1);
      assertThat(person.tracks()).isEqualTo(2);
    }
  }

  @Test
  void a_new_track_after_a_gap_is_a_change_and_no_swap_and_the_gap_is_missed() {
    Outcome outcome =
        FoundInFilm.of(
            TRUTH,
            List.of(
                new Track(1, 0, for10(LEFT).subList(0, 3)),
                new Track(2, 5, for10(LEFT).subList(0, 5))));
    Person left = outcome.people().get(0);

    assertThat(left.frames()).containsExactly(0, 1, 2, 5, 6, 7, 8, 9);
    assertThat(left.changes()).isEqualTo(1);
    assertThat(left.swaps()).isZero();
    assertThat(outcome.people().get(1).frames()).isEmpty();
    assertThat(outcome.people().get(1).tracks()).isZero();
  }

  @Test
  void a_track_that_no_one_needs_is_another_in_each_of_its_frames() {
    Outcome outcome =
        FoundInFilm.of(
            TRUTH,
            List.of(
                new Track(1, 0, for10(LEFT)),
                new Track(2, 4, for10(LEFT.moved(5, 0)).subList(0, 6)),
                new Track(3, 0, for10(LEFT.moved(0, 300)).subList(0, 2))));

    assertThat(outcome.others()).isEqualTo(8);
    assertThat(outcome.people().get(0).tracks()).isEqualTo(1);
  }

  @Test
  void a_square_counts_from_half_of_the_joint_area_on() {
    // Shared over joint area of equal squares of side 80 that are d apart: (80 - d) / (80 + d).
    Box atHalf = LEFT.moved(80 / 3.0 - 0.01, 0);
    Box beyond = LEFT.moved(80 / 3.0 + 0.01, 0);

    assertThat(found(atHalf)).isEqualTo(10);
    assertThat(found(beyond)).isZero();
  }

  private static int found(Box box) {
    return FoundInFilm.of(TRUTH, List.of(new Track(1, 0, for10(box))))
        .people()
        .get(0)
        .frames()
        .size();
  }

  @Test
  void someone_keeps_their_track_although_another_fits_better() {
    Box near = LEFT.moved(10, 0);
    Outcome outcome =
        FoundInFilm.of(
            List.of(for10(LEFT)),
            List.of(new Track(1, 0, for10(near)), new Track(2, 3, for10(LEFT).subList(0, 7))));

    assertThat(outcome.people().get(0).changes()).isZero();
    assertThat(outcome.others()).isEqualTo(7);
  }

  @Test
  void without_tracks_everyone_is_missed() {
    Outcome outcome = FoundInFilm.of(TRUTH, List.of());

    assertThat(outcome.people()).allMatch(it -> it.frames().isEmpty());
    assertThat(outcome.others()).isZero();
  }
}
