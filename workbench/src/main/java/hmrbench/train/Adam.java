package hmrbench.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import hmrbench.core.FloatGrid;
import hmrbench.tensor.Gradients;
import hmrbench.tensor.Grids;
import java.util.List;
import java.util.Optional;

/**
 * Adam on one vector of weights, as torch.optim.Adam computes it: epsilon is added to the root of
 * the second moment after its bias correction. DJL's adds it before.
 *
 * <p>Source: Kingma and Ba, ICLR 2015, algorithm 1.
 */
public final class Adam {

  private static final float FIRST_DECAY = 0.9f;
  private static final float SECOND_DECAY = 0.999f;
  private static final float EPSILON = 1e-8f;

  /** Weights per operation: what is made on the way stays in the processor's cache. */
  private static final int PIECE = 1 << 19;

  private final NDArray weights;
  private final Optional<Muon> matrices;
  private final NDArray first;
  private final NDArray second;
  private int steps;

  /**
   * @param weights the vector to change in place
   * @param manager owns the moments
   */
  public Adam(NDArray weights, NDManager manager) {
    this(weights, Optional.empty(), manager);
  }

  /**
   * @param matrices moves some of the weights in its own way; its momentum stands where the first
   *     moment of the others is
   */
  Adam(NDArray weights, Optional<Muon> matrices, NDManager manager) {
    this.weights = weights;
    this.matrices = matrices;
    this.first = manager.zeros(weights.getShape());
    this.second = manager.zeros(weights.getShape());
  }

  /** Continues where another left off. */
  public void restore(FloatGrid firstMoment, FloatGrid secondMoment, int stepsDone) {
    TrainableParameters.overwrite(first, firstMoment);
    TrainableParameters.overwrite(second, secondMoment);
    steps = stepsDone;
  }

  /** Mean of the gradients so far, decaying. */
  public FloatGrid firstMoment() {
    return Grids.toGrid(first);
  }

  /** Mean of the squared gradients so far, decaying. */
  public FloatGrid secondMoment() {
    return Grids.toGrid(second);
  }

  /** Steps done. */
  public int steps() {
    return steps;
  }

  /** One step against the gradient; the gradient tensor is used up. */
  public void step(NDArray gradient, double rate) {
    steps++;
    double firstCorrection = 1 - Math.pow(FIRST_DECAY, steps);
    double secondCorrection = 1 - Math.pow(SECOND_DECAY, steps);
    float scale = (float) (1 / Math.sqrt(secondCorrection));
    float length = (float) (rate / firstCorrection);
    Gradients.without(
        () -> {
          matrices.ifPresent(it -> it.step(gradient, first, weights, rate));
          long from = 0;
          for (TrainableParameters.Matrix matrix : matrices.map(Muon::matrices).orElse(List.of())) {
            step(gradient, from, matrix.start(), scale, length);
            from = matrix.end();
          }
          step(gradient, from, gradient.size(), scale, length);
        });
  }

  private void step(NDArray gradient, long from, long to, float scale, float length) {
    Pieces.between(from, to, PIECE).forEach(at -> step(gradient, at, scale, length));
  }

  private void step(NDArray gradient, NDIndex at, float scale, float length) {
    try (NDArray slope = gradient.get(at);
        NDArray mean = first.get(at);
        NDArray square = second.get(at);
        NDArray part = weights.get(at)) {
      try (NDArray fresh = slope.mul(1 - FIRST_DECAY)) {
        mean.muli(FIRST_DECAY).addi(fresh);
      }
      square.muli(SECOND_DECAY).addi(slope.muli(slope).muli(1 - SECOND_DECAY));
      try (NDArray root = square.sqrt();
          NDArray update = mean.div(root.muli(scale).addi(EPSILON))) {
        part.subi(update.muli(length));
      }
    }
  }
}
