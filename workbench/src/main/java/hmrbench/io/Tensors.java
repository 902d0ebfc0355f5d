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
   * The shape of one array; empty for a scalar.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  int[] shape(String name);

  /**
   * The values of one array as float32, row-major.
   *
   * @throws IllegalArgumentException if there is none of this name
   * @throws hmrbench.core.Fault if the file is damaged
   */
  FloatGrid floats(String name);

  /** The file's metadata; empty where its format has none. */
  Map<String, String> metadata();
}
