package hmrbench.video.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.picture.geometry.Box;
import hmrbench.picture.geometry.BoxSmoothing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class TrackerTest {

  private static final Tracker.Rules RULES = new Tracker.Rules(0.2, 0.5, 15, 60);

  private final Random random = new Random(7);

  @Test
  void people_who_walk_past_each_other_keep_their_numbers() {
    Tracker tracker = new Tracker(RULES);
    for (int t = 0; t < 100; t++) {
      Detection right = seen(100 + 8 * t, 300, 80, 200);
      Detection left = seen(900 - 8 * t, 320, 80, 200);
      tracker.add(
          random.nextBoolean() ? List.of(right, left) : List.of(left, right), Follower.NONE);
    }
    List<PersonTrack> tracks = tracker.tracks();
    assertThat(tracks).hasSize(2);
    for (PersonTrack track : tracks) {
      double direction = Math.signum(track.boxes().get(1).centreX() - 500);
      assertThat(track.boxes()).hasSize(100);
      // Who starts on the left ends on the right.
      assertThat(Math.signum(track.boxes().get(99).centreX() - 500)).isEqualTo(-direction);
    }
  }

  @Test
  void three_people_with_missed_and_false_boxes_are_three_tracks() {
    Tracker tracker = new Tracker(RULES);
    for (int t = 0; t < 150; t++) {
      List<Detection> seen = new ArrayList<>();
      for (int person = 0; person < 3; person++) {
        if (random.nextDouble() < 0.8) {
          seen.add(seen(200 + 300 * person + 40 * Math.sin(t / 15.0 + person), 300, 90, 220));
        }
      }
      if (random.nextDouble() < 0.1) {
        seen.add(seen(random.nextInt(1000), 700, 40, 90));
      }
      Collections.shuffle(seen, random);
      tracker.add(seen, Follower.NONE);
    }
    List<PersonTrack> lasting = TrackSelection.lasting(tracker.tracks(), 25, 1);
    assertThat(lasting).hasSize(3);
    assertThat(lasting).allMatch(track -> track.spanFrames() > 140);
    assertThat(tracker.tracks().size()).isGreaterThan(3);
  }

  @Test
  void a_person_hidden_for_a_while_is_found_where_he_was_heading() {
    Tracker tracker = new Tracker(RULES);
    for (int t = 0; t < 60; t++) {
      boolean hidden = t >= 30 && t < 40;
      tracker.add(hidden ? List.of() : List.of(seen(100 + 10 * t, 300, 80, 200)), Follower.NONE);
    }
    assertThat(tracker.tracks()).hasSize(1);
    assertThat(tracker.tracks().get(0).boxes()).hasSize(50);
  }

  @Test
  void a_person_who_left_for_long_comes_back_as_another() {
    Tracker tracker = new Tracker(RULES);
    for (int t = 0; t < 60; t++) {
      boolean away = t >= 20 && t < 40;
      tracker.add(away ? List.of() : List.of(seen(300, 300, 80, 200)), Follower.NONE);
    }
    List<PersonTrack> tracks = tracker.tracks();
    assertThat(tracks).hasSize(2);
    assertThat(tracks.get(0).lastFrame()).isEqualTo(19);
    assertThat(tracks.get(1).firstFrame()).isEqualTo(40);
  }

  @Test
  void looking_at_every_third_frame_finds_the_same_person() {
    Tracker tracker = new Tracker(RULES);
    for (int t = 0; t < 90; t += 3) {
      tracker.skipTo(t);
      tracker.add(List.of(seen(100 + 6 * t, 300, 80, 200)), Follower.NONE);
    }
    assertThat(tracker.tracks().get(0).lastFrame()).isEqualTo(87);
    assertThat(TrackSelection.lasting(tracker.tracks(), 25, 3)).hasSize(1);
  }

  /** Looks for people who are numbered from 1. */
  private static Follower follower(int people, IntFunction<Optional<Box>> find) {
    return new Follower() {
      @Override
      public void remember(int person, Box box) {
        assertThat(person).isBetween(1, people);
      }

      @Override
      public Optional<Box> find(int person) {
        assertThat(person).isBetween(1, people);
        return find.apply(person);
      }

      @Override
      public void forget(int person) {
        assertThat(person).isBetween(1, people);
      }
    };
  }

  @Test
  void who_was_detected_thrice_is_followed_for_a_while() {
    int[] asked = {0};
    Follower follower =
        follower(
            1,
            person -> {
              asked[0]++;
              return Optional.of(new Box(300, 300, 80, 200));
            });
    Tracker tracker = new Tracker(RULES);
    for (int t = 0; t < 100; t++) {
      tracker.add(t < 10 ? List.of(seen(300, 300, 80, 200)) : List.of(), follower);
    }
    assertThat(asked[0]).isEqualTo(60);
    PersonTrack track = tracker.tracks().get(0);
    assertThat(track.detections()).isEqualTo(10);
    assertThat(track.lastFrame()).isEqualTo(69);
  }

  @Test
  void nobody_is_followed_by_his_look_onto_somebody_who_was_detected() {
    Box other = new Box(500, 300, 80, 200);
    Follower follower =
        follower(
            2,
            person -> {
              assertThat(person).isEqualTo(1);
              return Optional.of(other.moved(10, 0));
            });
    Tracker tracker = new Tracker(RULES);
    for (int t = 0; t < 60; t++) {
      Detection second = new Detection(other, 0.9);
      tracker.add(t < 10 ? List.of(seen(300, 300, 80, 200), second) : List.of(second), follower);
    }
    List<PersonTrack> tracks = tracker.tracks();
    assertThat(tracks).hasSize(2);
    assertThat(tracks.get(0).lastFrame()).isEqualTo(9);
    assertThat(tracks.get(1).detections()).isEqualTo(60);
  }

  @Test
  void of_two_whose_looks_lead_to_one_place_the_one_who_was_detected_last_is_there() {
    Box place = new Box(400, 300, 80, 200);
    Follower follower = follower(2, person -> Optional.of(place.moved(5 * person, 0)));
    Tracker tracker = new Tracker(RULES);
    for (int t = 0; t < 10; t++) {
      List<Detection> both = List.of(seen(200, 300, 80, 200), seen(400, 300, 80, 200));
      tracker.add(t < 9 ? both : both.subList(1, 2), Follower.NONE);
    }
    for (int t = 10; t < 20; t++) {
      tracker.add(List.of(), follower);
    }
    assertThat(tracker.tracks().get(0).lastFrame()).isEqualTo(8);
    assertThat(tracker.tracks().get(1).lastFrame()).isEqualTo(19);
  }

  @Test
  void a_weak_detection_confirms_somebody_but_is_nobody_new() {
    Tracker tracker = new Tracker(RULES);
    Box known = new Box(300, 300, 80, 200);
    tracker.add(List.of(new Detection(known, 0.9)), Follower.NONE);
    tracker.add(
        List.of(new Detection(known, 0.1), new Detection(known.moved(300, 0), 0.4)), Follower.NONE);
    assertThat(tracker.tracks()).hasSize(1);
    assertThat(tracker.tracks().get(0).detections()).isEqualTo(2);
  }

  @Test
  void a_leg_is_neither_the_person_nor_somebody_new() {
    Tracker tracker = new Tracker(RULES);
    tracker.add(List.of(new Detection(new Box(300, 300, 80, 200), 0.9)), Follower.NONE);
    tracker.add(List.of(new Detection(new Box(310, 345, 45, 110), 0.9)), Follower.NONE);
    assertThat(tracker.tracks()).hasSize(1);
    assertThat(tracker.tracks().get(0).boxes()).hasSize(1);
  }

  @Test
  void who_was_detected_once_is_not_followed() {
    Tracker tracker = new Tracker(RULES);
    Follower follower =
        follower(
            1,
            person -> {
              throw new AssertionError("asked for person " + person);
            });
    tracker.add(List.of(seen(300, 300, 80, 200)), follower);
    tracker.add(List.of(), follower);
    assertThat(tracker.tracks().get(0).boxes()).hasSize(1);
  }

  @Test
  void an_empty_video_has_no_tracks() {
    Tracker tracker = new Tracker(RULES);
    tracker.add(List.of(), Follower.NONE);
    tracker.skipTo(2);
    tracker.add(List.of(), Follower.NONE);
    assertThat(tracker.tracks()).isEmpty();
  }

  @Test
  void a_leg_that_was_mostly_followed_is_left_out() {
    Map<Integer, Box> person = new TreeMap<>();
    Map<Integer, Box> leg = new TreeMap<>();
    for (int t = 0; t < 40; t++) {
      person.put(t, new Box(300 + t, 300, 80, 200));
      leg.put(t, new Box(320 + t, 345, 40, 110));
    }
    PersonTrack whole = PersonTrack.given(1, new TreeMap<>(person));
    PersonTrack followed = new PersonTrack(2, 5, new TreeMap<>(leg));
    PersonTrack child = PersonTrack.given(3, new TreeMap<>(leg));
    assertThat(TrackSelection.lasting(List.of(followed, whole), 25, 1)).containsExactly(whole);
    assertThat(TrackSelection.lasting(List.of(child, whole), 25, 1)).containsExactly(whole, child);
  }

  @Test
  void squares_fill_gaps_and_are_square_and_steady() {
    Map<Integer, Box> boxes = new TreeMap<>();
    for (int t = 5; t < 65; t++) {
      if (t < 20 || t > 30) {
        // Every tenth box is far too large.
        double factor = t % 10 == 0 ? 2 : 1;
        boxes.put(t, new Box(100 + t + random.nextGaussian(), 200, 50 * factor, 120 * factor));
      }
    }
    TrackSelection.Squares squares =
        TrackSelection.squares(PersonTrack.given(4, new TreeMap<>(boxes)), BoxSmoothing.FOR_TRACKS);
    assertThat(squares.firstFrame()).isEqualTo(5);
    assertThat(squares.frames()).isEqualTo(60);
    for (int i = 15; i < 45; i++) {
      Box box = squares.boxes().get(i);
      assertThat(box.width()).isEqualTo(box.height()).isCloseTo(120, within(1e-9));
      assertThat(box.centreX()).isCloseTo(105 + i, within(1.5));
    }
  }

  private Detection seen(double x, double y, double width, double height) {
    return new Detection(
        new Box(
            x + 2 * random.nextGaussian(),
            y + 2 * random.nextGaussian(),
            width * Math.exp(0.03 * random.nextGaussian()),
            height * Math.exp(0.03 * random.nextGaussian())),
        1);
  }
}
