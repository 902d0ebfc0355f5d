package hmrbench.io.pickle;

/**
 * A class or function that a pickle names. Only a name: nothing is looked up or run.
 *
 * @param module as today's Python calls it, for example {@code builtins} for {@code __builtin__}
 * @param name the name within the module
 */
public record PyGlobal(String module, String name) {

  /** Whether this is the global of that full name. */
  public boolean is(String fullName) {
    return toString().equals(fullName);
  }

  @Override
  public String toString() {
    return module + "." + name;
  }
}
