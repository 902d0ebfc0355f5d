package hmrbench.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Small files as {@code joblib.dump} writes them: a dictionary of arrays, texts, and lists of
 * these, without compression.
 */
public final class JoblibOut {

  private static final String NONE = "N";
  private static final String MINUS_ONE = "J\u00ff\u00ff\u00ff\u00ff";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private JoblibOut() {}

  /**
   * Writes a dictionary.
   *
   * @param entries text, {@link NdArray}, or lists of these
   */
  public static Path write(Path file, Map<String, ?> entries) {
    JoblibOut out = new JoblibOut();
    out.raw("\u0080\u0003}(");
    entries.forEach(
        (key, value) -> {
          out.text(key);
          out.value(value);
        });
    out.raw("u.");
    try {
      return Files.write(file, out.bytes.toByteArray());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void value(Object value) {
    if (value instanceof NdArray array) {
      array(array);
    } else if (value instanceof Iterable<?> items) {
      raw("](");
      items.forEach(this::value);
      raw("e");
    } else {
      text(value.toString());
    }
  }

  private void array(NdArray array) {
    raw("cjoblib.numpy_pickle\nNumpyArrayWrapper\n)\u0081}(");
    text("shape");
    raw("(");
    for (int size : array.shape()) {
      raw("J" + Fixtures.i32(size));
    }
    raw("t");
    text("order");
    text("C");
    text("dtype");
    dtype(array.dtype().descr());
    raw("ub");
    try {
      array.writeTo(bytes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void dtype(String descr) {
    raw("cnumpy\ndtype\n");
    text(descr.substring(1));
    raw("K\0K\u0001\u0087R(K\u0003");
    text(descr.substring(0, 1));
    raw(NONE + NONE + NONE + MINUS_ONE + MINUS_ONE + "K\0tb");
  }

  private void text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    raw("X" + Fixtures.i32(encoded.length));
    bytes.writeBytes(encoded);
  }

  private void raw(String characters) {
    bytes.writeBytes(Fixtures.latin(characters));
  }
}
