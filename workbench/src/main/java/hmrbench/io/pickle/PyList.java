package hmrbench.io.pickle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A list, equal only to itself, since it may contain itself. */
public final class PyList {

  private final List<Object> items = new ArrayList<>();

  void add(Object item) {
    items.add(item);
  }

  /** What it holds. */
  public List<Object> items() {
    return Collections.unmodifiableList(items);
  }

  @Override
  public String toString() {
    return "list of " + items.size();
  }
}
