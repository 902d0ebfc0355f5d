package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hmrbench.record.Manifest;
import hmrbench.record.RunFolder;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Slurm of one machine: what it computes, whatever happens to it, is what one program does. */
@Tag("long")
class RealSlurmTest {

  private static final Duration PATIENCE = Duration.ofMinutes(8);

  @TempDir Path folder;

  private String conf = "";

  @BeforeEach
  void start() throws IOException, InterruptedException {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/sbin/slurmctld"))
            && Files.isExecutable(Path.of("/usr/sbin/munged")),
        "Slurm is not installed here: apt-get install slurmctld slurmd slurm-client munge");
    conf = slurm().strip();
    assertThat(conf).endsWith("slurm.conf");
    Files.writeString(
        folder.resolve("small.yaml"),
        """
        name: small
        models: [reference-frozen, reference-float16, vibe-seq]
        datasets: [{name: walks, format: simulated, split: test, sequences: 2, seconds: 3}]
        protocols: [tcmr, hmrbench]
        frame-rates: [15, 30]
        device: cpu
        """);
    Files.writeString(
        folder.resolve("slurm.yaml"),
        "assume-shared: true\ntime: 10\ntarget-minutes: 1\narray-parallelism: 2\n");
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    if (!conf.isEmpty()) {
      slurm("stop");
    }
  }

  private String slurm(String... more) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(Shared.projectRoot().resolve("workbench/src/bench/slurm/start.sh").toString());
    words.add(folder.resolve("slurm").toString());
    words.addAll(List.of(more));
    return run(words);
  }

  private String run(List<String> words) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "said", ".out");
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.environment().put("SLURM_CONF", conf);
    Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return Files.readString(out);
  }

  private String hmrbench(String... more) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-Dhmrbench.home=" + Shared.projectRoot());
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), "hmrbench.cli.Main"));
    words.addAll(List.of(more));
    return run(words);
  }

  private void untilTheQueueIsEmpty() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!run(List.of("squeue", "-h")).isBlank()) {
      assertThat(System.nanoTime()).as("Slurm is not done in time").isLessThan(end);
      Thread.sleep(1000);
    }
  }

  /** The process of a worker that runs, as it tells itself. */
  private ProcessHandle worker() throws IOException, InterruptedException {
    for (int look = 0; look < 600; look++) {
      List<Path> said = List.of();
      try (var files = Files.walk(folder.resolve("out/jobs"))) {
        said = files.filter(it -> it.toString().matches(".*/state/\\d+\\.json")).toList();
      }
      for (Path file : said) {
        String process = Files.readString(file).replaceAll("(?s).*\"process\" : (\\d+).*", "$1");
        var alive = ProcessHandle.of(Long.parseLong(process));
        if (alive.isPresent()) {
          return alive.get();
        }
      }
      Thread.sleep(50);
    }
    throw new AssertionError("no worker was started");
  }

  private List<Manifest.WrittenFile> records(String run) {
    return RunFolder.open(folder.resolve(run)).manifest().records().files();
  }

  @Test
  void whatever_happens_to_tasks_the_records_are_those_of_one_program()
      throws IOException, InterruptedException {
    // Nothing was measured yet, and 16 s are reckoned for 9,000 frames: six cells of 9,000 go in
    // pairs into groups of a minute, six of 18,000 each into a separate one.
    Files.writeString(
        folder.resolve("small.yaml"),
        Files.readString(folder.resolve("small.yaml"))
            .replace("sequences: 2, seconds: 3", "sequences: 4, seconds: 150"));
    String first = hmrbench("run", "small.yaml", "--out", "out", "--executor", "slurm");
    assertThat(first).contains("12 cells in 9 groups").contains("an array of 9 tasks");
    worker().destroyForcibly(); // kill -9
    run(List.of("scontrol", "requeue", first.replaceAll("(?s).*job (\\d+): an array.*", "$1_5")));
    untilTheQueueIsEmpty();
    assertThat(hmrbench("status", "out")).contains("exit code 137").contains("1 failed");

    String second = hmrbench("run", "small.yaml", "--out", "out", "--executor", "slurm");
    assertThat(second)
        .containsPattern("(1 cells in 1 groups; 11|2 cells in 1 groups; 10) cells are there");
    assertThat(hmrbench("cancel", "out")).contains("cancelled ");
    untilTheQueueIsEmpty();

    String third = hmrbench("run", "small.yaml", "--out", "out", "--executor", "slurm", "--wait");
    assertThat(third).contains("report: ");
    assertThat(hmrbench("run", "small.yaml", "--out", "one")).contains("report: ");
    assertThat(records("out")).isEqualTo(records("one")).hasSizeGreaterThan(20);
  }

  private void settings(String... lines) throws IOException {
    Files.writeString(
        folder.resolve("slurm.yaml"),
        "assume-shared: true\narray-parallelism: 2\n" + String.join("\n", lines) + "\n");
  }

  @Test
  void a_time_limit_without_a_cell_fails_and_more_time_makes_the_same_records()
      throws IOException, InterruptedException {
    // One group, since groups would wait for each other; the job of the report sleeps as long.
    settings("target-minutes: 60", "time: 1", "signal-seconds: 0", "setup: [sleep 130]");
    assertThat(hmrbench("run", "small.yaml", "--out", "out", "--executor", "slurm"))
        .contains("an array of ");
    untilTheQueueIsEmpty();
    assertThat(hmrbench("status", "out"))
        .contains("failed, 0 of ")
        .contains("nothing was done and kept in the time limit; ask for more time");

    settings("target-minutes: 60", "time: 10");
    assertThat(hmrbench("run", "small.yaml", "--out", "out", "--executor", "slurm", "--wait"))
        .contains("report: ");
    assertThat(hmrbench("run", "small.yaml", "--out", "one")).contains("report: ");
    assertThat(records("out")).isEqualTo(records("one"));
  }

  @Test
  void a_task_that_is_asked_to_stop_is_requeued_and_goes_on_by_itself()
      throws IOException, InterruptedException {
    settings("target-minutes: 1", "time: 10");
    String first =
        hmrbench(
            "run",
            "small.yaml",
            "--out",
            "out",
            "--executor",
            "slurm",
            "--set",
            "datasets=[{name: walks, format: simulated, split: test, sequences: 12, seconds: 8}]");
    String job = first.replaceAll("(?s).*job (\\d+): an array.*", "$1");
    assertThat(worker().isAlive()).isTrue();
    // What Slurm does before the time limit: the signal of --signal, to the shell of the task.
    run(List.of("scancel", "--batch", "--signal=USR2", job));
    untilTheQueueIsEmpty();
    assertThat(hmrbench("status", "out")).contains(" done").doesNotContain("failed");
    assertThat(restarts()).isPositive();
    assertThat(folder.resolve("out/report.html")).exists();
  }

  /** How often Slurm started a task of them again, as the parts of their workers say. */
  private long restarts() throws IOException {
    try (var parts = Files.walk(folder.resolve("out/jobs"), 3)) {
      return parts
          .map(it -> it.getFileName().toString())
          .filter(it -> it.matches("\\d{5}-\\d+-[1-9]\\d*"))
          .count();
    }
  }

  private String train(String run, String... more) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("train", "tiny.yaml", "--work", run));
    words.addAll(List.of("--set", "output=models-" + run, "--device", "cpu"));
    words.addAll(List.of(more));
    return hmrbench(words.toArray(String[]::new));
  }

  @Test
  void a_training_that_is_asked_to_stop_goes_on_and_what_starts_from_it_waits()
      throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("tiny.yaml"),
        """
        name: tiny
        models: [spin, middle]
        seeds: [1]
        data: {clips: 16, seed: 1, fps: 30, features: 16}
        sizes: {hidden: 8, layers: 1, regressor: 8, attention: 8}
        regressor: {steps: 2000, batch: 8, rate: 0.002}
        temporal: {steps: 20, batch: 4, rate: 0.0015}
        optimiser: {final-rate: 0.05, longest-gradient: 100}
        validation: {sequences: 2, seed: 1, every: 10}
        output: models
        """);
    settings("time: 10");
    String said = train("apart", "--executor", "slurm");
    assertThat(said)
        .contains("2 trainings in 2 groups")
        .containsPattern("job \\d+: an array of 1 tasks\n.*job \\d+: an array of 1 tasks");
    Path state = folder.resolve("apart/spin/seed-1/state.safetensors");
    for (int look = 0; look < 1200 && !Files.exists(state); look++) {
      Thread.sleep(100);
    }
    assertThat(hmrbench("status", "apart"))
        .contains(", spin seed 1: running")
        .contains(", middle seed 1: waiting; waits for the training that it starts from");
    String job = said.replaceAll("(?s).*?job (\\d+): an array.*", "$1");
    run(List.of("scancel", "--batch", "--signal=USR2", job));
    untilTheQueueIsEmpty();
    assertThat(hmrbench("status", "apart")).contains("2 of 2 trainings; groups: 2 done");
    try (var files = Files.walk(folder.resolve("apart/jobs"))) {
      Path beat =
          files.filter(it -> it.toString().endsWith("state/0.json")).findFirst().orElseThrow();
      assertThat(beat).content().contains("\"restarts\" : 1");
    }
    assertThat(folder.resolve("apart/training.html")).exists();
    assertThat(train("one")).contains("checkpoints: ");
    for (String model : List.of("spin", "middle")) {
      String weights = model + "-simulated/seed-1/weights.safetensors";
      assertThat(folder.resolve("models-apart").resolve(weights))
          .hasSameBinaryContentAs(folder.resolve("models-one").resolve(weights));
    }
  }

  @Test
  void a_partition_that_is_down_or_drained_is_reported() throws IOException, InterruptedException {
    run(List.of("scontrol", "update", "PartitionName=main", "State=DRAIN"));
    assertThat(hmrbench("run", "small.yaml", "--out", "out", "--executor", "slurm"))
        .contains("; the partition takes no jobs now: `sinfo` says which does, name it as");
    assertThat(folder.resolve("out/jobs")).isEmptyDirectory();
    run(List.of("scontrol", "update", "PartitionName=main", "State=DOWN"));
    assertThat(hmrbench("run", "small.yaml", "--out", "out", "--executor", "slurm"))
        .contains("an array of ");
    assertThat(hmrbench("status", "out"))
        .contains("PartitionDown: waits until the partition or its nodes are back");
    assertThat(hmrbench("cancel", "out")).contains("cancelled ");
    assertThat(run(List.of("squeue", "-h"))).isBlank();
  }
}
