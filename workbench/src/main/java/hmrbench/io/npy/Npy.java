package hmrbench.io.npy;

import hmrbench.core.VisibleText;
import hmrbench.io.ByteCursor;
import hmrbench.io.ByteSource;
import hmrbench.io.DType;
import hmrbench.io.NdArray;
import hmrbench.io.WholeFile;
import hmrbench.io.pickle.ArrayLike;
import hmrbench.io.pickle.Budget;
import hmrbench.io.pickle.Pickle;
import hmrbench.io.pickle.PickleVocabulary;
import hmrbench.io.pickle.Values;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * One array in a file: a magic, a header that is a Python dictionary, the values.
 *
 * <p>Source of the layout: NumPy's format specification, numpy/lib/format.py (versions 1.0 to 3.0).
 */
public final class Npy {

  private static final int[] MAGIC = {0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAX_HEADER_BYTES = 1 << 20;
  private static final int ALIGNMENT = 64;

  private Npy() {}

  /** Whether the bytes begin as such a file does. */
  public static boolean looksLike(ByteSource source) {
    return source.startsWith(MAGIC);
  }

  /**
   * Opens a file; its values are read when asked for.
   *
   * @throws hmrbench.io.FormatException if it is none, damaged, or holds a type that we do not read
   */
  public static NdArray read(Path path) {
    return read(ByteSource.open(path));
  }

  /**
   * As {@link #read(Path)}.
   *
   * @param vocabulary what a pickled array of objects may name beyond numpy
   */
  public static NdArray read(ByteSource source, PickleVocabulary... vocabulary) {
    ByteCursor in = new ByteCursor(source);
    if (!looksLike(source)) {
      boolean cut = source.size() < MAGIC.length;
      throw in.foreign(
          "npy magic",
          "bytes 93 4e 55 4d 50 59",
          cut ? "a file of %d bytes".formatted(source.size()) : "other bytes");
    }
    in.skip(MAGIC.length, "npy magic");
    int major = in.u8("npy version");
    in.u8("npy version");
    if (major < 1 || major > 3) {
      throw in.unsupported("npy version", "1, 2 or 3", "" + major);
    }
    long headerBytes = major == 1 ? in.u16("npy header length") : in.u32("npy header length");
    if (headerBytes > MAX_HEADER_BYTES) {
      throw in.corrupt("npy header length", "at most " + MAX_HEADER_BYTES, "" + headerBytes);
    }
    NpyHeader header = NpyHeader.read(new ByteCursor(in.slice(headerBytes, "npy header")));
    return values(in, header, vocabulary);
  }

  private static NdArray values(ByteCursor in, NpyHeader header, PickleVocabulary... vocabulary) {
    DType dtype =
        DType.parse(header.descr())
            .orElseThrow(
                () ->
                    in.unsupported(
                        "npy descr",
                        "numbers, text or objects",
                        VisibleText.value(header.descr())));
    if (dtype.kind() == DType.Kind.OBJECT) { // a pickle of the whole array
      Object content = Pickle.read(in, new Budget(), vocabulary);
      if (content instanceof ArrayLike array && array.array().dtype().equals(DType.OBJECT)) {
        return array.array();
      }
      throw in.corrupt("npy values", "a pickled array of objects", Values.kindOf(content));
    }
    return NdArray.dense(
        dtype,
        header.shape().stream().mapToLong(Long::longValue).toArray(),
        header.fortranOrder(),
        in.source(),
        in.position());
  }

  /** Writes an array, row-major, as version 1.0. */
  public static void write(Path path, NdArray array) {
    WholeFile.write(path, out -> write(out, array));
  }

  /** As {@link #write(Path, NdArray)}, into an open stream. */
  public static void write(OutputStream out, NdArray array) throws IOException {
    String shape =
        Arrays.stream(array.shape()).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String dictionary =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }"
            .formatted(
                array.dtype().littleEndian().descr(), array.rank() == 1 ? shape + "," : shape);
    int lead = MAGIC.length + 4;
    int padding = ALIGNMENT - (lead + dictionary.length() + 1) % ALIGNMENT;
    byte[] header = (dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    for (int b : MAGIC) {
      out.write(b);
    }
    out.write(1);
    out.write(0);
    out.write(header.length & 0xff);
    out.write(header.length >> 8);
    out.write(header);
    array.writeTo(out);
  }
}
