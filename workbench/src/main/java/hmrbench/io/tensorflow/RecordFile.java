package hmrbench.io.tensorflow;

import hmrbench.core.VisibleText;
import hmrbench.io.ByteCursor;
import hmrbench.io.ByteSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A file of TensorFlow examples ({@code .tfrecord}): records one after the other, each a map of
 * named lists. Records stay in the mapped file.
 *
 * <ul>
 *   <li>record: 8 bytes length, masked CRC-32C of these, the example, masked CRC-32C of it
 *   <li>example: a protobuf message of features, each a list of bytes, of float32 or of int64
 * </ul>
 *
 * <p>Source of the layout: tensorflow/core/lib/io/record_writer.cc and core/example/example.proto.
 */
public final class RecordFile {

  /** A record of an hour of crops takes some GB; a length beyond this is no length. */
  private static final long MOST_BYTES = 1L << 40;

  private RecordFile() {}

  /**
   * The examples of a file.
   *
   * @throws hmrbench.io.FormatException if it is none, or damaged
   */
  public static List<Example> read(Path file) {
    return read(ByteSource.open(file));
  }

  static List<Example> read(ByteSource source) {
    List<Example> examples = new ArrayList<>();
    ByteCursor in = new ByteCursor(source);
    while (in.left() > 0) {
      long at = in.position();
      long length = in.i64("length of a record");
      if (in.i32("check sum of a length") != CheckSum.of(source, at, Long.BYTES)) {
        in.seek(at, "record");
        throw at == 0
            ? in.foreign("TensorFlow records", "a length with its check sum", "other bytes")
            : in.corrupt("record %d".formatted(examples.size() + 1), "its check sum", "another");
      }
      if (length < 0 || length > MOST_BYTES) {
        throw in.corrupt("length of a record", "at most " + MOST_BYTES, "" + length);
      }
      ByteSource message = in.slice(length, "record %d".formatted(examples.size() + 1));
      if (in.i32("check sum of a record") != CheckSum.of(message, 0, length)) {
        throw new ByteCursor(message)
            .corrupt("record %d".formatted(examples.size() + 1), "its check sum", "another");
      }
      examples.add(new Example(message));
    }
    return List.copyOf(examples);
  }

  /** Named lists. */
  public static final class Example {

    private static final int BYTES = 1;
    private static final int FLOATS = 2;
    private static final int INTEGERS = 3;

    private final ByteSource message;
    private final Map<String, ByteSource> features = new LinkedHashMap<>();

    private Example(ByteSource message) {
      this.message = message;
      ProtoFields fields = new ProtoFields(message, "example");
      while (fields.next()) {
        if (fields.number() == 1) {
          readFeatures(fields.bytes());
        } else {
          fields.skip();
        }
      }
    }

    private void readFeatures(ByteSource map) {
      ProtoFields entries = new ProtoFields(map, "features");
      while (entries.next()) {
        if (entries.number() == 1) {
          readEntry(entries.bytes());
        } else {
          entries.skip();
        }
      }
    }

    private void readEntry(ByteSource entry) {
      String name = "";
      ByteSource value = entry.slice(0, 0);
      ProtoFields fields = new ProtoFields(entry, "feature");
      while (fields.next()) {
        switch (fields.number()) {
          case 1 -> {
            ByteSource key = fields.bytes();
            name = new ByteCursor(key).text(key.size(), StandardCharsets.UTF_8, "name");
          }
          case 2 -> value = fields.bytes();
          default -> fields.skip();
        }
      }
      features.put(name, value);
    }

    /** Whether there is a list of this name. */
    public boolean has(String name) {
      return features.containsKey(name);
    }

    /**
     * A list of byte strings, such as encoded pictures.
     *
     * @throws hmrbench.io.FormatException if there is none, or it holds something else
     */
    public List<byte[]> bytes(String name) {
      List<byte[]> values = new ArrayList<>();
      ProtoFields fields = list(name, BYTES, "bytes");
      while (fields.next()) {
        ByteSource value = fields.bytes();
        values.add(new ByteCursor(value).bytes(value.size(), name));
      }
      return values;
    }

    /**
     * A list of float32 of any length.
     *
     * @throws hmrbench.io.FormatException if there is none, or it holds something else
     */
    public float[] floats(String name) {
      float[] values = {};
      int found = 0;
      ProtoFields fields = list(name, FLOATS, "numbers");
      while (fields.next()) {
        if (fields.isPacked()) {
          ByteCursor in = new ByteCursor(fields.bytes());
          values = Arrays.copyOf(values, found + (int) (in.left() / Float.BYTES));
          while (found < values.length) {
            values[found++] = Float.intBitsToFloat(in.i32(name));
          }
        } else {
          values = found < values.length ? values : Arrays.copyOf(values, 2 * found + 1);
          values[found++] = Float.intBitsToFloat(fields.fixed32());
        }
      }
      return Arrays.copyOf(values, found);
    }

    /**
     * A list of float32 of a known length.
     *
     * @throws hmrbench.io.FormatException if there is none, or it has another length
     */
    public float[] floats(String name, long count) {
      float[] values = floats(name);
      requireCount(name, count, values.length);
      return values;
    }

    /**
     * A list of whole numbers of a known length.
     *
     * @throws hmrbench.io.FormatException if there is none, or it has another length
     */
    public long[] integers(String name, long count) {
      LongStream.Builder values = LongStream.builder();
      ProtoFields fields = list(name, INTEGERS, "whole numbers");
      while (fields.next()) {
        if (fields.isPacked()) {
          ByteCursor in = new ByteCursor(fields.bytes());
          while (in.left() > 0) {
            values.add(ProtoFields.varint(in, name));
          }
        } else {
          values.add(fields.integer());
        }
      }
      long[] all = values.build().toArray();
      requireCount(name, count, all.length);
      return all;
    }

    private void requireCount(String name, long expected, int found) {
      if (found != expected) {
        throw new ByteCursor(message)
            .corrupt(
                "feature " + VisibleText.value(name),
                expected + " values",
                Integer.toString(found));
      }
    }

    /** The values of a list: field 1 of the message that its kind names. */
    private ProtoFields list(String name, int kind, String words) {
      String what = "feature " + VisibleText.value(name);
      ByteSource value = features.get(name);
      if (value == null) {
        throw new ByteCursor(message)
            .foreign(what, "a list of " + words, "none; the record has " + features.keySet());
      }
      ProtoFields kinds = new ProtoFields(value, what);
      ByteSource found = value.slice(0, 0);
      while (kinds.next()) {
        if (kinds.number() != kind) {
          throw new ByteCursor(value).foreign(what, "a list of " + words, "another kind");
        }
        found = kinds.bytes();
      }
      return new ProtoFields(found, what);
    }
  }
}
