package hmrbench.executor.slurm;

import hmrbench.config.SlurmConfig;
import hmrbench.core.Fault;
import hmrbench.executor.Executor;
import hmrbench.executor.Groups;
import hmrbench.executor.Phase;
import hmrbench.executor.Submission;
import hmrbench.executor.Submitted;
import hmrbench.executor.TaskState;
import hmrbench.io.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one command does with Slurm. */
final class SlurmSession implements Executor.Session {

  /** Indices of an array that sites allow where they do not say. */
  private static final int STANDARD_ARRAY = 1001;

  private static final int MOST_GROUPS = 1000;

  private static final Pattern ARRAY_SIZE = Pattern.compile("(?m)^MaxArraySize\\s*=\\s*(\\d+)");

  /** After which a machine that broke is avoided. */
  private static final int MOST_BREAKS = 2;

  /** How often a group is submitted with more memory. */
  private static final int MOST_MEMORY = 3;

  private static final String SCRIPT = "job.sbatch";
  private static final String REPORT = "report.sbatch";

  private final SlurmConfig config;
  private final SlurmTools tools;
  private final Path project;
  private final Submitter submitter;
  private final QueueLook queue;

  /** By machine, the tasks that it broke under. */
  private final Map<String, Set<String>> breaks = new HashMap<>();

  /** By group, the tasks that ran out of memory. */
  private final Map<Integer, Set<String>> memory = new HashMap<>();

  SlurmSession(SlurmConfig config, SlurmTools tools, Path project, Duration firstPause) {
    this.config = config;
    this.tools = tools;
    this.project = project;
    this.submitter = new Submitter(tools, firstPause);
    this.queue = new QueueLook(tools);
  }

  @Override
  public int cores() {
    return config.cpus().orElse(1);
  }

  @Override
  public double groupSeconds() {
    return config.groupSeconds();
  }

  @Override
  public int mostTimeouts() {
    return config.groups().maxTimeouts();
  }

  @Override
  public int mostMemory() {
    return config.groups().memoryFactor().isPresent() ? MOST_MEMORY : 0;
  }

  @Override
  public boolean copiesProgram() {
    return config.program().copy();
  }

  @Override
  public boolean isDetached() {
    return true;
  }

  @Override
  public Duration pause(int looks) {
    Duration usual = Duration.ofSeconds(Math.min(180, 30 + 10L * looks));
    return queue.isAnswered() ? usual : usual.multipliedBy(2);
  }

  @Override
  public List<String> preview(Submission submission, Groups groups) {
    JobScript script = new JobScript(config, submission, project);
    List<String> lines = new ArrayList<>();
    lines.add("would write " + submission.folder());
    int size = arraySize();
    for (List<Integer> part : alike(numbers(groups.groups().size()), groups, size)) {
      List<Integer> after = groups.groups().get(part.get(0)).after();
      List<String> awaited = after.stream().map("<task of group %d>"::formatted).toList();
      lines.add(
          "would give: sbatch " + String.join(" ", arguments(submission, part, size, awaited)));
    }
    lines.add("--- " + SCRIPT);
    script.ofArray().lines().forEach(lines::add);
    lines.add("--- " + REPORT + ", after all tasks have ended");
    script.ofReport().lines().forEach(lines::add);
    return lines;
  }

  private static List<Integer> numbers(int count) {
    return java.util.stream.IntStream.range(0, count).boxed().toList();
  }

  private int arraySize() {
    if (!tools.has("scontrol")) {
      return MOST_GROUPS;
    }
    Matcher size = ARRAY_SIZE.matcher(tools.run("scontrol", List.of("show", "config")).out());
    int most = size.find() ? Integer.parseInt(size.group(1)) : STANDARD_ARRAY;
    return Math.min(MOST_GROUPS, Math.max(1, most - 1));
  }

  /** Groups whose numbers less a common offset fit into one array. */
  private static List<List<Integer>> parts(List<Integer> groups, int size) {
    return List.copyOf(
        groups.stream()
            .sorted()
            .collect(
                Collectors.groupingBy(group -> group / size, TreeMap::new, Collectors.toList()))
            .values());
  }

  /** The same; all of a part ran out of memory equally often, and start from the same groups. */
  private List<List<Integer>> alike(List<Integer> groups, Groups all, int size) {
    Map<Object, List<Integer>> alike = new LinkedHashMap<>();
    for (int group : groups.stream().sorted().toList()) {
      alike
          .computeIfAbsent(
              List.of(ranOut(group), all.groups().get(group).after()), first -> new ArrayList<>())
          .add(group);
    }
    return alike.values().stream().flatMap(same -> parts(same, size).stream()).toList();
  }

  /**
   * That a job starts once others have ended; where that cannot be any more, it is removed.
   *
   * @param how Slurm's word: {@code afterok}, {@code afterany}
   */
  private static List<String> dependency(String how, List<String> jobs) {
    return jobs.isEmpty()
        ? List.of()
        : List.of(
            "--dependency=%s:%s".formatted(how, String.join(":", jobs)),
            "--kill-on-invalid-dep=yes");
  }

  /** Tasks whose checkpoints a group starts from, where they are not there yet. */
  private static List<String> awaited(Submission submission, Groups groups, int group) {
    Submitted submitted = submission.submitted().orElseThrow();
    return groups.groups().get(group).after().stream()
        .filter(it -> !submission.isTrained(it))
        .map(it -> submitted.last(it).orElseThrow().task(it))
        .toList();
  }

  private int ranOut(int group) {
    return memory.getOrDefault(group, Set.of()).size();
  }

  /** What the number of a group is more than its index in the array. */
  private static int offset(List<Integer> groups, int size) {
    return groups.get(0) / size * size;
  }

  private static Submitted.Batch batch(String job, List<Integer> groups, int size) {
    return new Submitted.Batch(job, offset(groups, size), groups, Submitted.now());
  }

  private List<String> arguments(
      Submission submission, List<Integer> groups, int size, List<String> awaited) {
    int offset = offset(groups, size);
    List<String> words = new ArrayList<>(dependency("afterok", awaited));
    words.add("--parsable");
    words.add(
        "--array=%s%%%d"
            .formatted(
                JobStates.ranges(groups.stream().map(it -> it - offset).toList()),
                config.groups().parallel()));
    List<String> avoided =
        breaks.entrySet().stream()
            .filter(it -> it.getValue().size() >= MOST_BREAKS)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    if (!avoided.isEmpty()) {
      words.add(
          "--exclude="
              + Stream.concat(Stream.ofNullable(config.options().get("exclude")), avoided.stream())
                  .collect(Collectors.joining(",")));
    }
    config.memoryAfter(ranOut(groups.get(0))).ifPresent(words::add);
    words.add(submission.folder().resolve(SCRIPT).toString());
    words.add(Integer.toString(offset));
    return words;
  }

  @Override
  public void submit(Submission submission, List<Integer> groups) {
    JobScript script = new JobScript(config, submission, project);
    TextFile.write(submission.folder().resolve(SCRIPT), script.ofArray());
    TextFile.write(submission.folder().resolve(REPORT), script.ofReport());
    try {
      Files.createDirectories(submission.logs());
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, submission.logs(), "cannot be made", e);
    }
    int size = arraySize();
    Groups all = submission.groups();
    for (List<Integer> part : alike(groups, all, size)) {
      Submitted before =
          submission.submitted().orElseGet(() -> Submitted.byThisProgram("slurm")).about(part);
      submission.write(before);
      String comment = "%s/%d".formatted(submission.id(), before.batches().size());
      List<String> awaited = awaited(submission, all, part.get(0));
      String job =
          submitted(submission, before, comment, arguments(submission, part, size, awaited));
      submission.write(before.with(batch(job, part, size)));
    }
  }

  /** Says what goes on where a later array is refused. */
  private String submitted(
      Submission submission, Submitted before, String comment, List<String> words) {
    try {
      return submitter.submit(submission, comment, words);
    } catch (Fault e) {
      if (before.batches().isEmpty()) {
        throw e;
      }
      throw new Fault(
          e.kind(),
          "%s; jobs that were submitted before go on (%s): the same command submits what is missing"
              .formatted(
                  e.getMessage(),
                  before.batches().stream()
                      .map(Submitted.Batch::job)
                      .collect(Collectors.joining(", "))),
          e);
    }
  }

  @Override
  public void submitReport(Submission submission) {
    Submitted before = submission.submitted().orElseThrow();
    before.reportJob().ifPresent(old -> tools.run("scancel", List.of(old)));
    List<String> words = new ArrayList<>(List.of("--parsable"));
    words.addAll(
        dependency("afterany", before.batches().stream().map(Submitted.Batch::job).toList()));
    words.add(submission.folder().resolve(REPORT).toString());
    String job =
        submitter.submit(
            submission, "%s/report-%d".formatted(submission.id(), before.batches().size()), words);
    submission.write(before.withReport(job));
  }

  @Override
  public void recover(Submission submission) {
    Optional<Submitted> submitted = submission.submitted();
    if (submitted.isEmpty() || !submitted.get().executor().equals("slurm")) {
      return;
    }
    Submitted noted = submitted.get();
    if (noted.next().isEmpty()) {
      return;
    }
    int size = arraySize();
    submitter
        .find(submission, "%s/%d".formatted(submission.id(), noted.batches().size()))
        .ifPresent(job -> submission.write(noted.with(batch(job, noted.next(), size))));
  }

  @Override
  public Map<Integer, TaskState> look(Submission submission) {
    Optional<Submitted> submitted = submission.submitted();
    if (submitted.isEmpty() || !submitted.get().executor().equals("slurm")) {
      return Map.of();
    }
    Map<Integer, TaskState> states = queue.of(submission, submitted.get());
    states.forEach((group, state) -> note(group, state, submitted.get()));
    return states;
  }

  /** Notes what the next submission of a group heeds. */
  private void note(int group, TaskState state, Submitted submitted) {
    String job = submitted.last(group).orElseThrow().task(group);
    if (state.phase() == Phase.TAKEN_AWAY && state.word().startsWith("NODE_FAIL")) {
      breaks.computeIfAbsent(state.node(), first -> new HashSet<>()).add(job);
    }
    if (state.phase() == Phase.OUT_OF_MEMORY) {
      memory.computeIfAbsent(group, first -> new HashSet<>()).add(job);
    }
  }

  @Override
  public void cancel(Submission submission) {
    submission.askToStop();
    submission
        .submitted()
        .filter(it -> it.executor().equals("slurm"))
        .ifPresent(
            submitted -> {
              List<String> jobs =
                  new ArrayList<>(submitted.batches().stream().map(Submitted.Batch::job).toList());
              submitted.reportJob().ifPresent(jobs::add);
              if (!jobs.isEmpty()) {
                SlurmTools.Said said = tools.run("scancel", jobs);
                if (!said.isGood() && !said.complaint().contains("Invalid job id")) {
                  throw Fault.running(
                      "scancel: %s; the tasks were asked to stop by files, and stop between two"
                          + " sequences, or two steps of a training",
                      said.complaint());
                }
              }
            });
  }
}
