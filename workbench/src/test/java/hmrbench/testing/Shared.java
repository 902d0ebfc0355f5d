package hmrbench.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * Files that lie beside the project and are committed nowhere in it: golden outputs of the official
 * programs, real motion and video. A test that asks for one is skipped, and says so, where the
 * folder is absent.
 */
public final class Shared {

  private static final Path ROOT =
      Path.of(System.getProperty("hmrbench.root", "..")).toAbsolutePath().normalize();
  private static final Path FOLDER = ROOT.resolveSibling("shared");
  private static final Path UNPACKED = ROOT.resolve("workbench/target/golden");

  private Shared() {}

  /** The top folder of the project. */
  public static Path projectRoot() {
    return ROOT;
  }

  /** A golden file, unpacked if it is stored gzipped. */
  public static Path golden(String name) {
    return file("golden/" + name);
  }

  /** A real motion or video file. */
  public static Path data(String name) {
    return file("data/" + name);
  }

  /** A small input with a known right outcome. */
  public static Path cases(String name) {
    return file("cases/" + name);
  }

  private static Path file(String name) {
    Path plain = FOLDER.resolve(name);
    if (Files.exists(plain)) {
      return plain;
    }
    Path packed = FOLDER.resolve(name + ".gz");
    Assumptions.assumeTrue(
        Files.exists(packed), () -> "skipped: %s is not beside the project".formatted(plain));
    return unpack(packed, UNPACKED.resolve(name));
  }

  private static synchronized Path unpack(Path packed, Path target) {
    if (Files.exists(target)) {
      return target;
    }
    try {
      Files.createDirectories(target.getParent());
      // Another test program may unpack the same file.
      Path part = Files.createTempFile(target.getParent(), "unpacked", ".part");
      try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
        Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      }
      return Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
