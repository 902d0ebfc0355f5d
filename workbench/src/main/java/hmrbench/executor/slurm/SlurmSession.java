package hmrbench.executor.slurm;

import hmrbench.config.SlurmConfig;
import hmrbench.core.Fault;
import hmrbench.executor.Executor;
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
  public List<String> preview(Submission submission, int groups) {
    JobScript script = new JobScript(config, submission, project);
    List<String> lines = new ArrayList<>();
    lines.add("would write " + submission.folder());
    for (List<Integer> part : parts(numbers(groups), arraySize())) {
      lines.add("would give: sbatch " + String.join(" ", arguments(submission, part)));
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

  /** The same, and all of a part ran out of memory equally often. */
  private List<List<Integer>> alike(List<Integer> groups, int size) {
    Map<Integer, List<Integer>> byMemory =
        groups.stream()
            .collect(Collectors.groupingBy(this::ranOut, TreeMap::new, Collectors.toList()));
    return byMemory.values().stream().flatMap(same -> parts(same, size).stream()).toList();
  }

  private int ranOut(int group) {
    return memory.getOrDefault(group, Set.of()).size();
  }

  private List<String> arguments(Submission submission, List<Integer> groups) {
    int size = arraySize();
    int offset = groups.get(0) / size * size;
    List<String> words = new ArrayList<>();
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
    for (List<Integer> part : alike(groups, size)) {
      Submitted before = submission.submitted().orElseGet(() -> Submitted.byThisProgram("slurm"));
      submission.write(before);
      String comment = "%s/%d".formatted(submission.id(), before.batches().size());
      String job = submitter.submit(submission, comment, arguments(submission, part));
      int offset = part.get(0) / size * size;
      submission.write(before.with(new Submitted.Batch(job, offset, part, Submitted.now())));
    }
  }

  @Override
  public void submitReport(Submission submission) {
    Submitted before = submission.submitted().orElseThrow();
    before.reportJob().ifPresent(old -> tools.run("scancel", List.of(old)));
    String jobs =
        before.batches().stream().map(Submitted.Batch::job).collect(Collectors.joining(":"));
    String job =
        submitter.submit(
            submission,
            "%s/report-%d".formatted(submission.id(), before.batches().size()),
            List.of(
                "--parsable",
                "--dependency=afterany:" + jobs,
                "--kill-on-invalid-dep=yes",
                submission.folder().resolve(REPORT).toString()));
    submission.write(before.withReport(job));
  }

  @Override
  public void recover(Submission submission) {
    Optional<Submitted> submitted = submission.submitted();
    if (submitted.isEmpty() || !submitted.get().executor().equals("slurm")) {
      return;
    }
    Submitted noted = submitted.get();
    int size = arraySize();
    List<List<Integer>> parts = parts(numbers(submission.groups().groups().size()), size);
    for (int next = noted.batches().size(); next < parts.size(); next++) {
      Optional<String> job = submitter.find(submission, "%s/%d".formatted(submission.id(), next));
      if (job.isEmpty()) {
        return;
      }
      int offset = parts.get(next).get(0) / size * size;
      noted = noted.with(new Submitted.Batch(job.get(), offset, parts.get(next), Submitted.now()));
      submission.write(noted);
    }
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
    String job = submitted.last(group).orElseThrow().job() + "_" + group;
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
                          + " sequences",
                      said.complaint());
                }
              }
            });
  }
}
