package hmrbench.train.official;

import ai.djl.ndarray.NDArray;
import hmrbench.tensor.KeptNumbers;

/**
 * VIBE's adversarial loss: least squares towards 1 for captured motion and 0 for predicted.
 *
 * <p>Source: batch_encoder_disc_l2_loss and batch_adv_disc_l2_loss in lib/core/loss.py of VIBE at
 * 851f779.
 */
public final class MotionLoss {

  /** Weight in the published config. */
  public static final double PUBLISHED = 0.5;

  private MotionLoss() {}

  /** The encoder's loss for motion that is judged as predicted; judgements [N, 1]. */
  public static NDArray ofEncoder(NDArray predicted) {
    return KeptNumbers.over(predicted.sub(1f).square().sum(), (double) predicted.getShape().get(0));
  }

  /**
   * The discriminator's loss for captured motion that it takes for predicted; judgements [N, 1].
   */
  public static NDArray ofReal(NDArray captured) {
    return ofEncoder(captured);
  }

  /**
   * The discriminator's loss for predicted motion that it takes for captured; judgements [N, 1].
   */
  public static NDArray ofFake(NDArray predicted) {
    return KeptNumbers.over(predicted.square().sum(), (double) predicted.getShape().get(0));
  }
}
