package hmrbench.io.tensorflow;

import hmrbench.core.VisibleText;
import hmrbench.io.ByteCursor;
import hmrbench.io.ByteSource;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A sorted table of texts, as LevelDB has it and TensorFlow took it over: blocks of entries, a
 * block that lists these blocks, and a footer that says where that one lies.
 *
 * <ul>
 *   <li>footer, the last 48 bytes: place of a block of meta data, place of the index block, zeros,
 *       8 bytes that mark the format
 *   <li>block: entries, 4 bytes per restart, number of restarts; behind it a byte for its packing
 *       (0 none) and a masked CRC-32C of all before
 *   <li>entry: bytes that its key shares with the one before, bytes of its own, bytes of its value;
 *       its own part of the key, the value
 * </ul>
 *
 * <p>Source of the layout: tensorflow/core/lib/io/format.cc, block.cc and table_builder.cc.
 */
final class SortedTable {

  private static final int FOOTER_BYTES = 48;
  private static final int[] MAGIC = {0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb};
  private static final int TRAILER_BYTES = 5;
  private static final int SNAPPY = 1;

  /** Far above any checkpoint, whose names have some hundred characters. */
  private static final int LONGEST_KEY = 4096;

  private static final int MOST_ENTRIES = 200_000;

  /** A table of so many entries takes some 20 MB. */
  private static final long MOST_BYTES = 1L << 28;

  private final ByteSource source;
  private final Map<String, ByteSource> entries = new LinkedHashMap<>();

  private SortedTable(ByteSource source) {
    this.source = source;
  }

  /** Whether the bytes end as such a table does. */
  static boolean looksLike(ByteSource source) {
    return source.size() >= FOOTER_BYTES
        && source.slice(source.size() - MAGIC.length, MAGIC.length).startsWith(MAGIC);
  }

  /**
   * The values of a table by key, in its order.
   *
   * @throws hmrbench.io.FormatException if it is none, or damaged
   */
  static Map<String, ByteSource> read(ByteSource source) {
    ByteCursor start = new ByteCursor(source);
    if (!looksLike(source)) {
      throw start.foreign(
          "TensorFlow table", "a file that ends with its 8 marking bytes", "other bytes");
    }
    if (source.size() > MOST_BYTES) {
      throw start.unsupported(
          "TensorFlow table", "at most %d bytes".formatted(MOST_BYTES), source.size() + " bytes");
    }
    SortedTable table = new SortedTable(source);
    ByteCursor footer = new ByteCursor(source, source.size() - FOOTER_BYTES);
    table.place(footer);
    table.index(table.place(footer));
    return table.entries;
  }

  /** Where a block lies, without its trailer. */
  private ByteSource place(ByteCursor in) {
    String what = "place of a block";
    long offset = ProtoFields.varint(in, what);
    long size = ProtoFields.varint(in, what);
    long most = source.size() - FOOTER_BYTES - TRAILER_BYTES;
    if (offset < 0 || size < 0 || offset > most || size > most - offset) {
      throw in.corrupt(
          what,
          "bytes before the footer at %d".formatted(source.size() - FOOTER_BYTES),
          "%d bytes from byte %d on".formatted(size, offset));
    }
    ByteCursor trailer = new ByteCursor(source, offset + size);
    int packing = trailer.u8("packing of a block");
    int sum = trailer.i32("check sum of a block");
    int actual = CheckSum.of(source, offset, size + 1);
    if (sum != actual) {
      throw new ByteCursor(source, offset)
          .corrupt(
              "check sum of a block", "%08x".formatted(sum), "%08x of its bytes".formatted(actual));
    }
    if (packing != 0) {
      throw new ByteCursor(source, offset)
          .unsupported(
              "packing of a block",
              "none",
              packing == SNAPPY ? "snappy" : "number " + packing,
              "save the checkpoint with TensorFlow's own Saver, which packs nothing");
    }
    return source.slice(offset, size);
  }

  private void index(ByteSource block) {
    each(block, (key, place) -> each(place(new ByteCursor(place)), this::add));
  }

  private void add(byte[] key, ByteSource value) {
    String name = new String(key, StandardCharsets.UTF_8);
    if (entries.put(name, value) != null) {
      throw new ByteCursor(value)
          .corrupt("key of an entry", "each key once", VisibleText.value(name) + " twice");
    }
    if (entries.size() > MOST_ENTRIES) {
      throw new ByteCursor(value)
          .unsupported("TensorFlow table", "at most %d entries".formatted(MOST_ENTRIES), "more");
    }
  }

  private interface Entry {
    void found(byte[] key, ByteSource value);
  }

  private static void each(ByteSource block, Entry entry) {
    ByteCursor end = new ByteCursor(block);
    end.seek(block.size() - Integer.BYTES, "number of restarts");
    long restarts = end.u32("number of restarts");
    long entriesEnd = block.size() - Integer.BYTES * (restarts + 1);
    if (entriesEnd < 0) {
      throw end.corrupt(
          "number of restarts",
          "within a block of %d bytes".formatted(block.size()),
          "" + restarts);
    }
    ByteCursor in = new ByteCursor(block.slice(0, entriesEnd));
    byte[] key = {};
    while (in.left() > 0) {
      long shared = ProtoFields.varint(in, "shared bytes of a key");
      long own = ProtoFields.varint(in, "own bytes of a key");
      long length = ProtoFields.varint(in, "bytes of a value");
      if (shared < 0 || shared > key.length || own < 0 || own > LONGEST_KEY - shared) {
        throw in.corrupt(
            "key of an entry",
            "at most %d bytes of the one before, and %d in all".formatted(key.length, LONGEST_KEY),
            "%d and %d of its own".formatted(shared, own));
      }
      byte[] next = Arrays.copyOf(key, (int) (shared + own));
      System.arraycopy(in.bytes(own, "key of an entry"), 0, next, (int) shared, (int) own);
      key = next;
      entry.found(key, in.slice(length, "value of an entry"));
    }
  }
}
