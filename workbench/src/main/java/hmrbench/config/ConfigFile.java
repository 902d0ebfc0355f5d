package hmrbench.config;

import hmrbench.core.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The text of a config file: regular, UTF-8 and of plausible size. */
final class ConfigFile {

  /** Far above any config that a person or {@link ConfigWriter} wrote. */
  static final int MOST_BYTES = 1 << 20;

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private ConfigFile() {}

  /** The text; if the file has none, empty with a mistake reported. */
  static Optional<String> read(Path file, String source, Mistakes mistakes) {
    Place place = new Place(source, 0, file);
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        // A pipe waits for its writer for ever, and a device never ends.
        mistakes.add(
            place, "document", "expected a file, got %s; write it to a file first", kind(file));
        return Optional.empty();
      }
      byte[] bytes;
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(MOST_BYTES + 1);
      }
      if (bytes.length > MOST_BYTES) {
        mistakes.add(
            place,
            "document",
            "is no config: it has %d bytes, and a config has %d at most",
            Files.size(file),
            MOST_BYTES);
        return Optional.empty();
      }
      return decoded(bytes, place, mistakes);
    } catch (IOException e) {
      mistakes.add(place, "document", "cannot be read: %s", Reason.of(e));
      return Optional.empty();
    }
  }

  private static String kind(Path file) {
    return Files.isDirectory(file) ? "a folder" : "a pipe or a device";
  }

  private static Optional<String> decoded(byte[] bytes, Place place, Mistakes mistakes) {
    if (bytes.length >= 2
        && ((bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe)
            || (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff))) {
      mistakes.add(place, "document", "expected text in UTF-8, got UTF-16; save it as UTF-8");
      return Optional.empty();
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      int at = in.position();
      mistakes.add(
          new Place(place.source(), lineOf(bytes, at), place.folder()),
          "document",
          "expected text in UTF-8, got byte 0x%02x at position %d; save it as UTF-8",
          bytes[at] & 0xff,
          at);
      return Optional.empty();
    }
    out.flip();
    String text = out.toString();
    boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    return Optional.of(marked ? text.substring(1) : text);
  }

  private static int lineOf(byte[] bytes, int position) {
    int line = 1;
    for (int i = 0; i < position; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }
}
