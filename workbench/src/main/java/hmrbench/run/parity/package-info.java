/**
 * The parity certificate: small cases whose answers an independent script worked out ({@code
 * workbench/src/parity/make_parity.py}), against what the program says. May use: what {@code run}
 * may.
 */
@NullMarked
package hmrbench.run.parity;

import org.jspecify.annotations.NullMarked;
