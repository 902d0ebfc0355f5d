/**
 * One class per command: words in, an exit code out; no arithmetic. May use: everything above,
 * picocli.
 */
@NullMarked
package hmrbench.cli;

import org.jspecify.annotations.NullMarked;
