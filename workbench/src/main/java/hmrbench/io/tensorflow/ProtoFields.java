package hmrbench.io.tensorflow;

import hmrbench.io.ByteCursor;
import hmrbench.io.ByteSource;

/**
 * The fields of a protobuf message, one after the other. A reader takes the value of the field that
 * it is at by the method of its type, or passes over it.
 *
 * <p>Source of the layout: protobuf.dev, "Encoding".
 */
final class ProtoFields {

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;
  private static final int TYPE_BITS = 3;
  private static final int MOST_VARINT_BYTES = 10;

  private final ByteCursor in;
  private final String what;
  private int number;
  private int type;

  /**
   * @param what the message, for messages of errors
   */
  ProtoFields(ByteSource message, String what) {
    this.in = new ByteCursor(message);
    this.what = what;
  }

  /** Goes to the next field; false where there is none. */
  boolean next() {
    if (in.left() == 0) {
      return false;
    }
    long key = varint(in, what);
    number = (int) Math.min(Integer.MAX_VALUE, key >>> TYPE_BITS);
    type = (int) key & ((1 << TYPE_BITS) - 1);
    return true;
  }

  /** The number of the field. */
  int number() {
    return number;
  }

  /** Its value, a whole number. */
  long integer() {
    require(VARINT, "a whole number");
    return varint(in, what);
  }

  /** Its value, four bytes. */
  int fixed32() {
    require(FIXED_32, "four bytes");
    return in.i32(what);
  }

  /** Whether its value is bytes: of numbers, that they are packed. */
  boolean isPacked() {
    return type == BYTES;
  }

  /** Its value, a message or text. */
  ByteSource bytes() {
    require(BYTES, "bytes");
    return in.slice(varint(in, what), what);
  }

  /** Passes over its value. */
  void skip() {
    switch (type) {
      case VARINT -> varint(in, what);
      case FIXED_64 -> in.skip(Long.BYTES, what);
      case BYTES -> bytes();
      case FIXED_32 -> in.skip(Integer.BYTES, what);
      default -> throw in.corrupt(what, "a protobuf field of type 0, 1, 2 or 5", "type " + type);
    }
  }

  private void require(int wanted, String words) {
    if (type != wanted) {
      throw in.corrupt(
          "%s, protobuf field %d".formatted(what, number),
          "%s (type %d)".formatted(words, wanted),
          "type " + type);
    }
  }

  /** A whole number in seven bits a byte, the lowest first. */
  static long varint(ByteCursor in, String what) {
    long value = 0;
    for (int i = 0; i < MOST_VARINT_BYTES; i++) {
      long part = in.u8(what);
      value |= (part & 0x7f) << (7 * i);
      if (part < 0x80) {
        return value;
      }
    }
    throw in.corrupt(what, "a number of at most %d bytes".formatted(MOST_VARINT_BYTES), "more");
  }
}
