package hmrbench.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Dropout whose masks are drawn from a seed: every number is 0 with a given chance, and those that
 * stay are scaled up by as much. PyTorch's own draws belong to the process and could not be
 * repeated by a resumed training.
 */
public final class SeededDropout implements UnaryOperator<NDArray> {

  private static final int BITS = 16;

  private final double chance;
  private final SplittableRandom random;
  private final NDManager scope;

  /**
   * @param chance that a number is dropped, from 0 to below 1, in steps of 1/65536
   * @param scope owns the masks
   */
  public SeededDropout(double chance, long seed, NDManager scope) {
    this.chance = chance;
    this.random = new SplittableRandom(seed);
    this.scope = scope;
  }

  @Override
  public NDArray apply(NDArray values) {
    if (chance == 0) {
      return values;
    }
    float[] mask = new float[Math.toIntExact(values.getShape().size())];
    int dropped = (int) Math.round(chance * (1 << BITS));
    float kept = (float) (1 / (1 - chance));
    for (int from = 0; from < mask.length; from += Long.SIZE / BITS) {
      long bits = random.nextLong();
      for (int i = from; i < Math.min(mask.length, from + Long.SIZE / BITS); i++) {
        mask[i] = (bits & ((1 << BITS) - 1)) < dropped ? 0 : kept;
        bits >>>= BITS;
      }
    }
    return values.mul(scope.create(mask, values.getShape()));
  }
}
