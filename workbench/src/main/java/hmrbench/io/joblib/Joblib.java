package hmrbench.io.joblib;

import hmrbench.io.ByteCursor;
import hmrbench.io.ByteSource;
import hmrbench.io.pickle.Budget;
import hmrbench.io.pickle.Pickle;
import hmrbench.io.pickle.PickleVocabulary;
import hmrbench.io.pickle.TreeNode;
import hmrbench.io.torch.TorchCheckpoint;
import java.nio.file.Path;

/**
 * Reads what {@code joblib.dump} wrote, with or without compression, with or without padding before
 * arrays. A plain pickle is read as well. The arrays of an uncompressed file are mapped, not
 * copied.
 */
public final class Joblib {

  private Joblib() {}

  /**
   * Reads a file.
   *
   * @throws hmrbench.io.FormatException if it is none, is damaged, or names what we do not know
   */
  public static TreeNode read(Path path) {
    return read(ByteSource.open(path));
  }

  /** Whether the bytes begin as the container of joblib before 0.10 does. */
  public static boolean isOld(ByteSource source) {
    return source.startsWith('Z', 'F', '0', 'x');
  }

  /** As {@link #read(Path)}. */
  public static TreeNode read(ByteSource source) {
    return read(source, new JoblibVocabulary());
  }

  /** As {@link #read(ByteSource)}; the values may be torch tensors with files of their own. */
  public static TreeNode readWithTorch(ByteSource source) {
    return read(source, new JoblibVocabulary(), TorchCheckpoint.embedded());
  }

  private static TreeNode read(ByteSource source, PickleVocabulary... vocabularies) {
    if (isOld(source)) {
      throw new ByteCursor(source)
          .unsupported(
              "joblib file",
              "one of joblib 0.10 or later",
              "the ZF container of an earlier one",
              "load it in Python and dump it again");
    }
    ByteSource plain = source.unpacked();
    Object value = Pickle.read(new ByteCursor(plain), new Budget(), vocabularies);
    return TreeNode.root(source.name(), value);
  }
}
