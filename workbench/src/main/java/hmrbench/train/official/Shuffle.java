package hmrbench.train.official;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Numbers from 0 in batches, shuffled without replacement and shuffled anew when all are used up:
 * the last batch of a pass may be short. A batch is a function of seed and step.
 *
 * <p>Source: torch's DataLoader with shuffle on, as lib/core/trainer.py of TCMR at c41fdd7 uses it.
 */
final class Shuffle {

  private static final long PASSES_APART = 0x9E3779B97F4A7C15L;

  private final int count;
  private final int batch;
  private final long seed;
  private int pass = -1;
  private int[] order = {};

  /**
   * @param count numbers of a pass
   * @param batch numbers of a batch
   */
  Shuffle(int count, int batch, long seed) {
    this.count = count;
    this.batch = batch;
    this.seed = seed;
  }

  private int batches() {
    return (count + batch - 1) / batch;
  }

  /** Which pass a step belongs to, from 0. */
  int pass(int step) {
    return step / batches();
  }

  /** Which batch of its pass a step has, from 0. */
  int batchOfPass(int step) {
    return step % batches();
  }

  /** The numbers of a step. */
  int[] of(int step) {
    if (pass != pass(step)) {
      pass = pass(step);
      order = shuffled(pass);
    }
    int from = batchOfPass(step) * batch;
    return Arrays.copyOfRange(order, from, Math.min(count, from + batch));
  }

  private int[] shuffled(int ofPass) {
    SplittableRandom random = new SplittableRandom(seed + PASSES_APART * (ofPass + 1));
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i + 1);
      numbers[i] = numbers[other];
      numbers[other] = i;
    }
    return numbers;
  }
}
