package hmrbench.io.pickle;

import hmrbench.io.ByteCursor;
import hmrbench.io.DType;
import hmrbench.io.NdArray;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Arrays, element types and scalars of numpy, of every version that pickles them. */
final class NumpyVocabulary implements PickleVocabulary {

  private static final String RECONSTRUCT = "numpy.core.multiarray._reconstruct";
  private static final String SCALAR = "numpy.core.multiarray.scalar";
  private static final String FROM_BUFFER = "numpy.core.numeric._frombuffer";
  private static final String DTYPE = "numpy.dtype";

  /** Classes that are named as the type of an array and never called. */
  private static final Set<String> ARRAY_CLASSES =
      Set.of("numpy.ndarray", "numpy.matrix", "numpy.memmap", "numpy.core.memmap.memmap");

  /** Classes of numbers that are named as values. */
  private static final Set<String> NUMBER_CLASSES =
      Set.of(
          "numpy.float16",
          "numpy.float32",
          "numpy.float64",
          "numpy.int8",
          "numpy.int16",
          "numpy.int32",
          "numpy.int64",
          "numpy.uint8",
          "numpy.uint16",
          "numpy.uint32",
          "numpy.uint64",
          "numpy.bool_");

  @Override
  public boolean knows(PyGlobal global) {
    String name = global.toString();
    return switch (name) {
      case RECONSTRUCT, SCALAR, FROM_BUFFER, DTYPE -> true;
      default -> ARRAY_CLASSES.contains(name) || NUMBER_CLASSES.contains(name);
    };
  }

  @Override
  public @Nullable Object call(
      PyGlobal global, List<Object> arguments, ByteCursor place, Budget budget) {
    return switch (global.toString()) {
      case RECONSTRUCT -> reconstructed(arguments, place);
      case SCALAR -> scalar(arguments, place, budget);
      case FROM_BUFFER -> fromBuffer(arguments, place, budget);
      case DTYPE ->
          new PyDtype(Values.text(argument(arguments, 0, place), place, "numpy element type"));
      default -> null;
    };
  }

  private static Object argument(List<Object> arguments, int index, ByteCursor place) {
    if (index >= arguments.size()) {
      throw place.corrupt(
          "call in a pickle", "at least %d arguments".formatted(index + 1), arguments.size() + "");
    }
    return arguments.get(index);
  }

  private static PyArray reconstructed(List<Object> arguments, ByteCursor place) {
    Object type = argument(arguments, 0, place);
    if (!(type instanceof PyGlobal global) || !ARRAY_CLASSES.contains(global.toString())) {
      throw place.unsupported("class of an array", "numpy.ndarray", Values.kindOf(type));
    }
    return new PyArray(place);
  }

  private static PyArray scalar(List<Object> arguments, ByteCursor place, Budget budget) {
    DType dtype = Values.dtype(argument(arguments, 0, place), place);
    if (dtype.kind() == DType.Kind.OBJECT) {
      throw place.unsupported("numpy scalar", "a number or text", "an object");
    }
    NdArray value =
        Values.raw(
            dtype,
            new long[0],
            false,
            Values.bytes(argument(arguments, 1, place), place, budget),
            place);
    return new PyArray(place, value);
  }

  private static PyArray fromBuffer(List<Object> arguments, ByteCursor place, Budget budget) {
    DType dtype = Values.dtype(argument(arguments, 1, place), place);
    if (dtype.kind() == DType.Kind.OBJECT) {
      throw place.corrupt("array in a buffer", "numbers or text", "objects");
    }
    NdArray array =
        Values.raw(
            dtype,
            Values.shape(argument(arguments, 2, place), place),
            "F".equals(argument(arguments, 3, place)),
            Values.bytes(argument(arguments, 0, place), place, budget),
            place);
    return new PyArray(place, array);
  }
}
