/**
 * Measures how fast evaluation is on this machine, with the code that runs it, on made-up data of
 * published size. May use: what {@code run} may.
 */
@NullMarked
package hmrbench.run.bench;

import org.jspecify.annotations.NullMarked;
