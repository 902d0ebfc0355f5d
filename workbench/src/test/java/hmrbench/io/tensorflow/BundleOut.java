package hmrbench.io.tensorflow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Writes small TensorFlow checkpoints, after the description of the format and without a line of
 * the reader; even the check sum is worked out bit by bit.
 */
public final class BundleOut {

  private static final int RESTART_EVERY = 16;

  private final Map<String, byte[]> entries = new TreeMap<>();
  private final ByteArrayOutputStream values = new ByteArrayOutputStream();
  private final int entriesPerBlock;

  /**
   * @param entriesPerBlock after how many entries a block ends
   */
  public BundleOut(int entriesPerBlock) {
    this.entriesPerBlock = entriesPerBlock;
    header(1, 0);
  }

  public BundleOut header(int shards, int endianness) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    number(message, 1, shards);
    number(message, 2, endianness);
    bytes(message, 3, new byte[] {0x08, 0x01});
    entries.put("", message.toByteArray());
    return this;
  }

  public BundleOut floats(String name, int[] shape, float... numbers) {
    ByteBuffer data = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : numbers) {
      data.putFloat(number);
    }
    return tensor(name, 1, shape, data.array());
  }

  public BundleOut tensor(String name, int dtype, int[] shape, byte[] data) {
    return entry(name, message(dtype, shape, values.size(), data.length, masked(sum(data))), data);
  }

  /** An entry as it is given. */
  public BundleOut entry(String name, byte[] message, byte[] data) {
    entries.put(name, message);
    values.writeBytes(data);
    return this;
  }

  public static byte[] message(int dtype, int[] shape, long offset, long size, int sum) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    number(message, 1, dtype);
    ByteArrayOutputStream sizes = new ByteArrayOutputStream();
    for (int length : shape) {
      ByteArrayOutputStream one = new ByteArrayOutputStream();
      number(one, 1, length);
      bytes(sizes, 2, one.toByteArray());
    }
    bytes(message, 2, sizes.toByteArray());
    number(message, 4, offset);
    number(message, 5, size);
    message.write((6 << 3) | 5);
    little(message, sum);
    return message.toByteArray();
  }

  /** Writes NAME.index and NAME.data-00000-of-00001, and returns the former. */
  public Path write(Path folder, String name) throws IOException {
    Files.write(folder.resolve(name + ".data-00000-of-00001"), values.toByteArray());
    return Files.write(folder.resolve(name + ".index"), table(UnaryOperator.identity()));
  }

  /**
   * The table.
   *
   * @param damage what happens to a block before its check sum is worked out
   */
  public byte[] table(UnaryOperator<byte[]> damage) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Map<String, byte[]> places = new LinkedHashMap<>();
    List<Map.Entry<String, byte[]>> all = new ArrayList<>(entries.entrySet());
    for (int from = 0; from < all.size(); from += entriesPerBlock) {
      List<Map.Entry<String, byte[]>> part =
          all.subList(from, Math.min(all.size(), from + entriesPerBlock));
      places.put(part.get(part.size() - 1).getKey(), put(out, damage.apply(block(part))));
    }
    byte[] meta = put(out, block(List.of()));
    byte[] index = put(out, damage.apply(block(List.copyOf(places.entrySet()))));
    ByteBuffer footer = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
    footer.put(meta).put(index).putLong(40, 0xdb4775248b80fb57L);
    out.writeBytes(footer.array());
    return out.toByteArray();
  }

  private static byte[] put(ByteArrayOutputStream out, byte[] block) {
    ByteArrayOutputStream place = new ByteArrayOutputStream();
    varint(place, out.size());
    varint(place, block.length);
    byte[] packed = java.util.Arrays.copyOf(block, block.length + 1);
    out.writeBytes(packed);
    little(out, masked(sum(packed)));
    return place.toByteArray();
  }

  private static byte[] block(List<Map.Entry<String, byte[]>> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Integer> restarts = new ArrayList<>(List.of(0));
    byte[] before = {};
    for (int i = 0; i < entries.size(); i++) {
      byte[] key = entries.get(i).getKey().getBytes(StandardCharsets.UTF_8);
      int shared = 0;
      if (i > 0 && i % RESTART_EVERY == 0) {
        restarts.add(out.size());
      } else {
        while (shared < Math.min(key.length, before.length) && key[shared] == before[shared]) {
          shared++;
        }
      }
      varint(out, shared);
      varint(out, key.length - shared);
      varint(out, entries.get(i).getValue().length);
      out.write(key, shared, key.length - shared);
      out.writeBytes(entries.get(i).getValue());
      before = key;
    }
    restarts.forEach(it -> little(out, it));
    little(out, restarts.size());
    return out.toByteArray();
  }

  private static void number(ByteArrayOutputStream out, int field, long value) {
    if (value != 0) {
      out.write(field << 3);
      varint(out, value);
    }
  }

  static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
    out.write((field << 3) | 2);
    varint(out, value.length);
    out.writeBytes(value);
  }

  static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while (rest >>> 7 != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static void little(ByteArrayOutputStream out, int value) {
    for (int i = 0; i < 4; i++) {
      out.write(value >>> (8 * i));
    }
  }

  /** CRC-32C (polynomial 0x1edc6f41, reflected). */
  static int sum(byte[] data) {
    int crc = -1;
    for (byte next : data) {
      crc ^= next & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x82f63b78;
      }
    }
    return ~crc;
  }

  static int masked(int sum) {
    return ((sum >>> 15) | (sum << 17)) + 0xa282ead8;
  }
}
