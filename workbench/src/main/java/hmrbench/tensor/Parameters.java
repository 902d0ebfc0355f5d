package hmrbench.tensor;

import ai.djl.ndarray.NDArray;

/**
 * The weights of a network by their official names. A network takes what it needs once, when it is
 * built; it does not know whether the tensors come from a file or are being trained.
 */
public interface Parameters {

  /** Any length of an axis, in {@link #get}: the network reads its dimensions off the tensor. */
  long ANY = -1;

  /** Whether there is a tensor of this name. */
  boolean has(String name);

  /**
   * One tensor.
   *
   * @param shape the shape that the network needs, {@link #ANY} where it takes what is there
   * @throws hmrbench.core.Fault if it is missing or has another shape; the message says which
   */
  NDArray get(String name, long... shape);
}
