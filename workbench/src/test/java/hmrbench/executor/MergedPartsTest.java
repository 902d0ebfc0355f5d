package hmrbench.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.config.ConfigReader;
import hmrbench.config.ExperimentConfig;
import hmrbench.core.Fault;
import hmrbench.record.Cell;
import hmrbench.record.Manifest;
import hmrbench.record.ManifestFile;
import hmrbench.record.RunFolder;
import hmrbench.record.RunStore;
import hmrbench.record.Sha256;
import hmrbench.run.ConfigNames;
import hmrbench.run.ExperimentRun;
import hmrbench.run.Extensions;
import hmrbench.run.RunListener;
import hmrbench.testing.Shared;
import hmrbench.testing.StrictListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What workers leave, and what is made of it: the records of one program, byte for byte. */
class MergedPartsTest {

  @TempDir Path folder;

  private ConfigReader configs;
  private ExperimentConfig config;

  @BeforeEach
  void read() throws IOException {
    Path file = folder.resolve("small.yaml");
    Files.writeString(
        file,
        """
        name: small
        models: [reference-frozen, reference-float16, tcmr]
        datasets: [{name: walks, format: simulated, split: test, sequences: 2, seconds: 2}]
        protocols: [tcmr, hmrbench]
        filters: [none, slerp-0.3]
        interventions: [uniform]
        device: cpu
        """);
    configs =
        new ConfigReader(
            Shared.projectRoot(),
            Optional.empty(),
            folder,
            ConfigNames.vocabulary(Extensions.all()));
    config = configs.read(file, List.of());
  }

  /** Of every cell: two sequences of two seconds. */
  private static final int FRAMES = 120;

  /** Six groups of two cells, each at the speed that a machine is expected to have. */
  private record Pairs() implements Executor.Session {
    @Override
    public int cores() {
      return 1;
    }

    @Override
    public double groupSeconds() {
      return 2 * FRAMES * GroupPacking.SECONDS_PER_FRAME;
    }

    @Override
    public int mostTimeouts() {
      return 0;
    }

    @Override
    public boolean isDetached() {
      return false;
    }

    @Override
    public Duration pause(int looks) {
      return Duration.ZERO;
    }

    @Override
    public List<String> preview(Submission submission, Groups groups) {
      return List.of();
    }

    @Override
    public void submit(Submission submission, List<Integer> groups) {}

    @Override
    public Map<Integer, TaskState> look(Submission submission) {
      return Map.of();
    }

    @Override
    public void cancel(Submission submission) {}
  }

  private Submitting submitting(String out) {
    Path run = folder.resolve(out);
    return new Submitting(
        new CellPacking(config, configs.roots(), run, false), run, Clock.systemUTC());
  }

  private Submission submit(String out) {
    Submitting submitting = submitting(out);
    return submitting.write(submitting.pack(new Pairs(), LiveGroups.NONE, false), new Pairs());
  }

  private int work(Submission submission, int group, String job) {
    return worker(submission, group, job).work(readers(), submission.stop(group), () -> false);
  }

  private Worker.Readers readers() {
    return new Worker.Readers(
        configs,
        it -> {
          throw new AssertionError("an experiment is no recipe");
        });
  }

  private static Worker worker(Submission submission, int group, String job) {
    return new Worker(
        submission,
        group,
        new Worker.Attempt(job, 0, "here", 1),
        new StrictListener(),
        Clock.systemUTC());
  }

  private ExperimentRun.Outcome merge(String out, boolean mixed) {
    return Merging.merge(
        configs,
        folder.resolve(out),
        mixed,
        new RunListener() {
          @Override
          public void remark(String sentence) {}

          @Override
          public void progress(double done, String what) {}

          @Override
          public void failed(Cell cell, String why, Throwable cause) {}
        },
        Clock.systemUTC(),
        (outcome, lock) -> outcome);
  }

  private Path inOneProgram() {
    Path out = folder.resolve("local");
    ExperimentRun.run(
        new ExperimentRun.Request(config, configs.roots(), out, RunStore.Existing.CONTINUE, 1),
        new StrictListener(),
        Clock.systemUTC());
    return out;
  }

  /** Every record by its path, with its hash as it lies there. */
  private static Map<String, String> records(Path run) {
    Map<String, String> records = new TreeMap<>();
    for (Manifest.WrittenFile file : RunFolder.manifest(run).records().files()) {
      records.put(file.path(), Sha256.of(run.resolve(file.path())));
      assertThat(records.get(file.path())).as(file.path()).isEqualTo(file.sha256());
    }
    return records;
  }

  @Test
  void workers_in_any_order_leave_the_records_of_one_program_byte_for_byte() {
    Submission submission = submit("apart");
    int groups = submission.groups().groups().size();
    assertThat(groups).isEqualTo(6);
    IntStream.range(0, groups)
        .map(it -> groups - 1 - it)
        .forEach(group -> assertThat(work(submission, group, "job")).isZero());

    assertThat(merge("apart", false).failed()).isZero();

    Path local = inOneProgram();
    assertThat(records(folder.resolve("apart"))).isEqualTo(records(local)).hasSizeGreaterThan(20);
    assertThat(RunFolder.open(folder.resolve("apart")).manifest().records().shards())
        .isEqualTo(RunFolder.open(local).manifest().records().shards());
    assertThat(submitting("apart").pack(new Pairs(), LiveGroups.NONE, false).groups()).isEmpty();
  }

  @Test
  void a_worker_that_is_asked_to_stop_leaves_whole_cells_and_another_goes_on() throws IOException {
    Submission submission = submit("apart");
    AtomicInteger asked = new AtomicInteger();
    Worker first = worker(submission, 0, "first");
    int code =
        first.work(
            readers(),
            submission.stop(0),
            () -> {
              asked.incrementAndGet();
              return true;
            });
    assertThat(code).isEqualTo(Worker.STOPPED);
    assertThat(asked).hasPositiveValue();
    assertThat(GroupProgress.of(submission).done(submission.groups().groups().get(0))).isZero();

    Submission.touch(submission.stop(0));
    assertThat(work(submission, 0, "second")).isEqualTo(Worker.STOPPED);
    Files.delete(submission.stop(0));
    assertThat(work(submission, 0, "third")).isZero();
    assertThat(work(submission, 0, "fourth")).isZero();
    assertThat(submission.part(0, "fourth-0")).doesNotExist();
  }

  @Test
  void what_a_dead_worker_left_in_pieces_is_not_taken_and_computed_again() throws IOException {
    Submission submission = submit("apart");
    IntStream.range(0, 6).forEach(group -> work(submission, group, "job"));
    Path part = submission.part(2, "job-0");
    Path rows;
    try (var files = Files.list(part.resolve("shards"))) {
      rows = files.sorted().findFirst().orElseThrow();
    }
    Files.writeString(rows, Files.readString(rows).substring(0, 100));

    ExperimentRun.Outcome gap = merge("apart", false);
    assertThat(gap.failed()).isEqualTo(1);
    assertThat(RunFolder.manifest(folder.resolve("apart")).records().shards())
        .filteredOn(shard -> shard.state() == Manifest.State.FAILED)
        .singleElement()
        .satisfies(
            shard ->
                assertThat(shard.message())
                    .isEqualTo(
                        "it was not computed: the group that has it ended before; its log says"
                            + " why"));

    assertThat(work(submission, 2, "again")).isZero();
    assertThat(merge("apart", false).failed()).isZero();
    assertThat(records(folder.resolve("apart"))).isEqualTo(records(inOneProgram()));
  }

  @Test
  void parts_of_two_builds_are_not_mixed_unless_that_is_asked_for() throws IOException {
    Submission submission = submit("apart");
    IntStream.range(0, 6).forEach(group -> work(submission, group, "job"));
    Path manifest = submission.part(0, "job-0").resolve(ManifestFile.NAME);
    String build = submission.groups().build();
    Files.writeString(manifest, Files.readString(manifest).replace(build, "f".repeat(64)));

    assertThatThrownBy(() -> merge("apart", false))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s: was computed by another build of the program (ffffffff, this is %s): run it again"
                    .formatted(
                        submission.groups().groups().get(0).cells().get(0).cell(),
                        build.substring(0, 8))
                + " with this one, or add --allow-mixed to take it and say so on the page");
    assertThat(folder.resolve("apart").resolve(ManifestFile.NAME)).doesNotExist();

    StrictListener listener = new StrictListener();
    Merging.merge(
        configs, folder.resolve("apart"), true, listener, Clock.systemUTC(), (it, lock) -> it);
    assertThat(RunFolder.manifest(folder.resolve("apart")).remarks())
        .extracting(it -> it.kind())
        .contains("mixed-parts");
  }

  @Test
  void two_submitters_at_once_are_told_apart_and_the_mark_of_a_dead_one_is_taken_away()
      throws IOException {
    Path mark = folder.resolve("run/jobs/submitting");
    try (Submitting.Mark held = submitting("run").mark()) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> submitting("run").mark())
          .isInstanceOf(Fault.class)
          .hasMessage(
              "%s: another program submits or computes this run (%s); wait for it, or remove this"
                  + " file if that program is gone",
              mark, Files.readString(mark));
    }
    assertThat(mark).doesNotExist();
    String dead = ", process 999999999999, 2026-01-02T03:04:05Z";
    Files.writeString(mark, Host.name() + dead);
    submitting("run").mark().close();
    assertThat(folder.resolve("run/jobs")).isEmptyDirectory();
    Files.writeString(mark, "another-machine" + dead);
    assertThatThrownBy(() -> submitting("run").mark()).isInstanceOf(Fault.class);
  }
}
