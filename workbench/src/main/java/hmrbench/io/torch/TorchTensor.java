package hmrbench.io.torch;

import hmrbench.io.DType;
import hmrbench.io.NdArray;
import hmrbench.io.pickle.ArrayLike;

/** A tensor: a view into a storage; bytes are read on demand. */
public final class TorchTensor implements ArrayLike {

  private final TorchStorage storage;
  private final DType dtype;
  private final long first;
  private final long[] shape;
  private final long[] strides;

  TorchTensor(TorchStorage storage, DType dtype, long first, long[] shape, long[] strides) {
    this.storage = storage;
    this.dtype = dtype;
    this.first = first;
    this.shape = shape;
    this.strides = strides;
  }

  public TorchStorage storage() {
    return storage;
  }

  @Override
  public NdArray array() {
    return NdArray.strided(dtype, shape, strides, storage.bytes(), first);
  }

  @Override
  public String toString() {
    return "tensor %s %s".formatted(dtype.words(), java.util.Arrays.toString(shape));
  }
}
