package hmrbench.io;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one element of an array is.
 *
 * @param kind what it means
 * @param itemBytes its size in the file, in bytes; 0 for objects, whose size is not fixed
 * @param bigEndian whether its most significant byte comes first
 */
public record DType(Kind kind, int itemBytes, boolean bigEndian) {

  /** What an element means. */
  public enum Kind {
    BOOL,
    SIGNED,
    UNSIGNED,
    FLOAT,
    /** The upper half of a float32. */
    BFLOAT16,
    /** Text in UCS-4, padded with zeros. */
    UNICODE,
    /** Text in bytes, padded with zeros. */
    BYTES,
    /** Anything; the elements lie elsewhere. */
    OBJECT
  }

  public static final DType BOOL = new DType(Kind.BOOL, 1, false);
  public static final DType I8 = new DType(Kind.SIGNED, 1, false);
  public static final DType I16 = new DType(Kind.SIGNED, 2, false);
  public static final DType I32 = new DType(Kind.SIGNED, 4, false);
  public static final DType I64 = new DType(Kind.SIGNED, 8, false);
  public static final DType U8 = new DType(Kind.UNSIGNED, 1, false);
  public static final DType U16 = new DType(Kind.UNSIGNED, 2, false);
  public static final DType U32 = new DType(Kind.UNSIGNED, 4, false);
  public static final DType U64 = new DType(Kind.UNSIGNED, 8, false);
  public static final DType F16 = new DType(Kind.FLOAT, 2, false);
  public static final DType F32 = new DType(Kind.FLOAT, 4, false);
  public static final DType F64 = new DType(Kind.FLOAT, 8, false);
  public static final DType BF16 = new DType(Kind.BFLOAT16, 2, false);
  public static final DType OBJECT = new DType(Kind.OBJECT, 0, false);

  private static final Pattern DESCR = Pattern.compile("([<>|=]?)([a-zA-Z?])([0-9]{0,9})");
  private static final int BYTES_PER_CHARACTER = 4;

  /** UCS-4 text of a fixed length, in characters. */
  public static DType unicode(int characters) {
    return new DType(Kind.UNICODE, Math.multiplyExact(characters, BYTES_PER_CHARACTER), false);
  }

  /**
   * The type that numpy describes as, for example, {@code <f4}, {@code |b1}, {@code >U12} or {@code
   * O}; empty where it is none that we read (complex numbers, dates, records).
   */
  public static Optional<DType> parse(String descr) {
    Matcher parts = DESCR.matcher(descr);
    if (!parts.matches()) {
      return Optional.empty();
    }
    boolean big = parts.group(1).equals(">");
    long size = parts.group(3).isEmpty() ? -1 : Long.parseLong(parts.group(3));
    return switch (parts.group(2)) {
      case "b" -> only(size, 1, Kind.BOOL, big);
      case "?" -> Optional.of(BOOL);
      case "i" -> only(size, 8, Kind.SIGNED, big);
      case "u" -> only(size, 8, Kind.UNSIGNED, big);
      case "f" -> size == 1 ? Optional.empty() : only(size, 8, Kind.FLOAT, big);
      case "U" ->
          size < 0 || size > Integer.MAX_VALUE / BYTES_PER_CHARACTER
              ? Optional.empty()
              : Optional.of(new DType(Kind.UNICODE, (int) size * BYTES_PER_CHARACTER, big));
      case "S", "a" ->
          size < 0 ? Optional.empty() : Optional.of(new DType(Kind.BYTES, (int) size, false));
      case "O" -> Optional.of(OBJECT);
      default -> Optional.empty();
    };
  }

  private static Optional<DType> only(long size, int most, Kind kind, boolean big) {
    boolean known = size >= 1 && size <= most && Long.bitCount(size) == 1;
    return known ? Optional.of(new DType(kind, (int) size, big && size > 1)) : Optional.empty();
  }

  /** Whether an element is a number or a truth value. */
  public boolean isNumeric() {
    return kind != Kind.UNICODE && kind != Kind.BYTES && kind != Kind.OBJECT;
  }

  /** Whether an element is text. */
  public boolean isText() {
    return kind == Kind.UNICODE || kind == Kind.BYTES;
  }

  /** The same type, least significant byte first. */
  public DType littleEndian() {
    return new DType(kind, itemBytes, false);
  }

  /** Numpy's description, for example {@code <f4}; {@code bfloat16} has none of numpy's own. */
  public String descr() {
    String order = itemBytes == 1 ? "|" : bigEndian ? ">" : "<";
    return switch (kind) {
      case BOOL -> "|b1";
      case SIGNED -> order + "i" + itemBytes;
      case UNSIGNED -> order + "u" + itemBytes;
      case FLOAT -> order + "f" + itemBytes;
      case UNICODE -> (bigEndian ? ">U" : "<U") + itemBytes / BYTES_PER_CHARACTER;
      case BYTES -> "|S" + itemBytes;
      case BFLOAT16 -> "bfloat16";
      case OBJECT -> "|O";
    };
  }

  /** In words, for example {@code float32}, {@code uint8}, {@code text(19)}. */
  public String words() {
    String tail = bigEndian ? " big-endian" : "";
    return switch (kind) {
      case BOOL -> "bool";
      case SIGNED -> "int" + 8 * itemBytes + tail;
      case UNSIGNED -> "uint" + 8 * itemBytes + tail;
      case FLOAT -> "float" + 8 * itemBytes + tail;
      case BFLOAT16 -> "bfloat16" + tail;
      case UNICODE ->
          String.format(Locale.ROOT, "text(%d)%s", itemBytes / BYTES_PER_CHARACTER, tail);
      case BYTES -> String.format(Locale.ROOT, "bytes(%d)", itemBytes);
      case OBJECT -> "object";
    };
  }
}
