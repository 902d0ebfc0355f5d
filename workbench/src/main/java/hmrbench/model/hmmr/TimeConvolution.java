package hmrbench.model.hmmr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.core.Linear;
import java.util.ArrayList;
import java.util.List;

/**
 * A convolution over time, with zeros beyond both ends of a window: as many frames out as in
 * (SAME).
 *
 * <ul>
 *   <li>B = windows, C = channels, T = frames per window, K = kernel, odd
 *   <li>in: [B, C, T]
 *   <li>out: [B, C_out, T]
 * </ul>
 *
 * @param weight [C_out, C, K], the earliest frame first
 * @param bias [C_out]
 */
record TimeConvolution(NDArray weight, NDArray bias) {

  /**
   * Up to so many windows PyTorch 2.7.1 looks for another library first, and warns at each call of
   * a processor that this one does not know.
   */
  private static final int FEW = 16;

  NDArray apply(NDArray frames) {
    return frames.getShape().get(0) > FEW ? convolved(frames) : multiplied(frames);
  }

  private NDArray convolved(NDArray frames) {
    Shape each = new Shape(1);
    return Conv1d.conv1d(frames, weight, bias, each, new Shape(kernel() / 2), each, 1)
        .singletonOrThrow();
  }

  /** The same as one product of matrices. */
  private NDArray multiplied(NDArray frames) {
    Shape shape = frames.getShape();
    long count = shape.get(2);
    Shape beyond = new Shape(shape.get(0), shape.get(1), kernel() / 2);
    NDArray zeros = frames.getManager().zeros(beyond, frames.getDataType());
    NDArray padded = NDArrays.concat(new NDList(zeros, frames, zeros), 2);
    List<NDArray> shifted = new ArrayList<>();
    for (int k = 0; k < kernel(); k++) {
      shifted.add(padded.get(new NDIndex().addAllDim(2).addSliceDim(k, k + count)));
    }
    NDArray seen =
        NDArrays.stack(new NDList(shifted), 2)
            .reshape(shape.get(0), shape.get(1) * kernel(), count)
            .transpose(0, 2, 1); // [B, T, C K]
    NDArray flat = weight.reshape(out(), -1);
    flat.attach(frames.getManager()); // Not to the weight, which outlives it.
    return Linear.linear(seen, flat, bias).singletonOrThrow().transpose(0, 2, 1);
  }

  /** Frames that it sees, K. */
  int kernel() {
    return Math.toIntExact(weight.getShape().get(2));
  }

  /** Channels that it gives. */
  int out() {
    return Math.toIntExact(weight.getShape().get(0));
  }
}
