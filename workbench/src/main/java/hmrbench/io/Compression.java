package hmrbench.io;

import hmrbench.core.VisibleText;
import hmrbench.io.FormatException.Reason;
import hmrbench.io.safetensors.SafeTensors;
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

/** Ways in which a whole file may be compressed, recognised by its first bytes. */
public enum Compression {
  GZIP("1f8b08"),
  ZLIB("78"),
  BZIP2("425a68"),
  LZMA("5d0000"),
  XZ("fd377a585a00"),
  LZ4("04224d18");

  /** How much a packed file may unpack to whatever its size, in bytes: 256 MiB. */
  private static final long ALWAYS_ALLOWED = 1L << 28;

  /**
   * How many times its size a packed file may unpack to beyond that. The most compressible genuine
   * file known, an SMPL model, has 33.
   */
  private static final long ALLOWED_RATIO = 200;

  /**
   * Memory that an xz or lzma stream may ask for, in KiB: what the strongest preset needs, twice.
   */
  private static final int DICTIONARY_KIB = 1 << 17;

  /** The second byte of a zlib stream makes the first two a multiple of this (RFC 1950). */
  private static final int ZLIB_CHECK = 31;

  /** The bit of the second byte that asks for a dictionary from elsewhere. */
  private static final int ZLIB_DICTIONARY = 0x20;

  private static final int TEXT_HEAD = 64;
  private static final int BZIP2_HEAD = 6;
  private static final int LZMA_HEAD = 13;

  private final String magic;

  /**
   * @param magic first bytes, in hexadecimal
   */
  Compression(String magic) {
    this.magic = magic;
  }

  /**
   * How much may be made of a file by unpacking it, in bytes: all layers together, and all members
   * of an archive together.
   */
  static long limit(ByteSource source) {
    return ALWAYS_ALLOWED + ALLOWED_RATIO * source.storedBytes();
  }

  private boolean begins(ByteSource source) {
    int[] bytes = new int[magic.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = Integer.parseInt(magic.substring(2 * i, 2 * i + 2), 16);
    }
    return source.startsWith(bytes);
  }

  /**
   * How the bytes are packed, if they are. The first bytes of some packings are also those of text
   * or of safetensors files with certain header lengths: the whole header decides.
   */
  public static Optional<Compression> of(ByteSource source) {
    if (SafeTensors.looksLike(source)) {
      return Optional.empty();
    }
    for (Compression packing : values()) {
      if (packing.begins(source) && packing.fits(source)) {
        return Optional.of(packing);
      }
    }
    return Optional.empty();
  }

  /** Whether what follows the magic is possible, where the magic is short. */
  private boolean fits(ByteSource source) {
    return switch (this) {
      case ZLIB ->
          source.size() > 2
              && (source.u8(0) * 256 + source.u8(1)) % ZLIB_CHECK == 0
              && (source.u8(1) & ZLIB_DICTIONARY) == 0
              && !isText(source);
      case BZIP2 -> source.size() < BZIP2_HEAD || isBzip2(source);
      case LZMA -> source.size() <= LZMA_HEAD || isLzma(source);
      default -> true;
    };
  }

  private static boolean isText(ByteSource source) {
    for (int i = 0; i < Math.min(source.size(), TEXT_HEAD); i++) {
      int b = source.u8(i);
      if (b >= 0x7f || (b < ' ' && b != '\t' && b != '\n' && b != '\r')) {
        return false;
      }
    }
    return true;
  }

  /** A level from 1 to 9, then the mark of a block or, in an empty file, of the end. */
  private static boolean isBzip2(ByteSource source) {
    boolean level = source.u8(3) >= '1' && source.u8(3) <= '9';
    int mark = source.u8(4) << 8 | source.u8(5);
    return level && (mark == 0x3141 || mark == 0x1772);
  }

  /** A length of the content that is unknown (-1) or below 2^48. */
  private static boolean isLzma(ByteSource source) {
    long length = new ByteCursor(source, 5).i64("length");
    return length == -1 || (length >= 0 && length >>> 48 == 0);
  }

  /**
   * Unpacks to memory, or to a temporary file where there is much of it.
   *
   * @throws FormatException if the packed bytes are damaged or unpack to far more than they should
   */
  ByteSource unpack(ByteSource packed) {
    long limit = limit(packed);
    SourceStream raw = new SourceStream(packed);
    try (Spool spool = new Spool(packed, packed.name());
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
              e.getMessage() == null ? "damaged bytes" : VisibleText.value(e.getMessage()));
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
