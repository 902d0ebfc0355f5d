package hmrbench.io.pickle;

import hmrbench.io.ByteCursor;
import hmrbench.io.DType;
import hmrbench.io.NdArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A numpy array. A pickle makes it empty first and fills it later, so it may be met unfinished.
 *
 * <p>Source of the state tuple: NumPy, numpy/core/src/multiarray/methods.c, array_setstate.
 */
public final class PyArray implements ArrayLike, Buildable {

  private static final int STATE_PARTS = 5;

  private final ByteCursor place;
  private @Nullable NdArray array;

  PyArray(ByteCursor place) {
    this.place = new ByteCursor(place.source(), place.position());
  }

  /** A finished array. */
  public PyArray(ByteCursor place, NdArray array) {
    this(place);
    this.array = array;
  }

  boolean isFinished() {
    return array != null;
  }

  @Override
  public NdArray array() {
    if (array == null) {
      throw place.corrupt("numpy array", "its shape and values", "none");
    }
    return array;
  }

  @Override
  public void build(Object state, ByteCursor at, Budget budget) {
    List<Object> parts = Values.tuple(state, at, "state of a numpy array");
    int first = parts.size() - STATE_PARTS + 1; // the version was once left out
    if (first < 0 || first > 1) {
      throw at.corrupt("state of a numpy array", "5 parts", parts.size() + "");
    }
    long[] shape = Values.shape(parts.get(first), at);
    DType dtype = Values.dtype(parts.get(first + 1), at);
    boolean columnMajor = Values.truth(parts.get(first + 2), at, "order of a numpy array");
    Object content = parts.get(first + 3);
    array = filled(dtype, shape, columnMajor, content, at, budget);
  }

  private static NdArray filled(
      DType dtype,
      long[] shape,
      boolean columnMajor,
      Object content,
      ByteCursor at,
      Budget budget) {
    if (dtype.kind() == DType.Kind.OBJECT) {
      if (!(content instanceof PyList list)) {
        throw at.corrupt("elements of an object array", "a list", Values.kindOf(content));
      }
      return Values.objects(list.items(), shape, at);
    }
    return Values.raw(dtype, shape, columnMajor, Values.bytes(content, at, budget), at);
  }

  @Override
  public String toString() {
    return array == null ? "unfinished array" : array.toString();
  }
}
