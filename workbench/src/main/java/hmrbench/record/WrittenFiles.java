package hmrbench.record;

import hmrbench.core.Fault;
import hmrbench.record.Manifest.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files that a run wrote, by path, with their hashes. Safe for several threads. */
public final class WrittenFiles {

  private final Path folder;
  private final FileStamps stamps;
  private final Map<String, WrittenFile> files = new TreeMap<>();

  /** Nothing yet, in a folder. */
  public WrittenFiles(Path folder) {
    this.folder = folder;
    this.stamps = FileStamps.of(folder);
  }

  /** Notes a file that was just written. */
  public void note(Path file) {
    String path = folder.relativize(file).toString().replace('\\', '/');
    put(new WrittenFile(path, size(file), stamps.sha256(path)));
  }

  synchronized void put(WrittenFile file) {
    files.put(file.path(), file);
  }

  synchronized boolean has(String path) {
    return files.containsKey(path);
  }

  /** In the order of their paths. */
  public synchronized List<WrittenFile> all() {
    return List.copyOf(files.values());
  }

  /** Whether a file is there and as it was written. */
  boolean isWhole(WrittenFile file) {
    Path at = folder.resolve(file.path());
    return Files.isRegularFile(at)
        && size(at) == file.bytes()
        && stamps.sha256(file.path()).equals(file.sha256());
  }

  /** Those that are missing or not as they were written, in words. */
  List<String> edited(Collection<WrittenFile> expected) {
    return expected.parallelStream()
        .filter(file -> !isWhole(file))
        .map(file -> file.path() + (Files.exists(folder.resolve(file.path())) ? "" : " (missing)"))
        .toList();
  }

  /** Keeps the hashes for the next time. */
  public void save() {
    stamps.save();
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.ASKED_WRONGLY, file, "cannot be read", e);
    }
  }
}
