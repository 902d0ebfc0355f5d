/**
 * File formats, as bytes and arrays; nothing about people. May use: {@code core}, Commons Compress.
 */
@NullMarked
package hmrbench.io;

import org.jspecify.annotations.NullMarked;
