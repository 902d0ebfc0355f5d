/**
 * HDF5 files: arrays by name. jHDF reads the structure; values are read from a mapping when they
 * are asked for. May use: {@code core}, {@code io}, jHDF.
 */
@NullMarked
package hmrbench.io.hdf5;

import org.jspecify.annotations.NullMarked;
