/**
 * Readers and writers of file formats: bytes in, arrays and trees out, and back. Nothing here knows
 * of bodies or data sets. May use: {@code core}, Commons Compress, Commons CSV, Jackson, jHDF.
 */
@NullMarked
package hmrbench.io;

import org.jspecify.annotations.NullMarked;
