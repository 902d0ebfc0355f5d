package hmrbench.io.pickle;

import hmrbench.io.ByteCursor;
import hmrbench.io.DType;
import java.math.BigInteger;
import java.util.List;

/**
 * Comparable form of a dictionary key or a set element. Comparing two takes bounded time, which
 * tuples of tuples would not.
 */
final class DictKeys {

  /** A tuple of plain values, compared by its written form. */
  private record TupleKey(String written) implements Comparable<TupleKey> {
    @Override
    public int compareTo(TupleKey other) {
      return written.compareTo(other.written);
    }
  }

  private static final int MAX_TUPLE = 64;

  private DictKeys() {}

  /** The key itself, or the number that a numpy scalar is. */
  static Object plain(Object key) {
    if (key instanceof PyArray scalar
        && scalar.isFinished()
        && scalar.array().rank() == 0
        && scalar.array().dtype().kind() == DType.Kind.SIGNED) {
      return scalar.array().longs()[0];
    }
    return key;
  }

  static Object of(Object key, ByteCursor place, Budget budget) {
    if (key instanceof PyTuple tuple) {
      TupleKey written = of(tuple.items(), place);
      budget.text(written.written().length(), place); // the same tuple may be a key many times
      return written;
    }
    if (key instanceof PyList || key instanceof PyDict || key instanceof PySet) {
      throw place.corrupt("dictionary key", "text, a number or a tuple", Values.kindOf(key));
    }
    return key; // text, number or global: by value; any other: itself
  }

  private static TupleKey of(List<Object> items, ByteCursor place) {
    StringBuilder written = new StringBuilder();
    for (Object item : items) {
      if (items.size() > MAX_TUPLE || !isPlain(item)) {
        throw place.unsupported(
            "dictionary key", "a tuple of up to 64 plain values", Values.kindOf(item));
      }
      String text = item.toString();
      written.append(item.getClass().getSimpleName()).append(text.length()).append(' ');
      written.append(text);
    }
    return new TupleKey(written.toString());
  }

  private static boolean isPlain(Object item) {
    return (item instanceof String text && text.length() <= 1024)
        || item instanceof Long
        || item instanceof BigInteger
        || item instanceof Double
        || item instanceof Boolean
        || item == PyNone.NONE;
  }
}
