package hmrbench.io.pickle;

import hmrbench.io.ByteCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of the list of classes and functions that a pickle may name, and what each of them means
 * here. Whatever no vocabulary knows is refused.
 */
public interface PickleVocabulary {

  /** Whether a pickle may name this. */
  boolean knows(PyGlobal global);

  /**
   * What a call of a known global gives.
   *
   * @param place where, for messages
   * @return the value, or null if this global cannot be called
   */
  @Nullable Object call(PyGlobal global, List<Object> arguments, ByteCursor place, Budget budget);

  /**
   * The value for an object that has just been completed; reads on from {@code stream} where its
   * content follows in the file.
   */
  default Object built(Object instance, ByteCursor stream, Budget budget) {
    return instance;
  }

  /**
   * The value for an object that lies outside the pickle.
   *
   * @return the value, or null if this vocabulary has none
   */
  default @Nullable Object persistent(Object id, ByteCursor place) {
    return null;
  }
}
