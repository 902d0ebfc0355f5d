package hmrbench.model.picture;

import ai.djl.ndarray.NDArray;
import hmrbench.tensor.PictureOperations;

/** What the numbers of a network on pictures are rounded to on the way. */
public enum NetworkPrecision {
  /** 24 bits. */
  FLOAT32 {
    @Override
    NDArray apply(NDArray image) {
      return image;
    }
  },
  /**
   * 8 bits: twice as fast on processors that multiply such numbers, many times slower on others.
   */
  BFLOAT16 {
    @Override
    NDArray apply(NDArray image) {
      return PictureOperations.bfloat16(image);
    }
  };

  /** The image in this type; gradients flow through. */
  abstract NDArray apply(NDArray image);
}
