package hmrbench.record;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import hmrbench.core.Fault;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Files that are whole or not there: written aside under {@code .part}, then moved. */
public final class WholeFile {

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content<W> {
    void writeTo(W out) throws IOException;
  }

  private WholeFile() {}

  /** Writes a text file. */
  public static void write(Path file, String text) {
    writeText(file, out -> out.write(text));
  }

  /** Writes a text file in UTF-8; gzipped where its name ends in {@code .gz}. */
  public static void writeText(Path file, Content<Writer> content) {
    boolean gzipped = file.getFileName().toString().endsWith(".gz");
    writeBytes(
        file,
        bytes -> {
          OutputStream out = gzipped ? new GZIPOutputStream(bytes, 1 << 16) : bytes;
          Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
          content.writeTo(writer);
          writer.flush();
          if (out instanceof GZIPOutputStream gzip) {
            gzip.finish();
          }
        });
  }

  /**
   * Writes a binary file.
   *
   * @throws Fault if it cannot be written (a folder that is not writable, a full disk); nothing is
   *     left behind then
   */
  public static void writeBytes(Path file, Content<OutputStream> content) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      try (OutputStream out = new java.io.BufferedOutputStream(Files.newOutputStream(part))) {
        content.writeTo(out);
      }
      Files.move(part, file, ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (IOException e) {
      remove(part);
      throw new Fault(
          Fault.Kind.FAILED_RUNNING,
          "%s: cannot be written: %s; check permissions and free space".formatted(file, reason(e)),
          e);
    }
  }

  private static void remove(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // The fault that is on its way says what went wrong with this folder.
    }
  }

  private static String reason(IOException e) {
    String kind = e.getClass().getSimpleName().replace("Exception", "");
    return e.getMessage() == null ? kind : "%s (%s)".formatted(e.getMessage(), kind);
  }
}
