/**
 * Checks a user's table of published numbers against the ledger: a CSV file in, one verdict per row
 * out.
 *
 * <p>May use: {@code core}, {@code config}, {@code io}, {@code record.ledger}, Commons CSV.
 */
@NullMarked
package hmrbench.record.ledger.claim;

import org.jspecify.annotations.NullMarked;
