package hmrbench.io.pickle;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A set or frozenset, in the order of the file. */
public final class PySet {

  private final Map<Object, Object> items = new LinkedHashMap<>();

  void add(Object key, Object item) {
    items.putIfAbsent(key, item);
  }

  /** What it holds. */
  public Collection<Object> items() {
    return Collections.unmodifiableCollection(items.values());
  }

  @Override
  public String toString() {
    return "set of " + items.size();
  }
}
