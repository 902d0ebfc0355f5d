package hmrbench.core;

/**
 * Where a person's joints are seen in the crop over a clip: what a detector of 2D joints gives.
 *
 * @param joints what each column holds
 * @param seen x, y and confidence [T, J, 3]; x and y in units of the crop's half size, in the axes
 *     of the clip's camera, confidence from 0 (not seen) to 1
 * @param found whether somebody looked for them in the picture, so that they have errors of their
 *     own; else they are where the joints truly are
 */
public record KeypointTrack(JointSet joints, FloatGrid seen, boolean found) {

  /** Numbers of a joint in a frame: x, y and confidence. */
  public static final int NUMBERS = 3;

  /** Unit of x and y: pixels from the middle of a crop of 224 pixels to its edge. */
  public static final double HALF_CROP_PIXELS = 112;

  /** Which data sets have them, in words. */
  public static final String WHERE =
      "simulated, rendered and mocap sets, 3dpw-raw, and tcmr-db files with joints2D and bbox";

  private static final int CONFIDENCE = 2;

  public KeypointTrack {
    if (seen.rank() != 3 || seen.size(1) != joints.size() || seen.size(2) != NUMBERS) {
      throw new IllegalArgumentException(
          "2D joints of %s need [T, %d, 3], got %s".formatted(joints, joints.size(), seen));
    }
    for (int t = 0; t < seen.size(0); t++) {
      for (int j = 0; j < joints.size(); j++) {
        float confidence = seen.at(t, j, CONFIDENCE);
        if (!Float.isFinite(seen.at(t, j, 0) + seen.at(t, j, 1))
            || !(confidence >= 0 && confidence <= 1)) {
          throw new IllegalArgumentException(
              "2D joints, frame %d, %s: expected finite x and y and a confidence from 0 to 1, got"
                      .formatted(t, joints.joints().get(j))
                  + " %s, %s, %s".formatted(seen.at(t, j, 0), seen.at(t, j, 1), confidence));
        }
      }
    }
  }

  /** Where the joints truly are. */
  public KeypointTrack(JointSet joints, FloatGrid seen) {
    this(joints, seen, false);
  }

  /**
   * True joints under a weak-perspective camera: scale times (position plus translation), all of
   * them seen.
   *
   * @param camera scale, then x and y translation in metres [T, 3]
   */
  public static KeypointTrack projected(JointTrack truth, FloatGrid camera) {
    int frames = truth.frames();
    int size = truth.joints().size();
    float[] values = new float[frames * size * NUMBERS];
    for (int t = 0; t < frames; t++) {
      for (int j = 0; j < size; j++) {
        int at = (t * size + j) * NUMBERS;
        for (int axis = 0; axis < 2; axis++) {
          values[at + axis] =
              camera.at(t, 0) * (truth.metres().at(t, j, axis) + camera.at(t, 1 + axis));
        }
        values[at + CONFIDENCE] = 1;
      }
    }
    return new KeypointTrack(truth.joints(), FloatGrid.owning(values, frames, size, NUMBERS));
  }

  /** Number of frames, T. */
  public int frames() {
    return seen.size(0);
  }

  /** Whether any joint of a frame is seen. */
  public boolean isSeen(int frame) {
    for (int j = 0; j < joints.size(); j++) {
      if (seen.at(frame, j, CONFIDENCE) > 0) {
        return true;
      }
    }
    return false;
  }

  /** The frames with these indices, in this order. */
  public KeypointTrack frames(int... indices) {
    return new KeypointTrack(joints, seen.rows(indices), found);
  }
}
