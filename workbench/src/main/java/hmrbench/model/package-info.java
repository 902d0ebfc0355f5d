/**
 * Networks and their registry: a clip and a checkpoint in, predictions out. One sub-package per
 * published network; {@code filter} smooths predictions. May use: {@code core}, {@code config},
 * {@code io}, {@code data}, {@code tensor}, {@code body}, DJL.
 */
@NullMarked
package hmrbench.model;

import org.jspecify.annotations.NullMarked;
