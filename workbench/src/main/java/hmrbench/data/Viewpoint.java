package hmrbench.data;

import hmrbench.core.Series;
import hmrbench.core.SmplTrack;

/** From which side a camera sees a person. */
public final class Viewpoint {

  /** Name of the signal in records: degrees. */
  public static final String SIGNAL = "turned_deg";

  /** Entry of a 3 x 3 matrix, row by row: the depth of its third axis. */
  private static final int DEPTH = 8;

  private Viewpoint() {}

  /**
   * By how much a person is turned away, frame by frame: 0 degrees where their pelvis faces the
   * camera, 180 where it shows its back. SMPL's body looks along +z at rest.
   *
   * @param smpl rotations [T, 24, 3, 3] with the root in the axes of a camera that looks along +z,
   *     y pointing down
   */
  public static Series withYDown(SmplTrack smpl) {
    return turned(smpl, 1);
  }

  /** As {@link #withYDown}, in axes whose y points up and z towards the one who looks. */
  public static Series withYUp(SmplTrack smpl) {
    return turned(smpl, -1);
  }

  private static Series turned(SmplTrack smpl, int into) {
    double[] degrees = new double[smpl.frames()];
    int perFrame = smpl.rotations().length() / smpl.frames();
    for (int t = 0; t < degrees.length; t++) {
      double away = into * (double) smpl.rotations().get(t * perFrame + DEPTH);
      degrees[t] = Math.toDegrees(Math.acos(-Math.max(-1, Math.min(1, away))));
    }
    return Series.of(degrees);
  }
}
