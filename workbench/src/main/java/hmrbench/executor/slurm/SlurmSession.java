package hmrbench.executor.slurm;

import hmrbench.config.SlurmConfig;
import hmrbench.core.Fault;
import hmrbench.executor.Executor;
import hmrbench.executor.Phase;
import hmrbench.executor.Submission;
import hmrbench.executor.Submitted;
import hmrbench.executor.TaskState;
import hmrbench.record.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private static final Pattern JOB = Pattern.compile("(\\d+)(;.*)?");

  /** Refusals that pass. */
  private static final Pattern FOR_THE_MOMENT =
      Pattern.compile(
          "AssocMaxSubmitJobLimit|QOSMaxSubmitJobPerUserLimit|Socket timed out|Unable to contact"
              + "|no answer in|Slurm temporarily unable|Resource temporarily unavailable");

  private static final int TRIES = 4;

  /** After which a machine that broke is avoided. */
  private static final int MOST_BREAKS = 2;

  private static final String SCRIPT = "job.sbatch";
  private static final String REPORT = "report.sbatch";

  private final SlurmConfig config;
  private final SlurmTools tools;
  private final Path project;
  private final Duration firstPause;
  private final Map<String, Set<String>> breaks = new HashMap<>();
  private int errors;

  SlurmSession(SlurmConfig config, SlurmTools tools, Path project, Duration firstPause) {
    this.config = config;
    this.tools = tools;
    this.project = project;
    this.firstPause = firstPause;
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
    return config.maxTimeouts();
  }

  @Override
  public boolean copiesProgram() {
    return config.copy();
  }

  @Override
  public boolean isDetached() {
    return true;
  }

  @Override
  public Duration pause(int looks) {
    Duration usual = Duration.ofSeconds(Math.min(180, 30 + 10L * looks));
    return errors > 0 ? usual.multipliedBy(2) : usual;
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
                Collectors.groupingBy(
                    group -> group / size, java.util.TreeMap::new, Collectors.toList()))
            .values());
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
                config.parallel()));
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
      throw new Fault(
          Fault.Kind.FAILED_RUNNING, "%s: cannot be made: %s".formatted(submission.logs(), e), e);
    }
    int size = arraySize();
    for (List<Integer> part : parts(groups, size)) {
      Submitted before = submission.submitted().orElseGet(() -> Submitted.byThisProgram("slurm"));
      submission.write(before);
      String comment = "%s/%d".formatted(submission.id(), before.batches().size());
      String job = sbatch(submission, comment, arguments(submission, part));
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
        sbatch(
            submission,
            "%s/report-%d".formatted(submission.id(), before.batches().size()),
            List.of(
                "--parsable",
                "--dependency=afterany:" + jobs,
                "--kill-on-invalid-dep=yes",
                submission.folder().resolve(REPORT).toString()));
    submission.write(before.withReport(job));
  }

  /** Hands a script over; one that was accepted without an answer is found by its comment. */
  private String sbatch(Submission submission, String comment, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of("--comment=" + comment));
    words.addAll(arguments);
    Duration pause = firstPause;
    for (int attempt = 1; ; attempt++) {
      SlurmTools.Said said = tools.run("sbatch", words);
      Matcher id = JOB.matcher(said.out().strip());
      if (said.isGood() && id.matches()) {
        return id.group(1);
      }
      String complaint = said.complaint();
      if (!FOR_THE_MOMENT.matcher(complaint).find()) {
        throw refused(complaint);
      }
      Optional<String> accepted = find(submission, comment);
      if (accepted.isPresent()) {
        return accepted.get();
      }
      if (attempt == TRIES) {
        throw Fault.running(
            "sbatch: %s, %d times; nothing of this was submitted: give the command again later",
            complaint, TRIES);
      }
      sleep(pause);
      pause = pause.multipliedBy(2);
    }
  }

  private static Fault refused(String complaint) {
    if (complaint.contains("partition")) {
      return Fault.asked(
          "sbatch: %s; `sinfo` lists the partitions: name one as partition in slurm.yaml",
          complaint);
    }
    if (complaint.contains("account") || complaint.contains("qos")) {
      return Fault.asked("sbatch: %s; set account or qos in slurm.yaml", complaint);
    }
    return Fault.asked("sbatch: %s; change slurm.yaml", complaint);
  }

  private Optional<String> find(Submission submission, String comment) {
    SlurmTools.Said said =
        tools.run(
            "squeue",
            List.of("-h", "-t", "all", "-n", JobScript.jobName(submission), "-o", "%F|%k"));
    return said.out()
        .lines()
        .map(line -> line.split("\\|", 2))
        .filter(fields -> fields.length == 2 && fields[1].strip().equals(comment))
        .map(fields -> fields[0].strip())
        .findFirst();
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Fault.running("submitting was interrupted; give the command again");
    }
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
      Optional<String> job = find(submission, "%s/%d".formatted(submission.id(), next));
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
    Set<String> jobs =
        submitted.get().batches().stream()
            .map(Submitted.Batch::job)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Map<String, TaskState> byTask = statesOf(String.join(",", jobs));
    Map<Integer, TaskState> states = new HashMap<>();
    Set<Integer> all = new HashSet<>();
    submitted.get().batches().forEach(batch -> all.addAll(batch.groups()));
    for (int group : all) {
      Submitted.Batch batch = submitted.get().last(group).orElseThrow();
      String task = "%s_%d".formatted(batch.job(), group - batch.offset());
      TaskState state =
          Optional.ofNullable(byTask.get(task))
              .orElseGet(() -> TaskState.of(Phase.UNKNOWN, "Slurm does not know job " + task));
      TaskState known = withExitFile(submission, group, batch, state);
      if (known.phase() == Phase.TAKEN_AWAY && known.word().startsWith("NODE_FAIL")) {
        breaks.computeIfAbsent(known.node(), first -> new HashSet<>()).add(task);
      }
      states.put(group, known);
    }
    return states;
  }

  /** squeue knows what waits and runs; sacct, where there is one, how it ended. */
  private Map<String, TaskState> statesOf(String jobs) {
    errors = 0;
    Map<String, TaskState> states = new HashMap<>();
    if (tools.has("sacct")) {
      SlurmTools.Said sacct =
          tools.run(
              "sacct",
              List.of("-X", "-n", "-P", "-o", "JobID,State,ExitCode,NodeList,ReqMem", "-j", jobs));
      if (sacct.isGood()) {
        states.putAll(JobStates.ofSacct(sacct.out()));
      }
    }
    SlurmTools.Said squeue =
        tools.run("squeue", List.of("-h", "-t", "all", "-r", "-o", "%i|%T|%r|%N", "-j", jobs));
    if (squeue.isGood()) {
      JobStates.ofSqueue(squeue.out())
          .forEach(
              (task, state) -> {
                boolean live =
                    state.phase() == Phase.WAITING
                        || state.phase() == Phase.RUNNING
                        || state.phase() == Phase.HELD;
                if (live || !states.containsKey(task)) {
                  states.put(task, state);
                }
              });
    } else if (!squeue.complaint().contains("Invalid job id")) {
      errors++;
    }
    return states;
  }

  /** What the task itself wrote of its end, where Slurm has forgotten it or has no account. */
  private static TaskState withExitFile(
      Submission submission, int group, Submitted.Batch batch, TaskState state) {
    if (state.phase() != Phase.UNKNOWN && state.phase() != Phase.FAILED) {
      return state;
    }
    Path file = submission.folder().resolve("exit").resolve(Integer.toString(group));
    try {
      String[] words =
          Files.isRegularFile(file) ? Files.readString(file).strip().split(" ", -1) : new String[0];
      if (words.length == 3 && words[0].equals(batch.job()) && words[2].matches("\\d{1,3}")) {
        int code = Integer.parseInt(words[2]);
        String word = state.phase() == Phase.UNKNOWN ? "ended" : state.word();
        return new TaskState(
            code == 0 ? Phase.COMPLETED : Phase.FAILED, word, code, state.node(), state.detail());
      }
    } catch (IOException e) {
      return state; // What cannot be read says nothing.
    }
    return state;
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
