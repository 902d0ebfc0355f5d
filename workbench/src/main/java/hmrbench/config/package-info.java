/**
 * An experiment as it was asked for: YAML in, validated records out, with every mistake told at
 * once. May use: {@code core}, Jackson, SnakeYAML.
 */
@NullMarked
package hmrbench.config;

import org.jspecify.annotations.NullMarked;
