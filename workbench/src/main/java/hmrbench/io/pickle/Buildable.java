package hmrbench.io.pickle;

import hmrbench.io.ByteCursor;

/** A value that a pickle completes after it has made it (opcode BUILD). */
public interface Buildable {

  /**
   * Takes the state.
   *
   * @param state what the file holds for it
   * @param place where, for messages
   * @throws hmrbench.io.FormatException if the state does not fit
   */
  void build(Object state, ByteCursor place);
}
