package hmrbench.io.joblib;

import hmrbench.io.ByteCursor;
import hmrbench.io.DType;
import hmrbench.io.NdArray;
import hmrbench.io.pickle.ArrayLike;
import hmrbench.io.pickle.Budget;
import hmrbench.io.pickle.Pickle;
import hmrbench.io.pickle.PickleVocabulary;
import hmrbench.io.pickle.PyArray;
import hmrbench.io.pickle.PyGlobal;
import hmrbench.io.pickle.PyNone;
import hmrbench.io.pickle.PyObject;
import hmrbench.io.pickle.Values;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joblib's placeholder for an array: an object with type and shape, directly followed in the file
 * by the bytes of the array.
 *
 * <p>Source: joblib, joblib/numpy_pickle.py, NumpyArrayWrapper (0.10 to 1.5).
 */
final class JoblibVocabulary implements PickleVocabulary {

  private static final String WRAPPER = "joblib.numpy_pickle.NumpyArrayWrapper";

  @Override
  public boolean knows(PyGlobal global) {
    return global.is(WRAPPER);
  }

  @Override
  public @Nullable Object call(
      PyGlobal global, List<Object> arguments, ByteCursor place, Budget budget) {
    return new PyObject(global, arguments);
  }

  @Override
  public Object built(Object instance, ByteCursor stream, Budget budget) {
    boolean wrapper = instance instanceof PyObject object && object.type().is(WRAPPER);
    return wrapper ? array((PyObject) instance, stream, budget) : instance;
  }

  private Object array(PyObject wrapper, ByteCursor stream, Budget budget) {
    ByteCursor place = new ByteCursor(stream.source(), stream.position());
    DType dtype = Values.dtype(attribute(wrapper, "dtype", place), place);
    if (dtype.kind() == DType.Kind.OBJECT) {
      return objects(stream, place, budget);
    }
    if (!isNone(wrapper.attribute("numpy_array_alignment_bytes"))) {
      stream.skip(stream.u8("padding of an array"), "padding of an array");
    }
    long[] shape = Values.shape(attribute(wrapper, "shape", place), place);
    boolean columnMajor = "F".equals(attribute(wrapper, "order", place));
    NdArray array = NdArray.dense(dtype, shape, columnMajor, stream.source(), stream.position());
    stream.skip(array.count() * dtype.itemBytes(), "values of an array " + Arrays.toString(shape));
    return new PyArray(place, array);
  }

  private Object objects(ByteCursor stream, ByteCursor place, Budget budget) {
    budget.enter(place);
    Object content = Pickle.read(stream, budget, this);
    budget.leave();
    if (!(content instanceof ArrayLike)) {
      throw place.corrupt("array of objects", "a pickled array", Values.kindOf(content));
    }
    return content;
  }

  private static Object attribute(PyObject wrapper, String name, ByteCursor place) {
    Object value = wrapper.attribute(name);
    if (value == null) {
      throw place.corrupt("array in a joblib file", "its " + name, "none");
    }
    return value;
  }

  private static boolean isNone(@Nullable Object value) {
    return value == null || value == PyNone.NONE;
  }
}
