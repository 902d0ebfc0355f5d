package hmrbench.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import hmrbench.tensor.Gradients;
import hmrbench.tensor.Orthogonal;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Moves matrices by a step that is as long in all directions: the momentum of the gradient, its
 * singular values made about 1.
 *
 * <p>Source: K. Jordan et al., Muon: an optimizer for hidden layers in neural networks, 2024; with
 * Nesterov's momentum, and steps longer for tall matrices.
 */
final class Muon {

  private static final float MOMENTUM = 0.95f;

  private final List<TrainableParameters.Matrix> matrices;
  private final double share;

  /**
   * @param matrices of the vector of weights
   * @param share its rate, as a share of Adam's
   */
  Muon(List<TrainableParameters.Matrix> matrices, double share) {
    this.matrices = List.copyOf(matrices);
    this.share = share;
  }

  List<TrainableParameters.Matrix> matrices() {
    return matrices;
  }

  /**
   * One step against the gradient.
   *
   * @param momentum mean of the gradients so far, decaying; changed in place
   * @param weights changed in place
   * @param rate of Adam
   */
  void step(NDArray gradient, NDArray momentum, NDArray weights, double rate) {
    // Each matrix is its own: the order in which threads take them changes nothing.
    IntStream.range(0, matrices.size())
        .parallel()
        .forEach(
            i ->
                Gradients.without(
                    () -> step(matrices.get(i), gradient, momentum, weights, rate * share)));
  }

  private static void step(
      TrainableParameters.Matrix matrix,
      NDArray gradient,
      NDArray momentum,
      NDArray weights,
      double rate) {
    NDIndex at = new NDIndex().addSliceDim(matrix.start(), matrix.end());
    double tall = Math.sqrt(Math.max(1, (double) matrix.rows() / matrix.columns()));
    try (NDManager scope = gradient.getManager().newSubManager()) {
      NDArray slope = in(scope, gradient.get(at));
      NDArray mean = in(scope, momentum.get(at));
      NDArray part = in(scope, weights.get(at));
      NDArray fresh = in(scope, slope.mul(1 - MOMENTUM));
      mean.muli(MOMENTUM).addi(fresh);
      NDArray ahead = in(scope, fresh.add(in(scope, mean.mul(MOMENTUM))));
      NDArray step = Orthogonal.nearest(in(scope, ahead.reshape(matrix.rows(), matrix.columns())));
      NDArray flat = in(scope, step.reshape(part.getShape()));
      part.subi(in(scope, flat.mul((float) (rate * tall))));
    }
  }

  private static NDArray in(NDManager scope, NDArray tensor) {
    tensor.attach(scope);
    return tensor;
  }
}
