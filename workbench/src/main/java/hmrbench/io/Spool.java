package hmrbench.io;

import hmrbench.core.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Takes unpacked bytes: in memory while they are few, in a temporary file once they are many. The
 * file is deleted as soon as the system allows, at the latest when the program ends.
 */
final class Spool extends OutputStream {

  /** The temporary folder cannot take the bytes; the file that is read is not at fault. */
  static final class DiskException extends IOException {
    private static final long serialVersionUID = 1L;

    DiskException(String name, IOException cause) {
      super(
          "%s: cannot be unpacked to the temporary folder %s: %s"
              .formatted(name, System.getProperty("java.io.tmpdir"), cause.getMessage()),
          cause);
    }
  }

  private static final int IN_MEMORY_BYTES = 1 << 24;

  private final ByteSource packed;
  private final String name;
  private ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable Path file;
  private @Nullable OutputStream disk;
  private long size;

  /**
   * @param packed where the bytes come from
   * @param name of the bytes in messages
   */
  Spool(ByteSource packed, String name) {
    this.packed = packed;
    this.name = name;
  }

  long size() {
    return size;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (disk == null && size + length > IN_MEMORY_BYTES) {
      moveToDisk();
    }
    if (disk == null) {
      memory.write(bytes, from, length);
    } else {
      try {
        disk.write(bytes, from, length);
      } catch (IOException e) {
        throw new DiskException(name, e);
      }
    }
    size += length;
  }

  private void moveToDisk() throws DiskException {
    try {
      file = Files.createTempFile("hmrbench-", ".unpacked");
      disk = Files.newOutputStream(file);
      memory.writeTo(disk);
      memory = new ByteArrayOutputStream();
    } catch (IOException e) {
      throw new DiskException(name, e);
    }
  }

  /** The fault to report when spooling failed. */
  static Fault fault(IOException e) {
    return new Fault(Fault.Kind.FAILED_RUNNING, String.valueOf(e.getMessage()), e);
  }

  /** What was written. */
  ByteSource toSource() throws IOException {
    if (disk == null || file == null) {
      return packed.unpackedAs(memory.toByteArray(), name);
    }
    disk.close();
    return packed.unpackedIn(file, name);
  }

  @Override
  public void close() throws IOException {
    if (disk == null || file == null) {
      return;
    }
    disk.close();
    try {
      Files.deleteIfExists(file); // a mapping outlives the name, except on Windows
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
