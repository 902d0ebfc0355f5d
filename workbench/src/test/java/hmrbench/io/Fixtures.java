package hmrbench.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Small files that Python's own libraries made, and files made by hand out of bytes. */
public final class Fixtures {

  private Fixtures() {}

  /** A file of {@code src/test/resources/golden/io}; {@code make.py} beside it made it. */
  public static ByteSource file(String name) {
    return ByteSource.owning(name, bytes(name));
  }

  /** Its bytes. */
  public static byte[] bytes(String name) {
    try (InputStream in = Fixtures.class.getResourceAsStream("/golden/io/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no fixture " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file whose bytes are the characters of {@code content}, each below 256. */
  public static ByteSource made(String name, String content) {
    return ByteSource.owning(name, latin(content));
  }

  /** The characters as bytes. */
  public static byte[] latin(String content) {
    return content.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A whole number in 8 bytes, least significant first, as characters. */
  public static String i64(long value) {
    return little(value, 8);
  }

  /** A whole number in 4 bytes, least significant first, as characters. */
  public static String i32(long value) {
    return little(value, 4);
  }

  private static String little(long value, int bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes; i++) {
      text.append((char) ((value >>> (8 * i)) & 0xff));
    }
    return text.toString();
  }
}
