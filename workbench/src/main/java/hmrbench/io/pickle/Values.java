package hmrbench.io.pickle;

import hmrbench.core.VisibleText;
import hmrbench.io.ByteCursor;
import hmrbench.io.ByteSource;
import hmrbench.io.DType;
import hmrbench.io.NdArray;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a reader of a graph asks of a value; where it is something else, the file is corrupt. */
public final class Values {

  private static final int MAX_RANK = 64; // as many as numpy knows

  private Values() {}

  /** The items of a tuple (or list). */
  public static List<Object> tuple(Object value, ByteCursor place, String what) {
    if (value instanceof PyTuple tuple) {
      return tuple.items();
    }
    if (value instanceof PyList list) {
      return list.items();
    }
    if (value instanceof PyObject object && object.type().is("torch.Size")) {
      Object sizes =
          object.arguments().isEmpty() ? new PyTuple(List.of()) : object.arguments().get(0);
      if (sizes instanceof PyTuple tuple) {
        return tuple.items();
      }
    }
    throw place.corrupt(what, "a tuple", kindOf(value));
  }

  /** A text. */
  public static String text(Object value, ByteCursor place, String what) {
    if (value instanceof String text) {
      return text;
    }
    throw place.corrupt(what, "text", kindOf(value));
  }

  /** A whole number. */
  public static long whole(Object value, ByteCursor place, String what) {
    if (value instanceof Long number) {
      return number;
    }
    throw place.corrupt(what, "a whole number", kindOf(value));
  }

  /** A truth value, also as the numbers 0 and 1. */
  public static boolean truth(Object value, ByteCursor place, String what) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    return whole(value, place, what) != 0;
  }

  /** Whole numbers, such as a shape or strides. */
  public static long[] shape(Object value, ByteCursor place) {
    List<Object> sizes = tuple(value, place, "array shape");
    if (sizes.size() > MAX_RANK) {
      throw place.corrupt("array shape", "at most 64 axes", sizes.size() + "");
    }
    return sizes.stream().mapToLong(size -> whole(size, place, "array shape")).toArray();
  }

  /** Bytes; a Python 2 string is one. */
  public static ByteSource bytes(Object value, ByteCursor place, Budget budget) {
    if (value instanceof PyBytes bytes) {
      return bytes.source();
    }
    if (value instanceof String text) {
      for (int i = 0; i < text.length(); i++) {
        if (text.charAt(i) > 0xff) {
          throw place.corrupt("array values", "bytes", "text that is none");
        }
      }
      budget.text(text.length(), place);
      return place.decoded(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    throw place.corrupt("array values", "bytes", kindOf(value));
  }

  /** A numpy element type. */
  public static DType dtype(Object value, ByteCursor place) {
    if (value instanceof PyDtype dtype) {
      return dtype.dtype(place);
    }
    throw place.corrupt("element type", "a numpy type", kindOf(value));
  }

  /** An array of exactly these bytes. */
  static NdArray raw(
      DType dtype, long[] shape, boolean columnMajor, ByteSource values, ByteCursor place) {
    NdArray array = NdArray.dense(dtype, shape, columnMajor, values, 0);
    long bytes = array.count() * dtype.itemBytes();
    if (bytes != values.size()) {
      throw place.corrupt(
          "values of a numpy array " + array, bytes + " bytes", values.size() + " bytes");
    }
    return array;
  }

  /** An array of exactly these objects. */
  static NdArray objects(List<Object> elements, long[] shape, ByteCursor place) {
    int[] sizes = new int[shape.length];
    long count = 1;
    for (int axis = 0; axis < shape.length; axis++) {
      boolean sound = shape[axis] >= 0 && shape[axis] <= elements.size();
      count = sound ? count * shape[axis] : -1;
      if (count < 0 || count > elements.size()) {
        count = -1;
        break;
      }
      sizes[axis] = (int) shape[axis];
    }
    if (count != elements.size()) {
      throw place.corrupt(
          "elements of an object array " + java.util.Arrays.toString(shape),
          "as many as its shape asks for",
          elements.size() + "");
    }
    return NdArray.ofObjects(elements, sizes);
  }

  /** What a value is, in a few words. */
  public static String kindOf(Object value) {
    if (value instanceof String text) {
      return "text '" + VisibleText.value(text) + "'";
    }
    if (value instanceof Long || value instanceof Double || value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof BigInteger) {
      return "a huge number";
    }
    return VisibleText.value(value.toString());
  }
}
