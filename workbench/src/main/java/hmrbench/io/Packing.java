package hmrbench.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Ways in which a whole file may be compressed. */
public enum Packing {
  GZIP;

  /** How much a packed file may unpack to whatever its size, in bytes. */
  private static final long ALWAYS_ALLOWED = 1L << 28;

  /**
   * How many times its size a packed file may unpack to beyond that. The most compressible honest
   * file that we know, an SMPL model, has 33.
   */
  private static final long ALLOWED_RATIO = 200;

  /** How the bytes are packed, or null if they are not. */
  static @org.jspecify.annotations.Nullable Packing of(ByteSource source) {
    return source.startsWith(0x1f, 0x8b) ? GZIP : null;
  }

  /**
   * Unpacks to memory, or to a temporary file where there is much of it.
   *
   * @throws FormatException if the packed bytes are damaged or unpack to far more than they should
   */
  static ByteSource unpack(ByteSource packed, Packing packing) {
    long limit = ALWAYS_ALLOWED + ALLOWED_RATIO * packed.size();
    SourceStream raw = new SourceStream(packed);
    try (Spool spool = new Spool(packed.name());
        InputStream in = packing.stream(raw)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        spool.write(buffer, 0, n);
        if (spool.size() > limit) {
          throw new FormatException(
              FormatException.Reason.CORRUPT,
              packed.name(),
              packed.inFile(raw.position()),
              "packed content",
              "at most %d bytes once unpacked".formatted(limit),
              "more",
              "unpack it by hand if you trust it");
        }
      }
      return spool.toSource();
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      if (e instanceof Spool.DiskException disk) {
        throw Spool.fault(disk);
      }
      FormatException fault =
          new FormatException(
              FormatException.Reason.CORRUPT,
              packed.name(),
              packed.inFile(raw.position()),
              "packed content",
              "a whole %s stream".formatted(packing),
              String.valueOf(e.getMessage()));
      fault.initCause(e);
      throw fault;
    }
  }

  private InputStream stream(InputStream packed) throws IOException {
    return new GZIPInputStream(packed, 1 << 16);
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
