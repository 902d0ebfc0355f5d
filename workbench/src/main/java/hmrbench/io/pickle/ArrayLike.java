package hmrbench.io.pickle;

import hmrbench.io.NdArray;

/** A value that is an array: of numpy, or of torch. */
public interface ArrayLike {

  /**
   * The array; its elements are read when asked for.
   *
   * @throws hmrbench.io.FormatException if the file left it unfinished or out of bounds
   */
  NdArray array();
}
