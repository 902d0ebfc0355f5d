package hmrbench.io;

import hmrbench.core.Fault;
import hmrbench.core.Reason;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes a file aside and moves it into place, so that a file which is there is whole. Two writers
 * of the same file each have their own temporary file, and the last one wins.
 */
public final class WholeFile {

  /** How the names of unfinished files end; what a killed program left can be removed. */
  public static final String PART = ".part";

  private static final AtomicLong PARTS = new AtomicLong();

  private static final Pattern OURS = Pattern.compile(".+\\.(\\d{1,18})-\\d+\\.part");

  /** What is written. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private WholeFile() {}

  /**
   * Writes {@code content} to {@code path}, making folders as needed and replacing what is there.
   *
   * @throws Fault if it cannot be written; then nothing is left behind
   */
  public static void write(Path path, Content content) {
    write(path, content, false);
  }

  /**
   * The same of a file that other machines rely on: it is on the disk before it gets its name, so
   * that not even a machine that breaks leaves half of it.
   */
  public static void writeThrough(Path path, Content content) {
    write(path, content, true);
  }

  /**
   * Why no file can be written to a folder, as far as that can be told beforehand; it need not be
   * there yet.
   */
  public static Optional<String> whyNotIn(Path folder) {
    Path place = folder.toAbsolutePath();
    while (!Files.exists(place) && place.getParent() != null) {
      place = place.getParent();
    }
    if (!Files.isDirectory(place)) {
      return Optional.of(place + " is a file and no folder");
    }
    return Files.isWritable(place)
        ? Optional.empty()
        : Optional.of("nothing can be written to " + place);
  }

  private static void write(Path path, Content content, boolean through) {
    Path absolute = path.toAbsolutePath();
    Path part = partOf(absolute);
    try {
      Path folder = absolute.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
          content.writeTo(out);
        }
        if (through) {
          forceFile(part);
        }
        Files.move(
            part, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw cannotWrite(path, e);
    }
  }

  /**
   * Makes sure that files are on the disk, and their names too.
   *
   * @throws Fault if one of them cannot be
   */
  public static void force(Collection<Path> files) {
    Set<Path> folders = new LinkedHashSet<>();
    for (Path file : files) {
      try {
        forceFile(file);
      } catch (IOException e) {
        throw cannotWrite(file, e);
      }
      Optional.ofNullable(file.toAbsolutePath().getParent()).ifPresent(folders::add);
    }
    folders.forEach(WholeFile::forceNames);
  }

  private static void forceFile(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Systems that cannot open a folder, such as Windows, keep its names by themselves. */
  private static void forceNames(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      return; // The files themselves are on the disk.
    }
  }

  /** Why a file cannot be written. */
  static Fault cannotWrite(Path path, IOException e) {
    return new Fault(Fault.Kind.FAILED_RUNNING, "%s: %s".formatted(path, reason(e)), e);
  }

  private static String reason(IOException e) {
    String words = Reason.of(e);
    if (words.contains("No space left") || words.contains("quota exceeded")) {
      return "the disk is full; make room, and give the command again";
    }
    if (words.contains("File too large")) {
      return "a file of this size may not be written here; raise `ulimit -f` or name another disk,"
          + " and give the command again";
    }
    return "cannot be written: " + words;
  }

  /**
   * Where a file is written until it is whole: beside it, under a name that no other program and no
   * other thread has.
   */
  public static Path partOf(Path file) {
    return file.resolveSibling(
        "%s.%d-%d%s"
            .formatted(
                file.getFileName(), ProcessHandle.current().pid(), PARTS.incrementAndGet(), PART));
  }

  /**
   * Removes what programs left beside a file that ended while they wrote it.
   *
   * @throws IOException if one of them cannot be removed
   */
  public static void removePartsOf(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      String beginning = file.getFileName() + ".";
      for (Path other : files.filter(WholeFile::isLeftOver).toList()) {
        if (String.valueOf(other.getFileName()).startsWith(beginning)) {
          Files.deleteIfExists(other);
        }
      }
    }
  }

  /**
   * Removes what programs that ended while they wrote left in a folder and in those below it; where
   * there is no such folder, there is nothing.
   *
   * @throws Fault if a file cannot be removed
   */
  public static void removePartsIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path part : files.filter(WholeFile::isLeftOver).toList()) {
        Files.deleteIfExists(part);
      }
    } catch (IOException | UncheckedIOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, folder, "cannot be cleared", e);
    }
  }

  /** Whether a file is what a program left that ended while it wrote. */
  static boolean isLeftOver(Path file) {
    Matcher name = OURS.matcher(String.valueOf(file.getFileName()));
    return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
  }
}
