package hmrbench.data.official;

import hmrbench.core.Fault;
import hmrbench.io.NdArray;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Windows of captured motion for a discriminator: AMASS in one file of poses (amass_db.pt), side by
 * side. Safe for several threads.
 *
 * <p>Source: lib/dataset/amass.py and lib/data_utils/amass_utils.py of VIBE at 851f779. Since
 * 03ed50d its script samples motion at about 25 Hz; the file of the released models, and TCMR's,
 * has the rates of the recordings, which nothing in the file tells.
 */
public final class MotionWindows {

  /** Numbers of a row: 72 of the pose and 10 of the shape. */
  private static final int ROW = 82;

  /** Where the body joints begin: the root is left out. */
  private static final int BODY_FROM = 3;

  /** Numbers of a frame: 23 joints as axis times angle. */
  public static final int BODY = 69;

  private final String file;
  private final NdArray poses;
  private final int[] starts;

  private MotionWindows(String file, NdArray poses, int[] starts) {
    this.file = file;
    this.poses = poses;
    this.starts = starts;
  }

  /**
   * Opens a file.
   *
   * @throws Fault if it is none, or no sequence is as long as a window
   */
  public static MotionWindows open(Path path) {
    DbArrays db = DbArrays.open(path);
    FrameRows rows = new FrameRows(db.sequenceOfFrame());
    if (!rows.contiguous()) {
      throw Fault.asked(
          "%s: vid_name: the rows of a sequence do not follow each other; make the file again",
          db.file());
    }
    int[] starts =
        rows.fileOrder().stream()
            .map(rows::of)
            .flatMapToInt(
                of ->
                    Arrays.stream(TrainingWindows.VIBE.in(of.length, TrainingWindows.FRAMES))
                        .map(first -> of[0] + first))
            .toArray();
    if (starts.length == 0) {
      throw Fault.asked(
          "%s: no sequence is as long as a window of %d frames; name another file",
          db.file(), TrainingWindows.FRAMES);
    }
    return new MotionWindows(db.file(), db.need("theta", ROW), starts);
  }

  /** Number of windows. */
  public int size() {
    return starts.length;
  }

  /**
   * Copies a window [16, 69].
   *
   * @param window from 0
   * @throws Fault if one of its numbers is not finite
   */
  public void copyTo(int window, float[] target, int at) {
    int first = starts[window];
    float[] read = poses.rows(first, first + TrainingWindows.FRAMES).floats();
    for (int frame = 0; frame < TrainingWindows.FRAMES; frame++) {
      for (int i = 0; i < BODY; i++) {
        float value = read[frame * ROW + BODY_FROM + i];
        if (!Float.isFinite(value)) {
          throw Fault.asked(
              "%s: theta: expected finite numbers, got %s in row %d; make the file again",
              file, value, first + frame);
        }
        target[at + frame * BODY + i] = value;
      }
    }
  }
}
