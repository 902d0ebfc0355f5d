package hmrbench.io;

import hmrbench.core.Fault;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is written piece by piece, aside, and moved into place when it is whole. It is open
 * only while a piece is written, so that many may grow at once.
 */
public final class GrowingFile implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  private final Path target;
  private final Path part;

  /** An empty file. */
  public GrowingFile(Path target) {
    this.target = target.toAbsolutePath();
    this.part = WholeFile.partOf(this.target);
  }

  /**
   * Adds a piece, making folders as needed.
   *
   * @throws Fault if it cannot be written
   */
  public void append(WholeFile.Content piece) {
    try {
      Path folder = target.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
              BUFFER)) {
        piece.writeTo(out);
      }
    } catch (IOException e) {
      throw WholeFile.cannotWrite(target, e);
    }
  }

  /** Where its pieces lie so far. */
  public Path soFar() {
    return part;
  }

  /**
   * Takes all pieces of another file, which is none any more, instead of its own.
   *
   * @throws Fault if it cannot be written
   */
  public void replaceBy(GrowingFile other) {
    move(other.part, part);
  }

  /**
   * Moves it into place.
   *
   * @throws Fault if it cannot be written
   */
  public void finish() {
    move(part, target);
  }

  private void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw WholeFile.cannotWrite(target, e);
    }
  }

  /** Removes what is not in place. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw WholeFile.cannotWrite(target, e);
    }
  }
}
