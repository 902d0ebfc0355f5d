package hmrbench.io;

import hmrbench.core.FloatGrid;
import java.util.Map;
import java.util.Set;

/**
 * Named arrays of a file: a checkpoint of any container. Values are read when they are asked for.
 */
public interface Tensors {

  /** Names of the arrays, in the order of the file; nested dictionaries are joined with a dot. */
  Set<String> names();

  /**
   * An array as the file holds it.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  NdArray array(String name);

  /** The shape of one array; empty for a scalar. See {@link #array}. */
  default int[] shape(String name) {
    return array(name).shape();
  }

  /**
   * The values of one array as float32, row-major. See {@link #array}.
   *
   * @throws hmrbench.core.Fault if the file is damaged
   */
  default FloatGrid floats(String name) {
    return array(name).toFloatGrid();
  }

  /** The file's metadata; empty where its format has none. */
  Map<String, String> metadata();
}
