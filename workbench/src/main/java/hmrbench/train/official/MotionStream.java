package hmrbench.train.official;

import hmrbench.core.FloatGrid;
import hmrbench.data.official.MotionWindows;
import hmrbench.data.official.TrainingWindows;

/** Windows of captured motion in batches, shuffled without end. */
final class MotionStream {

  private final MotionWindows windows;
  private final Shuffle shuffle;

  /**
   * @param batch windows per batch
   */
  MotionStream(MotionWindows windows, int batch, long seed) {
    this.windows = windows;
    this.shuffle = new Shuffle(windows.size(), batch, seed);
  }

  /** The windows of a step [W, 16, 69]. */
  FloatGrid of(int step) {
    int[] drawn = shuffle.of(step);
    int size = TrainingWindows.FRAMES * MotionWindows.BODY;
    float[] values = new float[drawn.length * size];
    for (int i = 0; i < drawn.length; i++) {
      windows.copyTo(drawn[i], values, i * size);
    }
    return FloatGrid.owning(values, drawn.length, TrainingWindows.FRAMES, MotionWindows.BODY);
  }
}
