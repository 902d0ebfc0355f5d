package hmrbench.record;

import hmrbench.core.Fault;
import hmrbench.core.Remark;
import hmrbench.io.FolderLock;
import hmrbench.record.Manifest.Session;
import hmrbench.record.Manifest.Shard;
import hmrbench.record.Manifest.Skipped;
import hmrbench.record.Manifest.State;
import hmrbench.record.Manifest.WrittenFile;
import hmrbench.record.RunStore.Existing;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a folder holds when a run starts there: what of it is kept, and what is removed. */
final class EarlierRun {

  /** Files of the program that say nothing about a run. */
  private static final Set<String> EMPTY =
      Set.of(FolderLock.NAME, FolderLock.JOBS, FileStamps.NAME);

  private final Path folder;
  private final Set<String> ours = new TreeSet<>();
  private final List<Shard> kept = new ArrayList<>();
  private final Map<String, WrittenFile> keptFiles = new LinkedHashMap<>();
  private final List<Skipped> skipped = new ArrayList<>();
  private final List<Remark> seen = new ArrayList<>();
  private final List<Session> sessions = new ArrayList<>();
  private final List<String> sentences = new ArrayList<>();

  private EarlierRun(Path folder) {
    this.folder = folder;
  }

  /**
   * Looks at a folder.
   *
   * @param manifest of the run that is about to start
   * @param files to look at hashes with
   * @throws Fault if it holds something else, or another run that is not to be replaced
   */
  static EarlierRun in(
      Path folder, Manifest manifest, String config, Existing existing, WrittenFiles files) {
    EarlierRun earlier = new EarlierRun(folder);
    Path file = folder.resolve(ManifestFile.NAME);
    Optional<String> older = ManifestFile.configHashOfOlder(file);
    if (!Files.isRegularFile(file)) {
      earlier.requireEmpty();
    } else if (older.isPresent()) {
      earlier.older(older.get(), manifest, config, existing);
    } else {
      earlier.look(ManifestFile.readToGoOn(file), manifest, config, existing, files);
    }
    return earlier;
  }

  /**
   * Makes sure that a folder is new, empty or that of a run; nothing is written there.
   *
   * @throws Fault if it is something else
   */
  static void requireOursOrEmpty(Path folder) {
    if (Files.isDirectory(folder) && !Files.isRegularFile(folder.resolve(ManifestFile.NAME))) {
      new EarlierRun(folder).requireEmpty();
    }
  }

  /**
   * Makes sure that a folder can take a run of an experiment; nothing is written there.
   *
   * @throws Fault if it holds something else, or another experiment
   */
  static void requireSame(Path folder, String config) {
    requireOursOrEmpty(folder);
    Path file = folder.resolve(ManifestFile.NAME);
    if (Files.isRegularFile(file)) {
      String hash =
          ManifestFile.configHashOfOlder(file)
              .orElseGet(() -> ManifestFile.read(file).question().configHash());
      new EarlierRun(folder).requireSame(hash, Sha256.of(config), config);
    }
  }

  private void requireEmpty() {
    try (Stream<Path> found = Files.list(folder)) {
      List<String> others =
          found
              .map(path -> String.valueOf(path.getFileName()))
              .filter(name -> !EMPTY.contains(name) && !name.startsWith(ManifestFile.NAME + "."))
              .sorted()
              .toList();
      if (!others.isEmpty()) {
        throw Fault.asked(
            "%s is no folder of a run and not empty (%s%s): name another folder with --out",
            folder,
            others.stream().limit(3).collect(Collectors.joining(", ")),
            others.size() > 3 ? " and %d more".formatted(others.size() - 3) : "");
      }
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.ASKED_WRONGLY, folder, "cannot be listed", e);
    }
  }

  /** A run of a program that listed no files: those of its cells are known by their names. */
  private void older(String hash, Manifest manifest, String config, Existing existing) {
    if (existing != Existing.REPLACE) {
      requireSame(hash, manifest.question().configHash(), config);
      sentences.add(
          "%s was made by an older program, which kept no hashes: running all of it again"
              .formatted(folder));
    }
    List<Cell> cells = manifest.records().shards().stream().map(Shard::cell).toList();
    ours.addAll(CellFiles.all(cells));
  }

  private void look(
      Manifest before, Manifest manifest, String config, Existing existing, WrittenFiles files) {
    ours.addAll(CellFiles.all(before.records().shards().stream().map(Shard::cell).toList()));
    before.records().files().forEach(file -> ours.add(file.path()));
    before.records().pages().forEach(file -> ours.add(file.path()));
    if (existing != Existing.REPLACE) {
      requireSame(before.question().configHash(), manifest.question().configHash(), config);
      requireSameInputs(before, manifest);
      if (existing == Existing.RESUME) {
        requireSameSets(before, manifest);
      }
      if (existing == Existing.RESUME || sameProgram(before, manifest)) {
        keepWhole(before, manifest, files);
      }
    }
  }

  private void requireSame(String before, String now, String config) {
    if (!before.equals(now)) {
      throw Fault.asked(
          "%s holds another experiment: %s; add --fresh to replace it, or name another folder with"
              + " --out",
          folder, firstDifference(config));
    }
  }

  private void requireSameInputs(Manifest before, Manifest manifest) {
    if (!before.inputs().equals(manifest.inputs())) {
      String changed =
          manifest.inputs().stream()
              .filter(input -> !before.inputs().contains(input))
              .map(Manifest.InputFile::path)
              .findFirst()
              .orElse("a file that is no longer read");
      throw Fault.asked(
          "%s was made from other inputs: %s has changed since; add --fresh to start over, or name"
              + " another folder with --out",
          folder, changed);
    }
  }

  /** Rows of two versions of the simulated sets are of other people: no run has both. */
  private void requireSameSets(Manifest before, Manifest manifest) {
    for (Manifest.DataCard then : before.subjects().datasets()) {
      for (Manifest.DataCard now : manifest.subjects().datasets()) {
        if (then.name().equals(now.name())
            && !then.simulatedVersion().equals(now.simulatedVersion())) {
          throw Fault.asked(
              "%s was made from another version of %s, with other people and sequences; add --fresh"
                  + " to start over, or name another folder with --out",
              folder, then.name());
        }
      }
    }
  }

  private String firstDifference(String config) {
    try {
      List<String> before = Files.readAllLines(folder.resolve(RunStore.CONFIG));
      List<String> now = config.lines().toList();
      for (int i = 0; i < Math.max(before.size(), now.size()); i++) {
        String was = i < before.size() ? before.get(i).strip() : "nothing";
        String is = i < now.size() ? now.get(i).strip() : "nothing";
        if (!was.equals(is)) {
          return "%s line %d is \"%s\" there and \"%s\" here"
              .formatted(RunStore.CONFIG, i + 1, was, is);
        }
      }
    } catch (IOException e) {
      // The hash alone says that they differ.
    }
    return "its config has another hash";
  }

  private boolean sameProgram(Manifest before, Manifest manifest) {
    boolean same = before.machine().equals(manifest.machine());
    if (!same) {
      sentences.add(
          "%s was made by another build of the program or on another machine: running all of it"
                  .formatted(folder)
              + " again (--resume would keep what is there)");
    }
    return same;
  }

  private void keepWhole(Manifest before, Manifest manifest, WrittenFiles files) {
    Set<Cell> wanted =
        manifest.records().shards().stream().map(Shard::cell).collect(Collectors.toSet());
    Map<String, WrittenFile> written = new LinkedHashMap<>();
    before.records().files().forEach(file -> written.put(file.path(), file));
    for (Shard shard : before.records().shards()) {
      if (shard.state() == State.DONE && wanted.contains(shard.cell())) {
        keep(shard, written, files);
      }
    }
    if (!kept.isEmpty()) {
      written.values().stream()
          .filter(file -> file.path().startsWith(SeenCrops.FOLDER) && files.isWhole(file))
          .forEach(file -> keptFiles.put(file.path(), file));
      sessions.addAll(before.sessions());
      seen.addAll(before.doubtsFirst());
      before.records().skipped().stream().filter(this::isKept).forEach(skipped::add);
      sentences.add(
          "%s: %d of %d shards are there already".formatted(folder, kept.size(), wanted.size()));
    }
  }

  /** Keeps a cell if all that was written of it is whole. */
  private void keep(Shard shard, Map<String, WrittenFile> written, WrittenFiles files) {
    List<WrittenFile> its =
        CellFiles.scored(shard.cell()).stream()
            .flatMap(path -> Stream.ofNullable(written.get(path)))
            .toList();
    List<String> edited = files.edited(its);
    boolean listed = written.containsKey(CellFiles.rows(shard.cell()));
    if (listed && edited.isEmpty()) {
      kept.add(shard);
      its.forEach(file -> keptFiles.put(file.path(), file));
      Stream.ofNullable(written.get(CellFiles.interventions(shard.cell())))
          .filter(files::isWhole)
          .forEach(file -> keptFiles.put(file.path(), file));
    } else {
      sentences.add(
          "%s: not as it was written: %s; making %s again"
              .formatted(
                  folder,
                  listed ? String.join(", ", edited) : CellFiles.rows(shard.cell()),
                  shard.cell()));
    }
  }

  private boolean isKept(Skipped left) {
    return kept.stream()
        .map(Shard::cell)
        .anyMatch(
            cell ->
                cell.dataset().equals(left.dataset())
                    && cell.protocol().equals(left.protocol())
                    && cell.fps() == left.fps());
  }

  /**
   * Removes every file of the earlier run that is not kept, and nothing else.
   *
   * @throws Fault if one cannot be removed
   */
  void removeOthers() {
    Set<Path> folders = new TreeSet<>(java.util.Comparator.reverseOrder());
    try {
      for (String path : ours) {
        Path file = folder.resolve(path);
        if (!keptFiles.containsKey(path) && Files.deleteIfExists(file)) {
          folders.add(file.getParent());
        }
      }
      for (Path below : folders) {
        if (!below.equals(folder)) {
          removeIfEmpty(below);
        }
      }
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, folder, "cannot be cleared", e);
    }
  }

  private static void removeIfEmpty(Path below) throws IOException {
    try {
      Files.delete(below);
    } catch (DirectoryNotEmptyException e) {
      return; // It holds what is kept, or what is not ours.
    }
  }

  /** Cells that need not run again. */
  List<Shard> kept() {
    return kept;
  }

  /** The files of these cells. */
  Iterable<WrittenFile> keptFiles() {
    return keptFiles.values();
  }

  /** What was left out of these cells. */
  List<Skipped> skipped() {
    return skipped;
  }

  /** What was seen about their inputs. */
  List<Remark> seen() {
    return seen;
  }

  /** The sessions that made them. */
  List<Session> sessions() {
    return sessions;
  }

  /** What a user should know of it, one sentence each. */
  List<String> sentences() {
    return sentences;
  }
}
