package hmrbench.io;

import hmrbench.io.FormatException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;

/** Ways in which a whole file may be compressed, told by its first bytes. */
public enum Packing {
  GZIP("1f8b"),
  ZLIB("78"),
  BZIP2("425a68"),
  LZMA("5d0000"),
  XZ("fd377a585a00"),
  LZ4("04224d18");

  /** How much a packed file may unpack to whatever its size, in bytes. */
  private static final long ALWAYS_ALLOWED = 1L << 28;

  /**
   * How many times its size a packed file may unpack to beyond that. The most compressible honest
   * file that we know, an SMPL model, has 33.
   */
  private static final long ALLOWED_RATIO = 200;

  /**
   * Memory that an xz or lzma stream may ask for, in KiB: what the strongest preset needs, twice.
   */
  private static final int DICTIONARY_KIB = 1 << 17;

  /** The second byte of a zlib stream makes the first two a multiple of this (RFC 1950). */
  private static final int ZLIB_CHECK = 31;

  private final String magic;

  /**
   * @param magic first bytes, in hexadecimal
   */
  Packing(String magic) {
    this.magic = magic;
  }

  private boolean begins(ByteSource source) {
    int[] bytes = new int[magic.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = Integer.parseInt(magic.substring(2 * i, 2 * i + 2), 16);
    }
    return source.startsWith(bytes);
  }

  /** How the bytes are packed, if they are. */
  public static Optional<Packing> of(ByteSource source) {
    for (Packing packing : values()) {
      if (packing.begins(source) && (packing != ZLIB || isZlib(source))) {
        return Optional.of(packing);
      }
    }
    return Optional.empty();
  }

  private static boolean isZlib(ByteSource source) {
    return source.size() > 2 && (source.u8(0) * 256 + source.u8(1)) % ZLIB_CHECK == 0;
  }

  /**
   * Unpacks to memory, or to a temporary file where there is much of it.
   *
   * @throws FormatException if the packed bytes are damaged or unpack to far more than they should
   */
  ByteSource unpack(ByteSource packed) {
    long limit = ALWAYS_ALLOWED + ALLOWED_RATIO * packed.size();
    SourceStream raw = new SourceStream(packed);
    try (Spool spool = new Spool(packed.name());
        InputStream in = stream(raw)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        spool.write(buffer, 0, n);
        if (spool.size() > limit) {
          throw tooMuch(packed, raw, limit);
        }
      }
      return spool.toSource();
    } catch (Spool.DiskException e) {
      throw Spool.fault(e);
    } catch (IOException | RuntimeException e) { // decoders throw what they like on damage
      if (e instanceof FormatException fault) {
        throw fault;
      }
      FormatException fault =
          new FormatException(
              Reason.CORRUPT,
              packed.name(),
              packed.inFile(raw.position()),
              "packed content",
              "a whole %s stream".formatted(this),
              e.getMessage() == null ? "damaged bytes" : Printable.shortened(e.getMessage()));
      fault.initCause(e);
      throw fault;
    }
  }

  private static FormatException tooMuch(ByteSource packed, SourceStream raw, long limit) {
    return new FormatException(
        Reason.CORRUPT,
        packed.name(),
        packed.inFile(raw.position()),
        "packed content",
        "at most %d bytes once unpacked".formatted(limit),
        "more",
        "unpack it by hand if you trust it");
  }

  private InputStream stream(InputStream packed) throws IOException {
    return switch (this) {
      case GZIP -> new GZIPInputStream(packed, 1 << 16);
      case ZLIB -> new InflaterInputStream(packed);
      case BZIP2 -> new BZip2CompressorInputStream(packed, true);
      case LZMA -> new LZMAInputStream(packed, DICTIONARY_KIB);
      case XZ -> new XZInputStream(packed, DICTIONARY_KIB);
      case LZ4 -> new FramedLZ4CompressorInputStream(packed, true);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
