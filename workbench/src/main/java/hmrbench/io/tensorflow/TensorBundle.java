package hmrbench.io.tensorflow;

import hmrbench.core.Fault;
import hmrbench.core.VisibleText;
import hmrbench.io.ByteCursor;
import hmrbench.io.ByteSource;
import hmrbench.io.DType;
import hmrbench.io.NdArray;
import hmrbench.io.Tensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A TensorFlow checkpoint of version 2: {@code NAME.index}, a sorted table of types, shapes and
 * places, and {@code NAME.data-00000-of-00001} (or several) with the values, row-major. Values stay
 * in the mapped file; their check sum is worked out when a tensor is asked for, once.
 *
 * <p>Not read: packed tables, big-endian values, variables that are saved in slices, texts.
 *
 * <p>Source of the layout: tensorflow/core/util/tensor_bundle/tensor_bundle.cc and
 * core/protobuf/tensor_bundle.proto.
 */
public final class TensorBundle implements Tensors {

  /** How the name of the table ends. */
  public static final String INDEX = ".index";

  private static final String HEADER = "";
  private static final int MOST_SHARDS = 99_999;

  /** The numbers that TensorFlow gives its types (core/framework/types.proto). */
  private static final Map<Long, DType> TYPES =
      Map.ofEntries(
          Map.entry(1L, DType.F32),
          Map.entry(2L, DType.F64),
          Map.entry(3L, DType.I32),
          Map.entry(4L, DType.U8),
          Map.entry(6L, DType.I8),
          Map.entry(9L, DType.I64),
          Map.entry(10L, DType.BOOL),
          Map.entry(14L, DType.BF16),
          Map.entry(17L, DType.U16),
          Map.entry(19L, DType.F16),
          Map.entry(22L, DType.U32));

  private static final long TEXT = 7;

  /**
   * An entry of the table.
   *
   * @param place where it lies there
   * @param isSliced whether its values are elsewhere, in pieces
   */
  @SuppressWarnings("ArrayRecordComponent") // within this class alone, never compared
  private record Entry(
      long dtype,
      long[] shape,
      long shard,
      long offset,
      long size,
      int sum,
      boolean isSliced,
      ByteCursor place) {}

  private final String file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<ByteSource> shards = new ArrayList<>();
  private final Set<String> checked = new HashSet<>();

  private TensorBundle(String file) {
    this.file = file;
  }

  /** Whether the bytes end as the table of such a checkpoint does. */
  public static boolean looksLike(ByteSource source) {
    return SortedTable.looksLike(source);
  }

  /**
   * Opens the checkpoint of a table; values are read when asked for.
   *
   * @param index {@code NAME.index}
   * @throws hmrbench.io.FormatException if it is none, or damaged
   * @throws Fault if a file of its values is missing
   */
  public static TensorBundle open(Path index) {
    TensorBundle bundle = new TensorBundle(index.toString());
    long count = bundle.readTable(ByteSource.open(index));
    for (int shard = 0; shard < count; shard++) {
      bundle.shards.add(ByteSource.open(present(index, shard, count)));
    }
    bundle.requireWithinShards();
    return bundle;
  }

  /**
   * All files of a checkpoint: its table, and those with its values.
   *
   * @throws Fault as {@link #open}
   */
  public static List<Path> files(Path index) {
    List<Path> files = new ArrayList<>(List.of(index));
    long count = new TensorBundle(index.toString()).readTable(ByteSource.open(index));
    for (int shard = 0; shard < count; shard++) {
      files.add(present(index, shard, count));
    }
    return files;
  }

  private static Path present(Path index, int shard, long count) {
    String name = String.valueOf(index.getFileName());
    String prefix = name.endsWith(INDEX) ? name.substring(0, name.length() - INDEX.length()) : name;
    Path path = index.resolveSibling("%s.data-%05d-of-%05d".formatted(prefix, shard, count));
    if (!Files.exists(path)) {
      throw Fault.asked(
          "%s: its values are in %s, which is missing; put it beside the .index file, under the"
              + " name that it was saved with",
          index, path.getFileName());
    }
    return path;
  }

  /** Reads names, types and places; returns the number of files with values. */
  private long readTable(ByteSource source) {
    Map<String, ByteSource> table = SortedTable.read(source);
    ByteSource header = table.get(HEADER);
    if (header == null) {
      throw new ByteCursor(source)
          .foreign("TensorFlow table", "the header of a checkpoint under the empty key", "none");
    }
    long count = shards(header);
    table.forEach(
        (name, message) -> {
          if (!name.equals(HEADER)) {
            entries.put(name, entry(message, name, count));
          }
        });
    return count;
  }

  private static long shards(ByteSource header) {
    long shards = 0;
    ProtoFields fields = new ProtoFields(header, "header of a checkpoint");
    while (fields.next()) {
      switch (fields.number()) {
        case 1 -> shards = fields.integer();
        case 2 -> {
          if (fields.integer() != 0) {
            throw new ByteCursor(header)
                .unsupported("header of a checkpoint", "little-endian values", "big-endian ones");
          }
        }
        default -> fields.skip();
      }
    }
    if (shards < 1 || shards > MOST_SHARDS) {
      throw new ByteCursor(header)
          .corrupt(
              "header of a checkpoint",
              "1 to %d files of values".formatted(MOST_SHARDS),
              Long.toString(shards));
    }
    return shards;
  }

  private static Entry entry(ByteSource message, String name, long shards) {
    String what = "tensor " + VisibleText.value(name);
    ProtoFields fields = new ProtoFields(message, what);
    ByteCursor place = new ByteCursor(message);
    long dtype = 0;
    long[] shape = {};
    long shard = 0;
    long offset = 0;
    long size = 0;
    int sum = 0;
    boolean isSliced = false;
    while (fields.next()) {
      switch (fields.number()) {
        case 1 -> dtype = fields.integer();
        case 2 -> shape = shape(fields.bytes(), what);
        case 3 -> shard = fields.integer();
        case 4 -> offset = fields.integer();
        case 5 -> size = fields.integer();
        case 6 -> sum = fields.fixed32();
        case 7 -> {
          isSliced = true;
          fields.skip();
        }
        default -> fields.skip();
      }
    }
    if (shard < 0 || shard >= shards || offset < 0 || size < 0) {
      throw place.corrupt(
          what,
          "a place in one of %d files".formatted(shards),
          "file %d, %d bytes from byte %d on".formatted(shard, size, offset));
    }
    return new Entry(dtype, shape, shard, offset, size, sum, isSliced, place);
  }

  /** The sizes of a shape: messages with a size each. */
  private static long[] shape(ByteSource message, String what) {
    List<Long> sizes = new ArrayList<>();
    ProtoFields fields = new ProtoFields(message, what);
    while (fields.next()) {
      if (fields.number() == 2) {
        sizes.add(size(fields.bytes(), what));
      } else {
        fields.skip();
      }
    }
    return sizes.stream().mapToLong(Long::longValue).toArray();
  }

  private static long size(ByteSource message, String what) {
    long size = 0;
    ProtoFields fields = new ProtoFields(message, what);
    while (fields.next()) {
      if (fields.number() == 1) {
        size = fields.integer();
      } else {
        fields.skip();
      }
    }
    if (size < 0) {
      throw new ByteCursor(message).corrupt(what, "a known shape", "a size of " + size);
    }
    return size;
  }

  private void requireWithinShards() {
    entries.forEach(
        (name, it) -> {
          ByteSource values = shards.get((int) it.shard());
          if (!it.isSliced()
              && (it.offset() > values.size() || it.size() > values.size() - it.offset())) {
            throw new ByteCursor(values, Math.min(it.offset(), values.size()))
                .corrupt(
                    "values of tensor " + VisibleText.value(name),
                    it.size() + " bytes from byte " + it.offset() + " on",
                    "a file of " + values.size());
          }
        });
  }

  @Override
  public Set<String> names() {
    return Collections.unmodifiableSet(entries.keySet());
  }

  /**
   * Type and shape of a tensor in words, without looking at its values; what cannot be read is
   * named, too.
   */
  public String words(String name) {
    Entry entry = entry(name);
    DType dtype = TYPES.get(entry.dtype());
    String type =
        dtype != null ? dtype.words() : entry.dtype() == TEXT ? "text" : "type " + entry.dtype();
    return type + " " + Arrays.toString(entry.shape()) + (entry.isSliced() ? " in slices" : "");
  }

  /** Whether it is one number, which can be read. */
  public boolean isNumber(String name) {
    Entry entry = entry(name);
    return TYPES.containsKey(entry.dtype())
        && !entry.isSliced()
        && Arrays.stream(entry.shape()).allMatch(size -> size == 1);
  }

  @Override
  public int[] shape(String name) {
    return read(name).shape();
  }

  @Override
  public synchronized NdArray array(String name) {
    NdArray array = read(name);
    if (checked.add(name)) {
      Entry entry = entry(name);
      ByteSource values = shards.get((int) entry.shard());
      int actual = CheckSum.of(values, entry.offset(), entry.size());
      if (actual != entry.sum()) {
        checked.remove(name);
        throw new ByteCursor(values, entry.offset())
            .corrupt(
                "check sum of tensor " + VisibleText.value(name),
                "%08x".formatted(entry.sum()),
                "%08x of its values".formatted(actual));
      }
    }
    return array;
  }

  private NdArray read(String name) {
    Entry entry = entry(name);
    String what = "tensor " + VisibleText.value(name);
    if (entry.isSliced()) {
      throw entry
          .place()
          .unsupported(
              what, "values in one piece", "slices", "save the variable without a partitioner");
    }
    DType dtype = TYPES.get(entry.dtype());
    if (dtype == null) {
      throw entry
          .place()
          .unsupported(
              what, "numbers or truth values", entry.dtype() == TEXT ? "text" : words(name));
    }
    ByteSource values = shards.get((int) entry.shard()).slice(entry.offset(), entry.size());
    NdArray array = NdArray.dense(dtype, entry.shape(), false, values, 0);
    if (array.count() * dtype.itemBytes() != entry.size()) {
      throw entry
          .place()
          .corrupt(what, array.count() * dtype.itemBytes() + " bytes", entry.size() + " bytes");
    }
    return array;
  }

  private Entry entry(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new IllegalArgumentException(
          "%s: expected a tensor named %s, got none".formatted(file, name));
    }
    return entry;
  }

  /** None: the format has no place for words. */
  @Override
  public Map<String, String> metadata() {
    return Map.of();
  }
}
