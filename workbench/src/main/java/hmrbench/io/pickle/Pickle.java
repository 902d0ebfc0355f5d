package hmrbench.io.pickle;

import hmrbench.io.ByteCursor;
import hmrbench.io.ByteSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads Python pickles as data. */
public final class Pickle {

  private static final int PROTO = 0x80;
  private static final int HIGHEST_PROTOCOL = 5;

  private Pickle() {}

  /** Whether the bytes begin as a pickle of protocol 2 or later does; earlier ones have no mark. */
  public static boolean looksLike(ByteSource source) {
    return source.size() >= 3
        && source.u8(0) == PROTO
        && source.u8(1) >= 2
        && source.u8(1) <= HIGHEST_PROTOCOL;
  }

  /**
   * Reads a file that holds one pickle. Arrays stay in the file until asked for.
   *
   * @throws hmrbench.io.FormatException if it is none, is damaged, or names what we do not know
   */
  public static TreeNode read(Path path) {
    return read(ByteSource.open(path));
  }

  /** As {@link #read(Path)}. */
  public static TreeNode read(ByteSource source) {
    return TreeNode.root(source.name(), read(new ByteCursor(source), new Budget()));
  }

  /**
   * Reads the pickle at a position and goes behind its end.
   *
   * @param more what it may name beyond Python's and numpy's own
   */
  public static Object read(ByteCursor in, Budget budget, PickleVocabulary... more) {
    List<PickleVocabulary> vocabularies = new ArrayList<>(List.of(more));
    vocabularies.add(new NumpyVocabulary());
    vocabularies.add(new PythonVocabulary());
    return new PickleMachine(in, vocabularies, budget).run();
  }
}
