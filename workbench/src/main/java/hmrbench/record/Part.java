package hmrbench.record;

import hmrbench.core.Fault;
import hmrbench.io.WholeFile;
import hmrbench.record.Manifest.Shard;
import hmrbench.record.Manifest.Skipped;
import hmrbench.record.Manifest.State;
import hmrbench.record.Manifest.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one program computed of a run: a folder with the records of some cells and a manifest that
 * lists them with their hashes. Written by one program alone; read by any.
 */
public final class Part {

  private final Path folder;
  private final Manifest manifest;
  private final Map<Cell, Shard> shards = new LinkedHashMap<>();
  private final Map<String, WrittenFile> files = new LinkedHashMap<>();

  private Part(Path folder, Manifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
    manifest.records().shards().forEach(shard -> shards.put(shard.cell(), shard));
    manifest.records().files().forEach(file -> files.put(file.path(), file));
  }

  /** Opens a part; empty where its program has not come as far as a manifest. */
  public static Optional<Part> open(Path folder) {
    Path file = folder.resolve(ManifestFile.NAME);
    return Files.isRegularFile(file)
        ? Optional.of(new Part(folder, ManifestFile.read(file)))
        : Optional.empty();
  }

  public Path folder() {
    return folder;
  }

  public Manifest manifest() {
    return manifest;
  }

  /** The program that computed it. */
  public String build() {
    return manifest.machine().versions().getOrDefault("build", "unknown");
  }

  /**
   * Whether it lists a cell as done.
   *
   * @param interventions whether those on the cell's network must be there too
   */
  public boolean has(Cell cell, boolean interventions) {
    Shard shard = shards.get(cell);
    return shard != null
        && shard.state() == State.DONE
        && files.containsKey(CellFiles.rows(cell))
        && (!interventions || files.containsKey(CellFiles.interventions(cell)));
  }

  /** Why a cell failed, where it did. */
  public Optional<String> failure(Cell cell) {
    return Optional.ofNullable(shards.get(cell))
        .filter(shard -> shard.state() == State.FAILED)
        .flatMap(shard -> Optional.ofNullable(shard.message()));
  }

  private List<WrittenFile> files(Cell cell) {
    return Stream.concat(CellFiles.scored(cell).stream(), Stream.of(CellFiles.interventions(cell)))
        .flatMap(path -> Stream.ofNullable(files.get(path)))
        .toList();
  }

  /** Whether all files of a cell are there as they were written. */
  public boolean isWhole(Cell cell) {
    return files(cell).stream().allMatch(this::isWhole);
  }

  private boolean isWhole(WrittenFile file) {
    Path at = folder.resolve(file.path());
    try {
      return Files.isRegularFile(at)
          && Files.size(at) == file.bytes()
          && Sha256.of(at).equals(file.sha256());
    } catch (IOException e) {
      return false; // A file that cannot be read is not there.
    }
  }

  /** What was left out of a cell's data. */
  List<Skipped> skipped(Cell cell) {
    return manifest.records().skipped().stream()
        .filter(
            it ->
                it.dataset().equals(cell.dataset())
                    && it.protocol().equals(cell.protocol())
                    && it.fps() == cell.fps())
        .toList();
  }

  /**
   * Copies the files of a cell.
   *
   * @param to folder of the run
   * @return the copies
   */
  List<Path> copy(Cell cell, Path to) {
    List<Path> copies = new ArrayList<>();
    for (WrittenFile file : files(cell)) {
      Path copy = to.resolve(file.path());
      Path source = folder.resolve(file.path());
      WholeFile.write(copy, out -> Files.copy(source, out));
      if (!Sha256.of(copy).equals(file.sha256())) {
        throw Fault.running(
            "%s: is not as it was written; remove %s and run what is missing again",
            source, folder);
      }
      copies.add(copy);
    }
    return copies;
  }

  /** Whether it was computed from the same files. */
  boolean hasInputsOf(Part other) {
    return Objects.equals(manifest.inputs(), other.manifest.inputs());
  }
}
