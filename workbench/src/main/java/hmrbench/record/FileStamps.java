package hmrbench.record;

import hmrbench.core.Fault;
import hmrbench.io.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The SHA-256 of the files of a folder, each worked out once for as long as the system says that
 * the file is the same: its size, its number and the time of its last change, which no program can
 * set. Where a system has no such time, and after a folder was copied, files are read again.
 *
 * <p>Hashing without the optimising compiler takes longer than all else of a report; looking at the
 * time of change takes none.
 */
final class FileStamps {

  /** Name of the file, within a run folder, that keeps what was worked out. */
  static final String NAME = ".hashes";

  private final Path folder;
  private final Map<String, String> before = new TreeMap<>();
  private final Map<String, String> now = new ConcurrentHashMap<>();

  private FileStamps(Path folder) {
    this.folder = folder;
  }

  /** Reads what was worked out before; nothing where there is none. */
  static FileStamps of(Path folder) {
    FileStamps stamps = new FileStamps(folder);
    try {
      for (String line : Files.readAllLines(folder.resolve(NAME))) {
        int cut = line.indexOf('\t');
        if (cut > 0) {
          stamps.before.put(line.substring(0, cut), line.substring(cut + 1));
        }
      }
    } catch (IOException e) {
      stamps.before.clear(); // All files are read then.
    }
    return stamps;
  }

  /**
   * The hash of a file.
   *
   * @throws Fault if it cannot be read
   */
  String sha256(String path) {
    Path file = folder.resolve(path);
    Optional<String> stamp = stamp(file);
    Optional<String> known =
        stamp
            .flatMap(it -> Optional.ofNullable(before.get(path)).filter(was -> was.endsWith(it)))
            .map(was -> was.substring(0, was.indexOf(' ')));
    String hash = known.orElseGet(() -> Sha256.of(file));
    stamp
        .filter(it -> known.isPresent() || stamp(file).equals(Optional.of(it)))
        .ifPresent(it -> now.put(path, hash + it));
    return hash;
  }

  /** Keeps what is known now for the next time; a folder that cannot be written keeps nothing. */
  void save() {
    Map<String, String> all = new TreeMap<>(before);
    all.putAll(now);
    if (all.equals(before)) {
      return;
    }
    StringBuilder text = new StringBuilder();
    all.forEach((path, line) -> text.append(path).append('\t').append(line).append('\n'));
    try {
      TextFile.write(folder.resolve(NAME), text.toString());
    } catch (Fault e) {
      return; // It only saves time.
    }
  }

  /** What the system says of a file, as {@code " SIZE NUMBER NANOSECONDS"}. */
  private static Optional<String> stamp(Path file) {
    try {
      Map<String, Object> is = Files.readAttributes(file, "unix:size,ino,ctime");
      long nanoseconds =
          ((java.nio.file.attribute.FileTime) java.util.Objects.requireNonNull(is.get("ctime")))
              .to(java.util.concurrent.TimeUnit.NANOSECONDS);
      return Optional.of(" %s %s %d".formatted(is.get("size"), is.get("ino"), nanoseconds));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
