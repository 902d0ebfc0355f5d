package hmrbench.executor;

import hmrbench.core.Fault;
import hmrbench.io.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A checkpoint that a worker made.
 *
 * @param bytes of the weights
 */
record Trained(int group, String weights, long bytes) {

  /** Of weights that are there; they are on the disk then. */
  static Trained of(int group, Path weights) {
    try {
      WholeFile.force(List.of(weights));
      return new Trained(group, weights.toString(), Files.size(weights));
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, weights, "cannot be read", e);
    }
  }

  /** Whether it is still there, whole. */
  boolean stillThere() {
    Path file = Path.of(weights);
    try {
      return Files.isRegularFile(file) && Files.size(file) == bytes;
    } catch (IOException e) {
      return false; // Someone removes it just now.
    }
  }
}
