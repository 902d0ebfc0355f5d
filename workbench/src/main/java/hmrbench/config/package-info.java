/**
 * Config files: YAML in, validated records out, with every mistake reported at once. May use:
 * {@code core}, Jackson, SnakeYAML.
 */
@NullMarked
package hmrbench.config;

import org.jspecify.annotations.NullMarked;
