/**
 * What a measurement of speed leaves: values in, JSON out and back. May use: {@code core}, {@code
 * io}, Jackson.
 */
@NullMarked
package hmrbench.record.bench;

import org.jspecify.annotations.NullMarked;
