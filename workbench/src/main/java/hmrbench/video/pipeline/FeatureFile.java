package hmrbench.video.pipeline;

import hmrbench.core.FloatGrid;
import hmrbench.io.ByteSource;
import hmrbench.io.DType;
import hmrbench.io.NdArray;
import hmrbench.io.WholeFile;
import hmrbench.video.WriteFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Features of one person on disk, row after row, little-endian float32: written as they come, read
 * through a mapping, so that they need no memory. Under its name a file is whole.
 */
final class FeatureFile implements AutoCloseable {

  private final Path file;
  private final Path part;
  private final OutputStream out;

  private FeatureFile(Path file, Path part, OutputStream out) {
    this.file = file;
    this.part = part;
    this.out = out;
  }

  /** Begins a file. */
  static FeatureFile create(Path file) {
    Path part = WholeFile.partOf(file);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return new FeatureFile(
          file, part, new BufferedOutputStream(Files.newOutputStream(part), 1 << 16));
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
  }

  /** Adds a row of features. */
  void add(FloatGrid features, int row) {
    int size = features.size(1);
    ByteBuffer bytes = ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < size; i++) {
      bytes.putFloat(features.at(row, i));
    }
    try {
      out.write(bytes.array());
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
  }

  /** Gives the file its name. */
  void finish() {
    try {
      out.close();
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a file is there with this many rows. */
  static boolean isWhole(Path file, int rows, int size) {
    try {
      return Files.isRegularFile(file) && Files.size(file) == (long) rows * size * Float.BYTES;
    } catch (IOException e) {
      return false;
    }
  }

  /** The rows of a file, read when they are asked for. */
  static NdArray open(Path file, int rows, int size) {
    return NdArray.dense(DType.F32, new long[] {rows, size}, false, ByteSource.open(file), 0);
  }
}
