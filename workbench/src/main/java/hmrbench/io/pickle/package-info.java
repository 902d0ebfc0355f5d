/**
 * Python pickles (protocols 0 to 5) read as data: a stream of opcodes becomes a graph of values;
 * nothing in it is ever executed, and names outside a fixed list are refused. JSON is read into the
 * same values. May use: {@code core}, {@code io}, Jackson.
 */
@NullMarked
package hmrbench.io.pickle;

import org.jspecify.annotations.NullMarked;
