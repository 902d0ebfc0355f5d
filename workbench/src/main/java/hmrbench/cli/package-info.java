/**
 * The command line: one class per command, from typed options to an exit code; no arithmetic. May
 * use: everything above, picocli.
 */
@NullMarked
package hmrbench.cli;

import org.jspecify.annotations.NullMarked;
