package hmrbench.model;

import hmrbench.core.FloatGrid;

/**
 * What each branch of a network predicts for the rows of a plan, before integration; R = rows.
 *
 * @param bodies what past, current and future add at weight 1 [R, 3, 157]
 * @param offset what the body is without any of them [157]
 * @param attention the network's own weights [R, 3]
 * @param scores what its softmax is taken of [R, 3], each from -1 to 1; NaN as in the weights
 * @param current whether there is a branch of the current frame; its weight is 0 where there is
 *     none
 */
public record BranchAnswers(
    FloatGrid bodies, FloatGrid offset, FloatGrid attention, FloatGrid scores, boolean current) {

  private static final int BRANCHES = 3;

  /** Number of rows, R. */
  public int rows() {
    return attention.size(0);
  }

  /**
   * Bodies under given weights: [R, 3] to [R, 157].
   *
   * @throws IllegalArgumentException if the shape is another, or a branch that is not there weighs
   *     something
   */
  FloatGrid under(FloatGrid weights) {
    int values = offset.length();
    if (weights.rank() != 2 || weights.size(0) != rows() || weights.size(1) != BRANCHES) {
      throw new IllegalArgumentException(
          "weights must be [%d, %d], got %s".formatted(rows(), BRANCHES, weights));
    }
    float[] result = new float[rows() * values];
    for (int row = 0; row < rows(); row++) {
      if (!current && !isNothing(weights.at(row, 1))) {
        throw new IllegalArgumentException("a network without a current branch cannot weigh it");
      }
      for (int i = 0; i < values; i++) {
        float sum = 0;
        for (int branch = 0; branch < BRANCHES; branch++) {
          float weight = !current && branch == 1 ? 0 : weights.at(row, branch);
          sum += weight * bodies.at(row, branch, i);
        }
        result[row * values + i] = sum + offset.get(i);
      }
    }
    return FloatGrid.owning(result, rows(), values);
  }

  /** What a branch that is not there may weigh. */
  private static boolean isNothing(float weight) {
    return weight == 0 || Float.isNaN(weight);
  }
}
