package hmrbench.run.parity;

import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.io.ByteSource;
import hmrbench.io.NdArray;
import hmrbench.io.WholeFile;
import hmrbench.io.npy.Npz;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The cases as the script left them, among the resources of the program. */
final class ParityCases {

  private static final String FOLDER = "/hmrbench/parity/";

  private final Npz arrays = Npz.open(ByteSource.owning("cases.npz", bytes("cases.npz")));

  NdArray array(String name) {
    return arrays.get(name);
  }

  double[] doubles(String name) {
    return array(name).doubles();
  }

  /** An array whose values are all float32. */
  FloatGrid floats(String name) {
    return array(name).toFloatGrid();
  }

  /**
   * Copies a resource into a folder, for readers that want a file.
   *
   * @throws Fault if it cannot be written
   */
  static Path file(String name, Path folder) {
    Path file = folder.resolve(name);
    byte[] bytes = bytes(name);
    WholeFile.write(file, out -> out.write(bytes));
    return file;
  }

  private static byte[] bytes(String name) {
    try (InputStream in = ParityCases.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException(FOLDER + name + " is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
