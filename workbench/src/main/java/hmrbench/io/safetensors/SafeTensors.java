package hmrbench.io.safetensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hmrbench.core.Fault;
import hmrbench.core.VisibleText;
import hmrbench.io.ByteCursor;
import hmrbench.io.ByteSource;
import hmrbench.io.DType;
import hmrbench.io.FormatException;
import hmrbench.io.NdArray;
import hmrbench.io.StrictJson;
import hmrbench.io.Tensors;
import hmrbench.io.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * Weights in a file: the length of a JSON header (8 bytes), the header, the values. The header
 * gives type, shape and position of every tensor, and words about the file under {@code
 * __metadata__}.
 *
 * <p>Source of the layout: github.com/huggingface/safetensors, README.md, section "Format".
 */
public final class SafeTensors implements Tensors {

  private static final String METADATA = "__metadata__";

  /** The word that holds the CRC-32 of all values, in the order of their names. */
  private static final String SUM = "crc32";

  private static final int MAX_HEADER_BYTES = 100_000_000; // the format's own limit

  /**
   * What is read of it: a hundred times what the largest networks need, and little enough memory.
   */
  private static final int MAX_READ_HEADER_BYTES = 1 << 24;

  private static final int HEAD_BYTES = 10;
  private static final int ALIGNMENT = 8;
  private static final int MAX_DEPTH = 8;

  private static final Map<String, DType> TYPES =
      Map.ofEntries(
          Map.entry("BOOL", DType.BOOL),
          Map.entry("U8", DType.U8),
          Map.entry("I8", DType.I8),
          Map.entry("U16", DType.U16),
          Map.entry("I16", DType.I16),
          Map.entry("U32", DType.U32),
          Map.entry("I32", DType.I32),
          Map.entry("U64", DType.U64),
          Map.entry("I64", DType.I64),
          Map.entry("F16", DType.F16),
          Map.entry("BF16", DType.BF16),
          Map.entry("F32", DType.F32),
          Map.entry("F64", DType.F64));

  private static final ObjectMapper JSON = StrictJson.reader(MAX_DEPTH);

  private record Range(String name, long from, long to) {}

  private final String file;
  private final Map<String, NdArray> tensors = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  private SafeTensors(String file) {
    this.file = file;
  }

  /**
   * Whether the bytes begin as such a file does: a length and the JSON object that is so long. The
   * file itself may be cut.
   */
  public static boolean looksLike(ByteSource source) {
    if (source.size() < HEAD_BYTES) {
      return false;
    }
    long header = new ByteCursor(source).i64("length");
    return header >= 2
        && header <= MAX_HEADER_BYTES
        && source.u8(8) == '{'
        && " \t\r\n\"}".indexOf(source.u8(9)) >= 0;
  }

  /**
   * Opens a file; values are read when asked for.
   *
   * @throws FormatException if it is none, or damaged
   */
  public static SafeTensors open(Path path) {
    return open(ByteSource.open(path));
  }

  /** As {@link #open(Path)}. */
  public static SafeTensors open(ByteSource source) {
    ByteCursor in = new ByteCursor(source);
    if (source.size() < 8) {
      throw in.foreign("safetensors header length", "8 bytes", "a file of " + source.size());
    }
    long length = in.i64("safetensors header length");
    if (length < 2 || length > MAX_HEADER_BYTES) {
      throw in.foreign(
          "safetensors header length",
          "2 to %d".formatted(MAX_HEADER_BYTES),
          Long.toUnsignedString(length));
    }
    if (in.left() >= 1 && source.u8(8) != '{') {
      throw in.foreign("safetensors header", "JSON", "other bytes");
    }
    if (length > MAX_READ_HEADER_BYTES) {
      throw in.unsupported(
          "safetensors header length", "at most " + MAX_READ_HEADER_BYTES, "" + length);
    }
    SafeTensors opened = new SafeTensors(source.name());
    JsonNode header = parse(new ByteCursor(source, 8), in.bytes(length, "safetensors header"));
    opened.readHeader(header, new ByteCursor(source, 8), in.slice(in.left(), "values"));
    return opened;
  }

  private static JsonNode parse(ByteCursor in, byte[] json) {
    try {
      return JSON.readTree(new String(json, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      FormatException fault =
          in.corrupt("safetensors header", "JSON", VisibleText.value(e.getOriginalMessage()));
      fault.initCause(e);
      throw fault;
    }
  }

  private void readHeader(JsonNode header, ByteCursor place, ByteSource values) {
    if (!header.isObject()) {
      throw place.corrupt("safetensors header", "an object", "something else");
    }
    List<Range> ranges = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (entry.getKey().equals(METADATA)) {
        readMetadata(entry.getValue(), place);
      } else {
        ranges.add(readTensor(entry.getKey(), entry.getValue(), place, values));
      }
    }
    requireNoGaps(ranges, place, values.size());
  }

  private void readMetadata(JsonNode words, ByteCursor place) {
    for (Map.Entry<String, JsonNode> word : words.properties()) {
      if (!word.getValue().isTextual()) {
        throw place.corrupt(METADATA, "text for " + VisibleText.value(word.getKey()), "other");
      }
      metadata.put(word.getKey(), word.getValue().textValue());
    }
  }

  private Range readTensor(String name, JsonNode entry, ByteCursor place, ByteSource values) {
    String what = "tensor " + VisibleText.value(name);
    String typeName = entry.path("dtype").asText("none");
    DType dtype = TYPES.get(typeName);
    if (dtype == null) {
      throw place.unsupported(
          what,
          "a dtype of " + new java.util.TreeSet<>(TYPES.keySet()),
          VisibleText.value(typeName));
    }
    long[] shape = wholeNumbers(entry.path("shape"), what + " shape", place);
    long[] range = wholeNumbers(entry.path("data_offsets"), what + " data_offsets", place);
    if (range.length != 2 || range[0] > range[1] || range[1] > values.size()) {
      throw place.corrupt(
          what + " data_offsets",
          "two positions within %d bytes of values".formatted(values.size()),
          entry.path("data_offsets").toString());
    }
    ByteSource part = values.slice(range[0], range[1] - range[0]);
    NdArray array = NdArray.dense(dtype, shape, false, part, 0);
    if (array.count() * dtype.itemBytes() != part.size()) {
      throw place.corrupt(
          what, array.count() * dtype.itemBytes() + " bytes", part.size() + " bytes");
    }
    tensors.put(name, array);
    return new Range(name, range[0], range[1]);
  }

  private static long[] wholeNumbers(JsonNode node, String what, ByteCursor place) {
    boolean sound = node.isArray() && node.size() <= 64;
    for (Iterator<JsonNode> it = node.elements(); sound && it.hasNext(); ) {
      JsonNode number = it.next();
      sound = number.canConvertToLong() && number.isIntegralNumber() && number.longValue() >= 0;
    }
    if (!sound) {
      throw place.corrupt(
          what,
          "whole numbers",
          node.isMissingNode() ? "none" : VisibleText.value(node.toString()));
    }
    long[] numbers = new long[node.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = node.get(i).longValue();
    }
    return numbers;
  }

  private static void requireNoGaps(List<Range> ranges, ByteCursor place, long size) {
    ranges.sort(Comparator.comparingLong(Range::from).thenComparingLong(Range::to));
    long end = 0;
    for (Range range : ranges) {
      if (range.from() != end) {
        throw place.corrupt(
            "tensor " + VisibleText.value(range.name()),
            "values from byte " + end + " on, without gap or overlap",
            "from byte " + range.from());
      }
      end = range.to();
    }
    if (end != size) {
      throw place.corrupt("safetensors values", end + " bytes", size + " bytes");
    }
  }

  @Override
  public Set<String> names() {
    return Collections.unmodifiableSet(tensors.keySet());
  }

  @Override
  public NdArray array(String name) {
    NdArray array = tensors.get(name);
    if (array == null) {
      throw new IllegalArgumentException(
          "%s: expected a tensor named %s, got none".formatted(file, name));
    }
    return array;
  }

  @Override
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(metadata);
  }

  /**
   * Writes tensors, in the order of the map. The same tensors and words give the same bytes.
   *
   * @param metadata words about the file, written in the order of their keys
   */
  public static void write(Path path, Map<String, NdArray> tensors, Map<String, String> metadata) {
    Header header = new Header(metadata);
    tensors.forEach((name, array) -> header.add(name, array.dtype(), array.shape()));
    WholeFile.write(
        path,
        out -> {
          header.writeTo(out);
          for (NdArray tensor : tensors.values()) {
            tensor.writeTo(out);
          }
        });
  }

  /**
   * As {@link #write}, with a CRC-32 of all values among the words, for files that nobody has
   * another copy of.
   */
  public static void writeSummed(
      Path path, Map<String, NdArray> tensors, Map<String, String> metadata) {
    Map<String, String> words = new TreeMap<>(metadata);
    words.put(SUM, sum(tensors));
    write(path, tensors, words);
  }

  /**
   * Whether the values have the sum that the words name; where they name none, nothing is known.
   */
  public Optional<Boolean> hasItsSum() {
    return Optional.ofNullable(metadata.get(SUM)).map(sum -> sum.equals(sum(tensors)));
  }

  private static String sum(Map<String, NdArray> tensors) {
    CRC32 sum = new CRC32();
    try (OutputStream out = new CheckedOutputStream(OutputStream.nullOutputStream(), sum)) {
      for (NdArray tensor : new TreeMap<>(tensors).values()) {
        tensor.writeTo(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Nothing is written.
    }
    return Long.toHexString(sum.getValue());
  }

  /** The header: which tensor lies where. */
  static final class Header {

    private final ObjectNode json = JSON.createObjectNode();
    private long end;

    /**
     * Of no tensor yet.
     *
     * @param metadata words about the file, written in the order of their keys
     */
    Header(Map<String, String> metadata) {
      if (!metadata.isEmpty()) {
        ObjectNode words = json.putObject(METADATA);
        new TreeMap<>(metadata).forEach(words::put);
      }
    }

    /** Adds the tensor that lies behind those before. */
    void add(String name, DType dtype, int... sizes) {
      ObjectNode entry = json.putObject(name);
      entry.put("dtype", typeName(dtype.littleEndian()));
      ArrayNode shape = entry.putArray("shape");
      long bytes = dtype.itemBytes();
      for (int size : sizes) {
        shape.add(size);
        bytes *= size;
      }
      long from = end;
      end += bytes;
      entry.putArray("data_offsets").add(from).add(end);
    }

    void writeTo(OutputStream out) throws IOException {
      byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
      int padding = (ALIGNMENT - text.length % ALIGNMENT) % ALIGNMENT;
      long length = (long) text.length + padding;
      for (int i = 0; i < Long.BYTES; i++) {
        out.write((int) (length >>> (8 * i)));
      }
      out.write(text);
      out.write(" ".repeat(padding).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String typeName(DType dtype) {
    return TYPES.entrySet().stream()
        .filter(type -> type.getValue().equals(dtype))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(
            () -> Fault.asked("a safetensors file cannot hold %s; convert it", dtype.words()));
  }
}
