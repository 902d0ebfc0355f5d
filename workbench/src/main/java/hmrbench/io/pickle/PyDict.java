package hmrbench.io.pickle;

import hmrbench.io.ByteCursor;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dictionary, or an object of a class derived from one, in the order of the file.
 *
 * <p>Keys are compared as Java compares them: {@code 1} and {@code 1.0} are two keys here and one
 * in Python.
 */
public final class PyDict implements Buildable {

  /** One entry, with the key as the file has it. */
  public record Entry(Object key, Object value) {}

  private final String type;
  private final Map<Object, Entry> entries = new LinkedHashMap<>();
  private @Nullable Object attributes;

  PyDict(String type) {
    this.type = type;
  }

  /** The Python class, for example {@code dict} or {@code collections.OrderedDict}. */
  public String type() {
    return type;
  }

  void put(Object key, Object original, Object value) {
    entries.put(key, new Entry(original, value));
  }

  /** The value under a text or number, or null. */
  public @Nullable Object get(Object key) {
    Entry entry = entries.get(key);
    return entry == null ? null : entry.value();
  }

  /** The entries, in the order of the file. */
  public Collection<Entry> entries() {
    return Collections.unmodifiableCollection(entries.values());
  }

  public int size() {
    return entries.size();
  }

  /** What was set on it beside its entries, such as {@code _metadata}; null if nothing was. */
  public @Nullable Object attributes() {
    return attributes;
  }

  @Override
  public void build(Object state, ByteCursor place, Budget budget) {
    attributes = state;
  }

  @Override
  public String toString() {
    return "%s of %d".formatted(type, entries.size());
  }
}
