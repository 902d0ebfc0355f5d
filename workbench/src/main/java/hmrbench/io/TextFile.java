package hmrbench.io;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Text files in UTF-8 that are whole or not there. */
public final class TextFile {

  /** What is written. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Writer out) throws IOException;
  }

  private TextFile() {}

  /** Writes a text. */
  public static void write(Path file, String text) {
    write(file, out -> out.write(text));
  }

  /**
   * Writes a text; gzipped where the file's name ends in {@code .gz}.
   *
   * @throws hmrbench.core.Fault if it cannot be written; nothing is left behind then
   */
  public static void write(Path file, Content content) {
    WholeFile.write(file, asBytes(file, content));
  }

  /** Writes a text that is on the disk before the file gets its name. */
  public static void writeThrough(Path file, String text) {
    WholeFile.writeThrough(file, asBytes(file, out -> out.write(text)));
  }

  private static WholeFile.Content asBytes(Path file, Content content) {
    boolean gzipped = file.toString().endsWith(".gz");
    return bytes -> {
      OutputStream out = gzipped ? new GZIPOutputStream(bytes, 1 << 16) : bytes;
      Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
      content.writeTo(writer);
      writer.flush();
      if (out instanceof GZIPOutputStream gzip) {
        gzip.finish();
      }
    };
  }
}
