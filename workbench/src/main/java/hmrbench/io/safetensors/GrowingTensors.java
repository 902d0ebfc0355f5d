package hmrbench.io.safetensors;

import hmrbench.core.FloatGrid;
import hmrbench.io.DType;
import hmrbench.io.GrowingFile;
import hmrbench.io.WholeFile;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A safetensors file of float32 tensors whose rows come piece by piece: each grows in a file of its
 * own beside it, and they are joined behind the header when all rows are there. The bytes are those
 * of {@link SafeTensors#write} on the whole tensors.
 */
public final class GrowingTensors implements AutoCloseable {

  /** Values that are turned to bytes at a time. */
  private static final int SLICE = 1 << 14;

  private static final class Growing {
    final GrowingFile file;
    final int[] shape;
    int pieces;

    Growing(GrowingFile file, int... shape) {
      this.file = file;
      this.shape = shape;
    }
  }

  private final Path path;
  private final Map<String, Growing> tensors = new LinkedHashMap<>();

  /** A file without tensors yet. */
  public GrowingTensors(Path path) {
    this.path = path;
  }

  /**
   * Adds rows to a tensor; the first ones add the tensor.
   *
   * @param rows alike in all axes but the first
   */
  public void append(String name, FloatGrid rows) {
    Growing tensor =
        tensors.computeIfAbsent(
            name,
            first -> {
              int[] shape = rows.shape();
              shape[0] = 0;
              return new Growing(new GrowingFile(path), shape);
            });
    int[] shape = rows.shape();
    if (!Arrays.equals(tensor.shape, 1, shape.length, shape, 1, shape.length)) {
      throw new IllegalArgumentException(
          "tensor %s has the shape %s, got %s"
              .formatted(name, Arrays.toString(tensor.shape), rows));
    }
    tensor.file.append(
        out -> {
          byte[] bytes = new byte[Float.BYTES * SLICE];
          float[] values = new float[SLICE];
          for (int from = 0; from < rows.length(); from += SLICE) {
            int count = Math.min(SLICE, rows.length() - from);
            rows.copyTo(from, values, 0, count);
            ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .put(values, 0, count);
            out.write(bytes, 0, Float.BYTES * count);
          }
        });
    tensor.shape[0] = Math.addExact(tensor.shape[0], shape[0]);
    tensor.pieces++;
  }

  /**
   * Writes the file.
   *
   * @param pieces tensors that were added to so often; the others are left out
   * @param metadata as {@link SafeTensors#write} takes it
   */
  public void finish(int pieces, Map<String, String> metadata) {
    Map<String, Growing> whole = new LinkedHashMap<>(tensors);
    whole.values().removeIf(tensor -> tensor.pieces != pieces);
    SafeTensors.Header header = new SafeTensors.Header(metadata);
    whole.forEach((name, tensor) -> header.add(name, DType.F32, tensor.shape));
    WholeFile.write(
        path,
        out -> {
          header.writeTo(out);
          for (Growing tensor : whole.values()) {
            copy(tensor.file.soFar(), out);
            tensor.file.close();
          }
        });
  }

  private static void copy(Path from, OutputStream out) throws java.io.IOException {
    if (Files.exists(from)) {
      Files.copy(from, out);
    }
  }

  /** Removes what was not written. */
  @Override
  public void close() {
    tensors.values().forEach(tensor -> tensor.file.close());
  }
}
