/**
 * The only room that sees both a model and a metric: a config in, records out. May use: everything
 * above it, Commons Math.
 */
@NullMarked
package hmrbench.run;

import org.jspecify.annotations.NullMarked;
