package hmrbench.record;

import hmrbench.core.Fault;
import hmrbench.record.Manifest.Records;
import hmrbench.record.Manifest.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The pages, tables and charts of a run, in its manifest: listed before they are written, so that
 * none is left behind whatever stops the program, and with their hashes when they are there.
 */
public final class RunPages {

  private final Path folder;
  private final List<String> paths;

  private RunPages(Path folder, List<String> paths) {
    this.folder = folder;
    this.paths = paths;
  }

  /**
   * Lists what is about to be written, and removes the pages of an earlier report that are not.
   *
   * @param folder of the run, which the caller has locked
   * @param paths relative to it
   */
  public static RunPages begin(Path folder, List<String> paths) {
    Manifest manifest = ManifestFile.read(folder.resolve(ManifestFile.NAME));
    Set<String> known = new TreeSet<>(paths);
    for (WrittenFile page : manifest.records().pages()) {
      if (!known.contains(page.path())) {
        remove(folder.resolve(page.path()));
      }
    }
    List<WrittenFile> planned = known.stream().map(path -> new WrittenFile(path, 0, "")).toList();
    write(folder, manifest, planned);
    return new RunPages(folder, List.copyOf(known));
  }

  private static void remove(Path page) {
    try {
      Files.deleteIfExists(page);
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, page, "cannot be removed", e);
    }
  }

  /** Notes that all of them are written. */
  public void end() {
    WrittenFiles written = new WrittenFiles(folder);
    paths.parallelStream().forEach(path -> written.note(folder.resolve(path)));
    write(folder, ManifestFile.read(folder.resolve(ManifestFile.NAME)), written.all());
  }

  private static void write(Path folder, Manifest manifest, List<WrittenFile> pages) {
    Records records = manifest.records();
    ManifestFile.write(
        manifest.with(
            new Records(
                records.metrics(),
                records.signals(),
                records.shards(),
                records.skipped(),
                records.files(),
                pages),
            manifest.sessions()),
        folder.resolve(ManifestFile.NAME));
  }
}
