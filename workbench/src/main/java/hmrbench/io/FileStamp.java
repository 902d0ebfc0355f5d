package hmrbench.io;

import hmrbench.core.Fault;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the state of a file: while the stamp is the same, the file has not been written.
 *
 * @param path where it lies
 * @param bytes how long it is
 * @param modified when it was last written
 * @param key the file's identity on the disk, where the system gives one; another file under the
 *     same name has another key
 */
public record FileStamp(Path path, long bytes, FileTime modified, @Nullable Object key) {

  /**
   * The stamp of a regular file.
   *
   * @throws Fault if there is none, it is a folder, a pipe or a device, or may not be read
   */
  public static FileStamp of(Path path) {
    return of(path, path.toString());
  }

  static FileStamp of(Path path, String name) {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      if (now.isDirectory()) {
        throw Fault.asked("%s: expected a file, got a folder; name a file in it", name);
      }
      if (!now.isRegularFile()) {
        throw Fault.asked(
            "%s: expected a file, got a pipe or a device; save what it gives to a file first",
            name);
      }
      return new FileStamp(path, now.size(), now.lastModifiedTime(), now.fileKey());
    } catch (IOException e) {
      throw cannotBeRead(name, e);
    }
  }

  /** The fault for a file that does not open. */
  static Fault cannotBeRead(String name, IOException e) {
    if (e instanceof NoSuchFileException) {
      return new Fault(
          Fault.Kind.ASKED_WRONGLY, "%s: no such file; check the path".formatted(name), e);
    }
    if (e instanceof AccessDeniedException) {
      return new Fault(
          Fault.Kind.ASKED_WRONGLY,
          "%s: may not be read; change its permissions".formatted(name),
          e);
    }
    return Fault.of(Fault.Kind.FAILED_RUNNING, name, "cannot be read", e);
  }

  /**
   * Checks that the file still has this stamp.
   *
   * @throws Fault if it has been written, replaced or removed since
   */
  public void requireUnchanged() {
    FileStamp now;
    try {
      now = of(path);
    } catch (Fault e) {
      throw new Fault(
          Fault.Kind.FAILED_RUNNING,
          "%s: was there when it was opened and is not any more; put it back and run again"
              .formatted(path),
          e);
    }
    if (!equals(now)) {
      throw changed(path.toString(), now);
    }
  }

  /**
   * As {@link #requireUnchanged()}, but another file may have taken its name: ours is still open.
   */
  void requireUnwritten(String name) {
    FileStamp now;
    try {
      now = of(path);
    } catch (Fault e) {
      return; // removed, or replaced by what is no file: what is open stays whole
    }
    if (Objects.equals(key, now.key) && !equals(now)) {
      throw changed(name, now);
    }
  }

  private Fault changed(String name, FileStamp now) {
    if (!Objects.equals(key, now.key)) {
      return Fault.running(
          "%s: another file has taken its place since it was opened; let nothing write to it and run"
              + " again",
          name);
    }
    String how =
        bytes == now.bytes
            ? "written at %s".formatted(now.modified)
            : "%d bytes, now %d".formatted(bytes, now.bytes);
    return Fault.running(
        "%s: changed while it was read (%s); let nothing write to it and run again", name, how);
  }
}
