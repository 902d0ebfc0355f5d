package hmrbench.io;

import java.io.InputStream;

/** A source read from front to back. */
final class SourceStream extends InputStream {

  private final ByteSource source;
  private long position;

  SourceStream(ByteSource source) {
    this.source = source;
  }

  /** How many bytes have been read. */
  long position() {
    return position;
  }

  @Override
  public int read() {
    return position < source.size() ? source.u8(position++) : -1;
  }

  @Override
  public int read(byte[] target, int from, int length) {
    if (length == 0) {
      return 0;
    }
    int n = (int) Math.min(length, source.size() - position);
    if (n <= 0) {
      return -1;
    }
    source.copyTo(position, target, from, n);
    position += n;
    return n;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, source.size() - position);
  }
}
