package hmrbench.io;

import hmrbench.core.FloatGrid;
import hmrbench.core.Half;
import hmrbench.io.FormatException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * An array as a file holds it: a type, a shape, and elements that are read when asked for. It may
 * be larger than the heap; ask for {@link #rows rows} then.
 *
 * <p>Elements are handed out row-major (last axis fastest) whatever the order in the file.
 * Read-only and thread-safe.
 */
public final class NdArray {

  private final DType dtype;
  private final int[] shape;
  private final long[] strides; // in bytes
  private final ByteSource source;
  private final long offset;
  private final List<?> objects;

  private NdArray(
      DType dtype, int[] shape, long[] strides, ByteSource source, long offset, List<?> objects) {
    this.dtype = dtype;
    this.shape = shape;
    this.strides = strides;
    this.source = source;
    this.offset = offset;
    this.objects = objects;
  }

  /**
   * An array over bytes that lie without gaps from {@code at} on.
   *
   * @param shape sizes as the file gives them
   * @param columnMajor whether the first axis runs fastest (Fortran order)
   * @throws FormatException if the bytes do not hold that many elements
   */
  public static NdArray dense(
      DType dtype, long[] shape, boolean columnMajor, ByteSource source, long at) {
    int[] sizes = sizes(shape, source, at);
    long[] strides = new long[sizes.length];
    long step = dtype.itemBytes();
    for (int i = 0; i < sizes.length; i++) {
      int axis = columnMajor ? i : sizes.length - 1 - i;
      strides[axis] = step;
      step = multiplied(step, Math.max(1, sizes[axis]), shape, source, at);
    }
    boolean empty = Arrays.stream(sizes).anyMatch(size -> size == 0);
    if (dtype.itemBytes() == 0 && !empty) {
      throw new FormatException(
          Reason.UNSUPPORTED,
          source.name(),
          source.inFile(at),
          "array %s".formatted(Arrays.toString(shape)),
          "elements of at least one byte",
          dtype.descr());
    }
    long bytes = empty ? 0 : step;
    if (bytes > source.size() - at) {
      throw new FormatException(
          Reason.CORRUPT,
          source.name(),
          source.inFile(at),
          "values of a %s array %s".formatted(dtype.descr(), Arrays.toString(shape)),
          bytes + " bytes",
          source.size() - at + " left");
    }
    return new NdArray(dtype, sizes, strides, source, at, List.of());
  }

  /**
   * A view into a store of elements, as torch keeps its tensors.
   *
   * @param firstElement where the view begins, counted in elements
   * @param elementStrides how many elements lie between neighbours along each axis
   * @throws FormatException if the view reaches past the store
   */
  public static NdArray strided(
      DType dtype, long[] shape, long[] elementStrides, ByteSource store, long firstElement) {
    int[] sizes = sizes(shape, store, 0);
    if (Arrays.stream(sizes).anyMatch(size -> size == 0)) {
      return dense(dtype, shape, false, store, 0); // strides say nothing where nothing is
    }
    long elements = store.size() / dtype.itemBytes();
    long count = 1;
    long last = firstElement;
    long[] strides = new long[sizes.length];
    boolean sound =
        firstElement >= 0 && firstElement <= elements && elementStrides.length == sizes.length;
    for (int axis = 0; sound && axis < sizes.length; axis++) {
      long steps = Math.max(0, sizes[axis] - 1);
      long stride = steps == 0 ? 1 : elementStrides[axis];
      sound = stride >= 0 && (stride == 0 || steps <= elements / stride);
      strides[axis] = stride * dtype.itemBytes();
      last += sound ? steps * stride : 0;
      count = multiplied(count, sizes[axis], shape, store, 0);
    }
    if (!sound || last >= elements || count > repeatLimit(elements)) {
      throw new FormatException(
          Reason.CORRUPT,
          store.name(),
          store.inFile(0),
          "tensor view",
          "elements within a storage of " + elements,
          "first element %d, shape %s, strides %s"
              .formatted(firstElement, Arrays.toString(shape), Arrays.toString(elementStrides)));
    }
    return new NdArray(dtype, sizes, strides, store, firstElement * dtype.itemBytes(), List.of());
  }

  /**
   * How many elements a view may show of a storage. Views may repeat elements (stride 0), but one
   * that makes gigabytes out of a few bytes is a bomb.
   */
  private static long repeatLimit(long elements) {
    return Math.max(1L << 20, 64 * elements);
  }

  /** An array of objects, neither numbers nor text of fixed length, row-major. */
  public static NdArray ofObjects(List<?> elements, int... shape) {
    if (elements.size() != count(shape)) {
      throw new IllegalArgumentException(
          "shape %s needs %d elements, got %d"
              .formatted(Arrays.toString(shape), count(shape), elements.size()));
    }
    return new NdArray(
        DType.OBJECT,
        shape.clone(),
        new long[shape.length],
        ByteSource.owning("memory", new byte[0]),
        0,
        java.util.Collections.unmodifiableList(elements));
  }

  /** An array in memory. */
  public static NdArray of(FloatGrid grid) {
    return of(grid.toArray(), grid.shape());
  }

  /** An array in memory. */
  public static NdArray of(float[] values, int... shape) {
    byte[] bytes = room(DType.F32, values.length);
    little(bytes).asFloatBuffer().put(values);
    return inMemory(DType.F32, bytes, shape);
  }

  /** An array in memory. */
  public static NdArray of(double[] values, int... shape) {
    byte[] bytes = room(DType.F64, values.length);
    little(bytes).asDoubleBuffer().put(values);
    return inMemory(DType.F64, bytes, shape);
  }

  /** An array in memory. */
  public static NdArray of(long[] values, int... shape) {
    byte[] bytes = room(DType.I64, values.length);
    little(bytes).asLongBuffer().put(values);
    return inMemory(DType.I64, bytes, shape);
  }

  /** An array in memory. */
  public static NdArray of(int[] values, int... shape) {
    byte[] bytes = room(DType.I32, values.length);
    little(bytes).asIntBuffer().put(values);
    return inMemory(DType.I32, bytes, shape);
  }

  /** An array in memory. */
  public static NdArray of(boolean[] values, int... shape) {
    byte[] bytes = room(DType.BOOL, values.length);
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) (values[i] ? 1 : 0);
    }
    return inMemory(DType.BOOL, bytes, shape);
  }

  /** An array in memory, stored in half precision, rounded to nearest. */
  public static NdArray ofHalf(float[] values, int... shape) {
    byte[] bytes = room(DType.F16, values.length);
    ByteBuffer buffer = little(bytes);
    for (float value : values) {
      buffer.putShort(Half.fromFloat(value));
    }
    return inMemory(DType.F16, bytes, shape);
  }

  /** An array of text in memory, as wide as its longest element. */
  public static NdArray of(String[] values, int... shape) {
    int width = 1;
    for (String value : values) {
      width = Math.max(width, value.codePointCount(0, value.length()));
    }
    DType dtype = DType.unicode(width);
    byte[] bytes = room(dtype, values.length);
    ByteBuffer buffer = little(bytes);
    for (int i = 0; i < values.length; i++) {
      buffer.position(i * dtype.itemBytes());
      values[i].codePoints().forEach(buffer::putInt);
    }
    return inMemory(dtype, bytes, shape);
  }

  private static byte[] room(DType dtype, int count) {
    return new byte[Math.multiplyExact(dtype.itemBytes(), count)];
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static NdArray inMemory(DType dtype, byte[] bytes, int... shape) {
    if (count(shape) * dtype.itemBytes() != bytes.length) {
      throw new IllegalArgumentException(
          "shape %s needs %d elements, got %d"
              .formatted(Arrays.toString(shape), count(shape), bytes.length / dtype.itemBytes()));
    }
    long[] sizes = Arrays.stream(shape).asLongStream().toArray();
    return dense(dtype, sizes, false, ByteSource.owning("memory", bytes), 0);
  }

  private static int[] sizes(long[] shape, ByteSource source, long at) {
    int[] sizes = new int[shape.length];
    for (int axis = 0; axis < shape.length; axis++) {
      if (shape[axis] < 0 || shape[axis] > Integer.MAX_VALUE) {
        throw new FormatException(
            shape[axis] < 0 ? Reason.CORRUPT : Reason.UNSUPPORTED,
            source.name(),
            source.inFile(at),
            "array shape",
            "sizes from 0 to " + Integer.MAX_VALUE,
            Arrays.toString(shape));
      }
      sizes[axis] = (int) shape[axis];
    }
    return sizes;
  }

  private static long multiplied(long a, long b, long[] shape, ByteSource source, long at) {
    long product = a * b;
    if (Math.multiplyHigh(a, b) != 0 || product < 0) {
      throw new FormatException(
          Reason.CORRUPT,
          source.name(),
          source.inFile(at),
          "array shape",
          "fewer elements than the file has bytes",
          Arrays.toString(shape));
    }
    return product;
  }

  private static long count(int[] shape) {
    long count = 1;
    for (int size : shape) {
      count = Math.multiplyExact(count, (long) size);
    }
    return count;
  }

  public DType dtype() {
    return dtype;
  }

  /** A copy of the shape; a scalar has none. */
  public int[] shape() {
    return shape.clone();
  }

  public int rank() {
    return shape.length;
  }

  /** The length of one axis. */
  public int size(int axis) {
    return shape[axis];
  }

  /** The number of elements. */
  public long count() {
    return count(shape);
  }

  /** Whether this has exactly this shape; -1 matches any size. */
  public boolean hasShape(int... expected) {
    boolean same = expected.length == shape.length;
    for (int axis = 0; same && axis < shape.length; axis++) {
      same = expected[axis] == -1 || expected[axis] == shape[axis];
    }
    return same;
  }

  /** The file that holds it, for messages. */
  public String file() {
    return source.name();
  }

  /** The byte of the file at which its first element lies. */
  public long byteOffset() {
    return source.inFile(offset);
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive) of the first axis, without a copy. */
  public NdArray rows(int from, int to) {
    if (rank() == 0 || from < 0 || to < from || to > shape[0]) {
      throw new IndexOutOfBoundsException(
          "rows %d to %d of an array %s".formatted(from, to, Arrays.toString(shape)));
    }
    int[] part = shape.clone();
    part[0] = to - from;
    if (dtype.kind() == DType.Kind.OBJECT) {
      int row = shape[0] == 0 ? 0 : objects.size() / shape[0];
      return ofObjects(objects.subList(from * row, to * row), part);
    }
    return new NdArray(dtype, part, strides, source, offset + from * strides[0], objects);
  }

  /** One row of the first axis, without a copy. */
  public NdArray row(int index) {
    NdArray one = rows(index, index + 1);
    int[] rest = Arrays.copyOfRange(shape, 1, shape.length);
    long[] restStrides = Arrays.copyOfRange(strides, 1, strides.length);
    return new NdArray(dtype, rest, restStrides, source, one.offset, one.objects);
  }

  /** The axes in another order, without a copy: axis i of the result is axis {@code axes[i]}. */
  public NdArray permuted(int... axes) {
    if (dtype.kind() == DType.Kind.OBJECT || axes.length != rank()) {
      throw new IllegalArgumentException("cannot permute %s".formatted(this));
    }
    int[] sizes = Arrays.stream(axes).map(axis -> shape[axis]).toArray();
    long[] steps = Arrays.stream(axes).mapToLong(axis -> strides[axis]).toArray();
    return new NdArray(dtype, sizes, steps, source, offset, objects);
  }

  /**
   * The elements as float32, rounded to nearest where they are finer.
   *
   * @throws FormatException if they are no numbers, or too many for one Java array
   */
  public float[] floats() {
    requireNumbers();
    float[] values = new float[intCount()];
    boolean plain = dtype.kind() == DType.Kind.FLOAT && dtype.itemBytes() == 4;
    forEachBlock(
        (window, at, n, first) -> {
          if (plain && n > 4) {
            part(window, at, n).asFloatBuffer().get(values, first, n);
            return;
          }
          for (int i = 0; i < n; i++) {
            values[first + i] = floatAt(window, at + i * dtype.itemBytes());
          }
        });
    return values;
  }

  /**
   * The elements as float64.
   *
   * @throws FormatException if they are no numbers, or too many for one Java array
   */
  public double[] doubles() {
    requireNumbers();
    double[] values = new double[intCount()];
    boolean plain = dtype.kind() == DType.Kind.FLOAT && dtype.itemBytes() == 8;
    forEachBlock(
        (window, at, n, first) -> {
          if (plain && n > 4) {
            part(window, at, n).asDoubleBuffer().get(values, first, n);
            return;
          }
          for (int i = 0; i < n; i++) {
            values[first + i] = doubleAt(window, at + i * dtype.itemBytes());
          }
        });
    return values;
  }

  /**
   * The elements as whole numbers; floating point ones must be whole.
   *
   * @throws FormatException if one is no whole number that a {@code long} holds
   */
  public long[] longs() {
    requireNumbers();
    long[] values = new long[intCount()];
    forEachBlock(
        (window, at, n, first) -> {
          for (int i = 0; i < n; i++) {
            values[first + i] = longAt(window, at + i * dtype.itemBytes());
          }
        });
    return values;
  }

  /**
   * The elements as truth values: whatever is not zero is true.
   *
   * @throws FormatException if they are no numbers
   */
  public boolean[] booleans() {
    requireNumbers();
    boolean[] values = new boolean[intCount()];
    forEachBlock(
        (window, at, n, first) -> {
          for (int i = 0; i < n; i++) {
            values[first + i] = doubleAt(window, at + i * dtype.itemBytes()) != 0;
          }
        });
    return values;
  }

  /**
   * The elements as text. Bytes are read as Latin-1; zeros at the end are padding.
   *
   * @throws FormatException if they are no text
   */
  public String[] strings() {
    String[] values = new String[intCount()];
    if (dtype.kind() == DType.Kind.OBJECT) {
      for (int i = 0; i < values.length; i++) {
        if (!(objects.get(i) instanceof String text)) {
          throw refused("text");
        }
        values[i] = text;
      }
      return values;
    }
    if (!dtype.isText()) {
      throw refused("text");
    }
    forEachBlock(
        (window, at, n, first) -> {
          for (int i = 0; i < n; i++) {
            values[first + i] = textAt(window, at + i * dtype.itemBytes());
          }
        });
    return values;
  }

  /** The elements of an array of objects, row-major. */
  public List<?> objects() {
    if (dtype.kind() != DType.Kind.OBJECT) {
      throw refused("objects");
    }
    return objects;
  }

  /**
   * The whole array as float32.
   *
   * @throws FormatException as {@link #floats()}
   */
  public FloatGrid toFloatGrid() {
    return FloatGrid.owning(floats(), shape);
  }

  /**
   * Writes the elements row-major, least significant byte first.
   *
   * @throws FormatException if they are objects
   */
  public void writeTo(OutputStream out) throws IOException {
    if (dtype.kind() == DType.Kind.OBJECT) {
      throw refused("values of a fixed size");
    }
    int rows = rank() == 0 ? 1 : shape[0];
    long rowBytes = rows == 0 ? 0 : count() / rows * dtype.itemBytes();
    int rowsAtOnce = (int) Math.max(1, (1 << 20) / Math.max(1, rowBytes));
    for (int row = 0; row < rows; row += rowsAtOnce) {
      NdArray part = rank() == 0 ? this : rows(row, Math.min(rows, row + rowsAtOnce));
      out.write(part.littleEndianBytes());
    }
  }

  private byte[] littleEndianBytes() {
    int item = dtype.itemBytes();
    byte[] bytes = new byte[Math.multiplyExact(intCount(), item)];
    int unit = dtype.kind() == DType.Kind.UNICODE ? 4 : item;
    forEachBlock(
        (window, at, n, first) -> {
          window.get(at, bytes, first * item, n * item);
          if (dtype.bigEndian()) {
            reverseEach(bytes, first * item, (first + n) * item, unit);
          }
        });
    return bytes;
  }

  private static void reverseEach(byte[] bytes, int from, int to, int unit) {
    for (int start = from; start < to; start += unit) {
      for (int low = start, high = start + unit - 1; low < high; low++, high--) {
        byte kept = bytes[low];
        bytes[low] = bytes[high];
        bytes[high] = kept;
      }
    }
  }

  /** Takes a run of elements that lie without gaps in a window of the file. */
  @FunctionalInterface
  private interface BlockSink {
    void take(ByteBuffer window, int at, int elements, int first);
  }

  /** Hands over all elements, row-major, in runs as long as they lie without gaps. */
  private void forEachBlock(BlockSink sink) {
    if (count() == 0 || dtype.itemBytes() == 0) {
      return;
    }
    source.requireUnwritten();
    try {
      handOverAll(sink);
    } catch (InternalError e) {
      throw MappedFiles.fault(e);
    }
    source.requireUnwritten();
  }

  private void handOverAll(BlockSink sink) {
    int outer = rank(); // axes before this one are stepped through one by one
    long run = 1;
    while (outer > 0 && (shape[outer - 1] == 1 || strides[outer - 1] == run * dtype.itemBytes())) {
      outer--;
      run *= shape[outer];
    }
    int[] index = new int[outer];
    long position = offset;
    int done = 0;
    while (true) {
      handOver(position, run, done, sink);
      done += (int) run;
      int axis = outer - 1;
      while (axis >= 0 && ++index[axis] == shape[axis]) {
        position -= (shape[axis] - 1) * strides[axis];
        index[axis--] = 0;
      }
      if (axis < 0) {
        return;
      }
      position += strides[axis];
    }
  }

  private void handOver(long position, long run, int done, BlockSink sink) {
    long most = ByteSource.STRIDE / dtype.itemBytes();
    for (long from = 0; from < run; from += most) {
      int n = (int) Math.min(most, run - from);
      long at = position + from * dtype.itemBytes();
      sink.take(
          source.window(at, dtype.bigEndian()), source.indexInWindow(at), n, done + (int) from);
    }
  }

  private ByteBuffer part(ByteBuffer window, int at, int elements) {
    return window.slice(at, elements * dtype.itemBytes()).order(window.order());
  }

  private float floatAt(ByteBuffer window, int at) {
    return switch (dtype.kind()) {
      case FLOAT ->
          switch (dtype.itemBytes()) {
            case 2 -> Half.toFloat(window.getShort(at));
            case 4 -> window.getFloat(at);
            default -> (float) window.getDouble(at);
          };
      case BFLOAT16 -> Float.intBitsToFloat(window.getShort(at) << 16);
      case UNSIGNED -> unsignedAsFloat(integerAt(window, at));
      default -> (float) integerAt(window, at);
    };
  }

  private static float unsignedAsFloat(long value) {
    return value >= 0
        ? (float) value
        : new java.math.BigDecimal(Long.toUnsignedString(value)).floatValue();
  }

  private double doubleAt(ByteBuffer window, int at) {
    if (dtype.kind() == DType.Kind.FLOAT && dtype.itemBytes() == 8) {
      return window.getDouble(at);
    }
    if (dtype.kind() == DType.Kind.FLOAT || dtype.kind() == DType.Kind.BFLOAT16) {
      return floatAt(window, at);
    }
    long value = integerAt(window, at);
    boolean huge = dtype.kind() == DType.Kind.UNSIGNED && value < 0;
    return huge ? Double.parseDouble(Long.toUnsignedString(value)) : value;
  }

  private long longAt(ByteBuffer window, int at) {
    if (dtype.kind() == DType.Kind.FLOAT || dtype.kind() == DType.Kind.BFLOAT16) {
      double value = doubleAt(window, at);
      if (value != Math.rint(value) || Math.abs(value) >= 0x1p63) {
        throw refused("whole numbers");
      }
      return (long) value;
    }
    long value = integerAt(window, at);
    if (dtype.kind() == DType.Kind.UNSIGNED && value < 0) {
      throw refused("numbers below 2^63");
    }
    return value;
  }

  private long integerAt(ByteBuffer window, int at) {
    if (dtype.kind() == DType.Kind.SIGNED) {
      return switch (dtype.itemBytes()) {
        case 1 -> window.get(at);
        case 2 -> window.getShort(at);
        case 4 -> window.getInt(at);
        default -> window.getLong(at);
      };
    }
    return switch (dtype.itemBytes()) {
      case 1 -> window.get(at) & 0xffL;
      case 2 -> window.getShort(at) & 0xffffL;
      case 4 -> window.getInt(at) & 0xffff_ffffL;
      default -> window.getLong(at);
    };
  }

  private String textAt(ByteBuffer window, int at) {
    if (dtype.kind() == DType.Kind.BYTES) {
      byte[] bytes = new byte[dtype.itemBytes()];
      window.get(at, bytes);
      int length = bytes.length;
      while (length > 0 && bytes[length - 1] == 0) {
        length--;
      }
      return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
    int[] points = new int[dtype.itemBytes() / 4];
    int length = 0;
    for (int i = 0; i < points.length; i++) {
      points[i] = window.getInt(at + 4 * i);
      if (!Character.isValidCodePoint(points[i])) {
        throw refused("Unicode text");
      }
      length = points[i] == 0 ? length : i + 1;
    }
    return new String(points, 0, length);
  }

  private void requireNumbers() {
    if (!dtype.isNumeric()) {
      throw refused("numbers");
    }
  }

  private int intCount() {
    long count = count();
    if (count > Integer.MAX_VALUE - 8) {
      throw new FormatException(
          Reason.UNSUPPORTED,
          source.name(),
          source.inFile(offset),
          "array " + this,
          "fewer than 2^31 elements at once",
          count + " of them",
          "read it by rows");
    }
    return (int) count;
  }

  private FormatException refused(String expected) {
    return new FormatException(
        Reason.UNSUPPORTED,
        source.name(),
        source.inFile(offset),
        "array " + this,
        expected,
        dtype.words());
  }

  /** Type and shape, for example {@code float32 [259, 14, 3]}. */
  @Override
  public String toString() {
    return dtype.words() + " " + Arrays.toString(shape);
  }
}
