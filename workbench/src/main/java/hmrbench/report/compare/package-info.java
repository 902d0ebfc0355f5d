/** Two runs side by side, from their records alone. */
@NullMarked
package hmrbench.report.compare;

import org.jspecify.annotations.NullMarked;
