package hmrbench.io.pickle;

import hmrbench.io.ByteCursor;

/** A value that a pickle completes after it has made it (opcode BUILD). */
public interface Buildable {

  /**
   * Takes the state.
   *
   * @param state what the file holds for it
   * @param place where, for messages
   * @param budget what the file may still make
   * @throws hmrbench.io.FormatException if the state does not fit
   */
  void build(Object state, ByteCursor place, Budget budget);
}
