package hmrbench.io.tensorflow;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes files of TensorFlow examples, after the description of the format. */
public final class RecordOut {

  private final Map<String, byte[]> features = new LinkedHashMap<>();

  public RecordOut floats(String name, float... values) {
    ByteBuffer packed = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      packed.putFloat(value);
    }
    return list(name, 2, field(1, packed.array()));
  }

  public RecordOut integers(String name, long... values) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (long value : values) {
      BundleOut.varint(packed, value);
    }
    return list(name, 3, field(1, packed.toByteArray()));
  }

  public RecordOut bytes(String name, List<byte[]> values) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    values.forEach(value -> BundleOut.bytes(all, 1, value));
    return list(name, 1, all.toByteArray());
  }

  /**
   * A list as it is given.
   *
   * @param kind 1 for bytes, 2 for float32, 3 for whole numbers
   * @param list the message with its values
   */
  public RecordOut list(String name, int kind, byte[] list) {
    features.put(name, field(kind, list));
    return this;
  }

  private static byte[] field(int number, byte[] value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BundleOut.bytes(out, number, value);
    return out.toByteArray();
  }

  /** The record, with its length and sums. */
  public byte[] record() {
    ByteArrayOutputStream map = new ByteArrayOutputStream();
    features.forEach(
        (name, value) -> {
          ByteArrayOutputStream entry = new ByteArrayOutputStream();
          BundleOut.bytes(entry, 1, name.getBytes(StandardCharsets.UTF_8));
          BundleOut.bytes(entry, 2, value);
          BundleOut.bytes(map, 1, entry.toByteArray());
        });
    byte[] example = field(1, map.toByteArray());
    ByteBuffer record = ByteBuffer.allocate(example.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(example.length);
    record.putInt(BundleOut.masked(BundleOut.sum(java.util.Arrays.copyOf(record.array(), 8))));
    record.put(example).putInt(BundleOut.masked(BundleOut.sum(example)));
    return record.array();
  }
}
