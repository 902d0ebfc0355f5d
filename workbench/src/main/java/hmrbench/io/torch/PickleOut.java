package hmrbench.io.torch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The opcodes of a pickle of protocol 2 that a checkpoint needs. Source: CPython, Lib/pickletools.
 */
final class PickleOut {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  void start() {
    bytes.write(0x80);
    bytes.write(2);
  }

  byte[] end() {
    bytes.write('.');
    return bytes.toByteArray();
  }

  void mark() {
    bytes.write('(');
  }

  /** All since the mark. */
  void tuple() {
    bytes.write('t');
  }

  void emptyDict() {
    bytes.write('}');
  }

  /** Keys and values since the mark, into the dictionary before it. */
  void setItems() {
    bytes.write('u');
  }

  /** Calls what lies below with the tuple on top. */
  void reduce() {
    bytes.write('R');
  }

  /** What the tuple on top names lies outside the pickle. */
  void persistent() {
    bytes.write('Q');
  }

  void no() {
    bytes.write(0x89);
  }

  void emptyOrderedDict() {
    global("collections", "OrderedDict");
    bytes.write(')');
    reduce();
  }

  void global(String module, String name) {
    bytes.write('c');
    bytes.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
  }

  void text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    bytes.write('X');
    little(encoded.length, Integer.BYTES);
    bytes.writeBytes(encoded);
  }

  /** A number from 0 up: in 4 bytes, or in 8 where these do not hold it. */
  void whole(long number) {
    if (number <= Integer.MAX_VALUE) {
      bytes.write('J');
      little(number, Integer.BYTES);
    } else {
      bytes.write(0x8a);
      bytes.write(Long.BYTES);
      little(number, Long.BYTES);
    }
  }

  void number(double number) {
    bytes.write('G');
    long bits = Double.doubleToRawLongBits(number);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes.write((int) (bits >>> shift));
    }
  }

  void sizes(int... sizes) {
    mark();
    for (int size : sizes) {
      whole(size);
    }
    tuple();
  }

  private void little(long number, int count) {
    for (int i = 0; i < count; i++) {
      bytes.write((int) (number >>> (8 * i)));
    }
  }
}
