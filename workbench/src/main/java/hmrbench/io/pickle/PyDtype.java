package hmrbench.io.pickle;

import hmrbench.core.VisibleText;
import hmrbench.io.ByteCursor;
import hmrbench.io.DType;
import java.util.List;

/**
 * A numpy element type.
 *
 * <p>Source of the state tuple: NumPy, numpy/core/src/multiarray/descriptor.c, arraydescr_setstate.
 */
final class PyDtype implements Buildable {

  private final String descr;
  private boolean bigEndian;
  private boolean plain = true;

  /**
   * @param descr type and size without byte order, for example {@code f4}
   */
  PyDtype(String descr) {
    this.descr = descr;
  }

  /** The type; unsupported where it is none that we read. */
  DType dtype(ByteCursor place) {
    DType type = plain ? DType.parse(descr).orElse(null) : null;
    if (type == null) {
      throw place.unsupported(
          "numpy element type",
          "numbers, text or objects",
          plain ? VisibleText.value(descr) : "a record of fields");
    }
    boolean ordered = type.itemBytes() > 1 && type.kind() != DType.Kind.BYTES;
    return new DType(type.kind(), type.itemBytes(), type.bigEndian() || (bigEndian && ordered));
  }

  @Override
  public void build(Object state, ByteCursor place, Budget budget) {
    List<Object> parts = Values.tuple(state, place, "state of a numpy type");
    if (parts.size() < 5) {
      throw place.corrupt("state of a numpy type", "at least 5 parts", parts.size() + "");
    }
    bigEndian = ">".equals(parts.get(1));
    for (Object part : parts.subList(2, 5)) { // inner type, names and types of fields
      plain &= part == PyNone.NONE;
    }
  }

  @Override
  public String toString() {
    return "numpy type " + VisibleText.value(descr);
  }
}
