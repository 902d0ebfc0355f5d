package hmrbench.io.pickle;

import hmrbench.io.ByteCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object of a class that is known to be harmless but has no counterpart here: its class, what it
 * was made from, and its attributes. Nothing of the class is run.
 */
public final class PyObject implements Buildable {

  private final PyGlobal type;
  private final List<Object> arguments;
  private final PyList items = new PyList();
  private @Nullable Object state;

  /** An object without attributes yet. */
  public PyObject(PyGlobal type, List<Object> arguments) {
    this.type = type;
    this.arguments = List.copyOf(arguments);
  }

  public PyGlobal type() {
    return type;
  }

  /** What the class was called with. */
  public List<Object> arguments() {
    return arguments;
  }

  /** What was appended to it, where it is a kind of list. */
  public PyList items() {
    return items;
  }

  /** What it was completed with; null if it was not. */
  public @Nullable Object state() {
    return state;
  }

  /** An attribute, or null. */
  public @Nullable Object attribute(String name) {
    if (state instanceof PyDict dict) {
      return dict.get(name);
    }
    if (state instanceof PyTuple pair && pair.items().size() == 2) { // attributes, then slots
      for (Object part : pair.items()) {
        Object value = part instanceof PyDict dict ? dict.get(name) : null;
        if (value != null) {
          return value;
        }
      }
    }
    return null;
  }

  @Override
  public void build(Object newState, ByteCursor place, Budget budget) {
    state = newState;
  }

  @Override
  public String toString() {
    return "object of " + type;
  }
}
