package hmrbench.executor;

import hmrbench.core.Fault;
import hmrbench.io.FolderLock;
import hmrbench.io.TextFile;
import hmrbench.record.Part;
import hmrbench.record.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of a submission, within that of its run: {@code jobs/<id>}. What is to be computed,
 * the program that computes it, what was submitted, and what came back.
 *
 * @param folder absolute
 */
public record Submission(Path folder) {

  private static final String GROUPS = "groups.json";
  private static final String SUBMITTED = "submitted.json";
  private static final String PARTS = "parts";

  /** Below the folder of a run, oldest first. */
  public static List<Submission> of(Path run) {
    return list(run.toAbsolutePath().resolve(FolderLock.JOBS)).stream()
        .filter(it -> Files.isRegularFile(it.resolve(GROUPS)))
        .map(Submission::new)
        .toList();
  }

  /** All parts of a run, in the order of their names. */
  public static List<Part> parts(Path run) {
    return of(run).stream().flatMap(it -> it.parts().stream()).toList();
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, folder, "cannot be listed", e);
    }
  }

  /** The submission that a file of groups belongs to. */
  public static Submission ofGroups(Path groups) {
    Path folder = groups.toAbsolutePath().normalize().getParent();
    if (folder == null || !Files.isRegularFile(groups)) {
      throw Fault.asked("%s: there is no such file of groups", groups);
    }
    return new Submission(folder);
  }

  /** Its name. */
  public String id() {
    return String.valueOf(folder.getFileName());
  }

  /** The folder of the run that it is part of. */
  public Path run() {
    Path jobs = folder.getParent();
    return java.util.Objects.requireNonNull(jobs == null ? null : jobs.getParent(), "no run");
  }

  /** The experiment with every default written out. */
  public Path config() {
    return folder.resolve(RunStore.CONFIG);
  }

  /** What is to be computed. */
  public Path groupsFile() {
    return folder.resolve(GROUPS);
  }

  public Groups groups() {
    return JsonFile.read(groupsFile(), Groups.class);
  }

  void write(Groups groups, Optional<String> config) {
    config.ifPresent(text -> TextFile.write(config(), text));
    JsonFile.write(groupsFile(), groups);
  }

  /** What was submitted; nothing where it was not. */
  public Optional<Submitted> submitted() {
    Path file = folder.resolve(SUBMITTED);
    return Files.isRegularFile(file)
        ? Optional.of(JsonFile.read(file, Submitted.class))
        : Optional.empty();
  }

  /** Notes what was submitted. */
  public void write(Submitted submitted) {
    JsonFile.write(folder.resolve(SUBMITTED), submitted);
  }

  /** The parts that its workers wrote, in the order of their names. */
  public List<Part> parts() {
    return list(folder.resolve(PARTS)).stream().flatMap(it -> Part.open(it).stream()).toList();
  }

  /** Where a worker writes its part. */
  Path part(int group, String attempt) {
    return folder.resolve(PARTS).resolve("%05d-%s".formatted(group, attempt));
  }

  private Path trained(int group) {
    return folder.resolve("trained").resolve(group + ".json");
  }

  /** Whether the checkpoint that a worker made of a group is there, whole and on the disk. */
  public boolean isTrained(int group) {
    return JsonFile.readIfThere(trained(group), Trained.class)
        .filter(Trained::stillThere)
        .isPresent();
  }

  void write(Trained trained) {
    JsonFile.write(trained(trained.group()), trained);
  }

  /** What asks a worker to stop after what is in hand. */
  public Path stop(int group) {
    return folder.resolve("stop").resolve(Integer.toString(group));
  }

  /** What says that no worker may start any more. */
  public Path cancelled() {
    return folder.resolve("cancelled");
  }

  /** Where workers print to. */
  public Path logs() {
    return folder.resolve("logs");
  }

  private Path state(int group) {
    return folder.resolve("state").resolve(group + ".json");
  }

  /** What a worker last said. */
  public Optional<Heartbeat> heartbeat(int group) {
    return JsonFile.readIfThere(state(group), Heartbeat.class);
  }

  void write(Heartbeat beat) {
    JsonFile.write(state(beat.group()), beat);
  }

  /** Makes a file that only has to be there. */
  static void touch(Path file) {
    TextFile.write(file, "");
  }

  /** Asks all workers to stop, and no other to start. */
  public void askToStop() {
    touch(cancelled());
    groups().groups().forEach(group -> touch(stop(group.index())));
  }
}
