package hmrbench.scene;

import hmrbench.data.sim.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** Where the people of a picture stand that may be of no one. */
final class Crowd {

  /** Shares of pictures of no one, of at most one, and of at most two people. */
  private static final double[] AT_MOST = {0.12, 0.55, 0.82};

  /** No one is nearer to the camera, in metres. */
  private static final double NEAREST = 1.6;

  /** How far behind the middle someone may stand, in metres: before the wall of any room. */
  private static final double BEHIND = 0.8;

  private static final double MOST_SHARE = 0.35;

  /** How far to the side a middle may be, as a share of half the picture: beyond the edge. */
  private static final double MOST_ASIDE = 1.1;

  /** Two people are at least so far apart, in metres. */
  private static final double APART = 0.5;

  private static final int TRIES = 8;

  private Crowd() {}

  /**
   * Where someone stands.
   *
   * @param share of the way from the middle to the camera; below 0 behind the middle
   * @param side to the right, in metres
   */
  record Place(double share, double side) {}

  /** Places of none to three people. */
  static List<Place> places(SceneCamera camera, RandomStream draws) {
    double kind = draws.uniform();
    int people = 0;
    for (double most : AT_MOST) {
      people += kind < most ? 0 : 1;
    }
    double distance = StrictMath.hypot(camera.place()[0], camera.place()[2]);
    List<Place> places = new ArrayList<>();
    for (int attempt = 0; attempt < TRIES && places.size() < people; attempt++) {
      Place place = drawn(camera, distance, draws);
      if (places.stream().allMatch(it -> apart(it, place, distance) > APART)) {
        places.add(place);
      }
    }
    return places;
  }

  private static Place drawn(SceneCamera camera, double distance, RandomStream draws) {
    double most = Math.min(MOST_SHARE, 1 - NEAREST / distance);
    double share = draws.uniform(-BEHIND / distance, most);
    double half = (1 - share) * distance * camera.width() / 2 / camera.focalPixels();
    return new Place(share, MOST_ASIDE * half * draws.uniform(-1, 1));
  }

  private static double apart(Place a, Place b, double distance) {
    return StrictMath.hypot((a.share() - b.share()) * distance, a.side() - b.side());
  }
}
