package hmrbench.io.pickle;

import java.util.List;

/** A tuple, equal only to itself, since it may be nested without end. */
public final class PyTuple {

  private final List<Object> items;

  PyTuple(List<Object> items) {
    this.items = List.copyOf(items);
  }

  /** What it holds. */
  public List<Object> items() {
    return items;
  }

  @Override
  public String toString() {
    return "tuple of " + items.size();
  }
}
