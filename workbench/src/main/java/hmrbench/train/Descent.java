package hmrbench.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import hmrbench.core.Fault;

/** Pure pieces of gradient descent. */
final class Descent {

  /** torch.nn.utils.clip_grad_norm_ adds this to the norm before it divides. */
  private static final double NORM_EPSILON = 1e-6;

  /** Values whose squares are summed at once; memory for those of a whole network is costly. */
  private static final int PIECE = 1 << 22;

  private Descent() {}

  /**
   * Shortens a gradient in place to a given length, if it is longer.
   *
   * @return its length before
   */
  static double clip(NDArray gradient, double longest) {
    double norm =
        Math.sqrt(Pieces.of(gradient.size(), PIECE).mapToDouble(at -> squares(gradient, at)).sum());
    double scale = longest / (norm + NORM_EPSILON);
    if (scale < 1) {
      gradient.muli((float) scale);
    }
    return norm;
  }

  private static double squares(NDArray gradient, NDIndex at) {
    try (NDArray piece = gradient.get(at);
        NDArray squares = piece.mul(piece);
        NDArray sum = squares.sum()) {
      return sum.toFloatArray()[0];
    }
  }

  /**
   * One step of a network by the gradients of its last loss, which are used up.
   *
   * @param longest gradients longer than this are shortened to it
   * @return length of the gradient before
   * @throws Fault if it is no longer finite
   */
  static double step(TrainableParameters parameters, Adam adam, double rate, double longest) {
    double norm = step(parameters.gradients(), adam, rate, longest);
    parameters.clearGradients();
    return norm;
  }

  /** The same by a gradient, which is used up. */
  static double step(NDArray gradient, Adam adam, double rate, double longest) {
    double norm = clip(gradient, longest);
    if (!Double.isFinite(norm)) {
      throw Fault.running(
          "training diverged at step %d: the gradient is no longer finite; lower the rate",
          adam.steps());
    }
    adam.step(gradient, rate);
    return norm;
  }

  /**
   * How much of something is there that grows evenly, from 0 to 1.
   *
   * @param over steps until all of it is there; 0 or less where it always is
   */
  static double grown(double step, double over) {
    return over <= 0 ? 1 : Math.min(1, step / over);
  }

  /**
   * Learning rate of a step: half a cosine from {@code rate} down to {@code floor} of it.
   *
   * @param floor what is left of the rate at the end, from 0 to 1
   */
  static double cosineRate(double rate, double floor, int step, int steps) {
    double cosine = (1 + Math.cos(Math.PI * step / steps)) / 2;
    return rate * (cosine * (1 - floor) + floor);
  }
}
