/**
 * The claims ledger: numbers that papers and repositories print, with their source, and what a
 * measured number says about them.
 *
 * <p>May use: {@code core}, {@code io}, {@code metric}, {@code record}, Commons CSV.
 */
@NullMarked
package hmrbench.record.ledger;

import org.jspecify.annotations.NullMarked;
