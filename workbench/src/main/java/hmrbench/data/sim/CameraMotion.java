package hmrbench.data.sim;

import java.util.List;
import java.util.Locale;

/** What the camera of a set with motion through the world does. */
public enum CameraMotion {
  /** On a tripod, fixed. */
  STILL,
  /** On a tripod, turned after the person. */
  PAN,
  /** In the hands of somebody who stands, turned after the person. */
  HAND_HELD,
  /** In the hands of somebody who walks along with the person. */
  FOLLOW,
  /** One of these in each sequence, in turn. */
  EACH_IN_TURN;

  private static final List<CameraMotion> IN_TURN = List.of(STILL, PAN, HAND_HELD, FOLLOW);

  /** Its name in a config. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * What it does in a sequence.
   *
   * @param number of the sequence, from 0
   */
  public CameraMotion of(int number) {
    return this == EACH_IN_TURN ? IN_TURN.get(number % IN_TURN.size()) : this;
  }
}
