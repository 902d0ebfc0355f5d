package hmrbench.io;

import hmrbench.core.Fault;
import hmrbench.core.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The right to write in a folder: one program, and within it one owner, at a time. The system frees
 * it when the program ends, however it ends; the empty file {@value #NAME} stays.
 */
public final class FolderLock implements AutoCloseable {

  /** Name of the file that is locked. */
  public static final String NAME = ".lock";

  /**
   * Name of the folder below it that other programs write to without the lock, from other machines
   * too: each in a folder of its own.
   */
  public static final String JOBS = "jobs";

  /** How deep below the folder the program writes. */
  private static final int DEPTH = 4;

  private final Path folder;
  private final @Nullable FileChannel channel;

  private FolderLock(Path folder, @Nullable FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * A folder whose name no other program knows, so that the system need not be asked: shared file
   * systems may have no locks.
   */
  public static FolderLock ofOwn(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, folder, "cannot be written", e);
    }
    return new FolderLock(folder, null);
  }

  /**
   * Takes a folder, making it where it is missing.
   *
   * @param wayOut what else can be done, such as {@code name another folder with --out}
   * @throws Fault if another program writes there, or the folder cannot be written
   */
  public static FolderLock take(Path folder, String wayOut) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel, false) == null) {
        channel.close();
        throw busy(folder, wayOut);
      }
      return new FolderLock(folder, channel);
    } catch (IOException e) {
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY,
          "%s: cannot be written: %s; %s".formatted(folder, Reason.of(e), wayOut),
          e);
    }
  }

  /**
   * Checks that no program is writing in a folder right now; a folder that was never locked is
   * free.
   *
   * @throws Fault if another one writes there
   */
  public static void requireFree(Path folder) {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (tryLock(channel, true) == null) {
        throw Fault.asked("%s: a run is writing there; wait until it is done", folder);
      }
    } catch (IOException e) {
      return; // A file that may not be read, or a system without locks: no one can be asked.
    }
  }

  /** Whether a program of ours has ever taken a folder. */
  public static boolean wasTaken(Path folder) {
    return Files.isRegularFile(folder.resolve(NAME));
  }

  private static Fault busy(Path folder, String wayOut) {
    return Fault.asked("%s: another run is writing there; wait for it, or %s", folder, wayOut);
  }

  private static @Nullable FileLock tryLock(FileChannel channel, boolean shared)
      throws IOException {
    try {
      return channel.tryLock(0, Long.MAX_VALUE, shared);
    } catch (OverlappingFileLockException e) {
      return null; // Another owner within this program.
    }
  }

  /** Whether one program alone knows it, and others read what that program has left there. */
  public boolean isOwn() {
    return channel == null;
  }

  /** The folder that is locked. */
  public Path folder() {
    return folder;
  }

  /**
   * Removes what programs that ended while they wrote left in the folder and in those below it.
   *
   * @throws Fault if a file cannot be removed
   */
  public void removeParts() {
    Path jobs = folder.resolve(JOBS);
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      for (Path part :
          files.filter(it -> !it.startsWith(jobs)).filter(WholeFile::isLeftOver).toList()) {
        Files.deleteIfExists(part);
      }
    } catch (IOException | UncheckedIOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, folder, "cannot be cleared", e);
    }
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, folder, "cannot be unlocked", e);
    }
  }
}
