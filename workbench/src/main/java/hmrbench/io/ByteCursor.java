package hmrbench.io;

import hmrbench.io.FormatException.Reason;
import java.nio.charset.Charset;

/**
 * Reads a source from front to back and keeps track of file and byte, so that every message names
 * them. Numbers are little-endian unless the method says otherwise. A read past the end is a {@link
 * FormatException}.
 */
public final class ByteCursor {

  private final ByteSource source;
  private long position;

  public ByteCursor(ByteSource source) {
    this(source, 0);
  }

  public ByteCursor(ByteSource source, long position) {
    this.source = source;
    this.position = position;
  }

  public ByteSource source() {
    return source;
  }

  public long position() {
    return position;
  }

  /** Bytes that are left. */
  public long left() {
    return source.size() - position;
  }

  /** Bytes decoded from the content at this position; messages about them name this position. */
  public ByteSource decoded(byte[] bytes) {
    return ByteSource.owning(source.name(), bytes).decodedAt(source.inFile(position));
  }

  /** Goes to a position of the source. */
  public void seek(long target, String what) {
    if (target < 0 || target > source.size()) {
      throw corrupt(what, "a position within %d bytes".formatted(source.size()), "" + target);
    }
    position = target;
  }

  /** Goes on by some bytes. */
  public void skip(long bytes, String what) {
    need(bytes, what);
    position += bytes;
  }

  /** One byte, 0 to 255. */
  public int u8(String what) {
    need(1, what);
    return source.u8(position++);
  }

  public int u16(String what) {
    return (int) unsigned(2, what);
  }

  public long u32(String what) {
    return unsigned(4, what);
  }

  public int i32(String what) {
    return (int) unsigned(4, what);
  }

  public long i64(String what) {
    return unsigned(8, what);
  }

  /** A big-endian float64. */
  public double f64BigEndian(String what) {
    return Double.longBitsToDouble(Long.reverseBytes(i64(what)));
  }

  private long unsigned(int bytes, String what) {
    need(bytes, what);
    long value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = (value << 8) | source.u8(position + i);
    }
    position += bytes;
    return value;
  }

  /** A copy of the next bytes. */
  public byte[] bytes(long count, String what) {
    need(count, what);
    if (count > Integer.MAX_VALUE - 8) {
      throw unsupported(what, "below 2 GiB", count + " bytes");
    }
    byte[] copy = source.bytes(position, (int) count);
    position += count;
    return copy;
  }

  /** The next bytes, without a copy. */
  public ByteSource slice(long count, String what) {
    need(count, what);
    ByteSource slice = source.slice(position, count);
    position += count;
    return slice;
  }

  /** The next bytes as text. */
  public String text(long count, Charset charset, String what) {
    return new String(bytes(count, what), charset);
  }

  /**
   * Text up to a newline, which is read too.
   *
   * @param most bytes that a line may have
   */
  public String line(int most, Charset charset, String what) {
    long end = position;
    long last = Math.min(source.size(), position + most);
    while (end < last && source.u8(end) != '\n') {
      end++;
    }
    if (end == last) {
      throw corrupt(what, "a line of at most %d bytes".formatted(most), "no end of line");
    }
    String line = text(end - position, charset, what);
    position++;
    return line;
  }

  private void need(long bytes, String what) {
    if (bytes < 0 || bytes > left()) {
      throw corrupt(
          what,
          bytes < 0 ? "a length of 0 or more" : bytes == 1 ? "1 byte" : bytes + " bytes",
          bytes < 0 ? "" + bytes : left() + " left");
    }
  }

  /** The file breaks its own format here. */
  public FormatException corrupt(String what, String expected, String actual) {
    return fault(Reason.CORRUPT, what, expected, actual);
  }

  /** The file breaks its own format here; with specific advice. */
  public FormatException corrupt(String what, String expected, String actual, String advice) {
    return new FormatException(
        Reason.CORRUPT, source.name(), source.inFile(position), what, expected, actual, advice);
  }

  /** The file is sound but uses what is not supported. */
  public FormatException unsupported(String what, String expected, String actual) {
    return fault(Reason.UNSUPPORTED, what, expected, actual);
  }

  /** The file is sound but uses what is not supported; with specific advice. */
  public FormatException unsupported(String what, String expected, String actual, String advice) {
    return new FormatException(
        Reason.UNSUPPORTED, source.name(), source.inFile(position), what, expected, actual, advice);
  }

  /** The file is of another kind. */
  public FormatException foreign(String what, String expected, String actual) {
    return fault(Reason.NOT_THIS_FORMAT, what, expected, actual);
  }

  private FormatException fault(Reason reason, String what, String expected, String actual) {
    return new FormatException(
        reason, source.name(), source.inFile(position), what, expected, actual);
  }
}
