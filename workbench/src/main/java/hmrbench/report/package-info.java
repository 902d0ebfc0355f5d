/**
 * Records in; tables, charts and pages out. Reads records only, so that any page can be made again
 * without weights, data or a GPU. May use: {@code core}, {@code io}, {@code metric}, {@code
 * record}.
 */
@NullMarked
package hmrbench.report;

import org.jspecify.annotations.NullMarked;
