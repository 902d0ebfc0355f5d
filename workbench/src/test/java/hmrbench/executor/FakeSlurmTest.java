package hmrbench.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.config.TrainingName;
import hmrbench.core.Fault;
import hmrbench.executor.slurm.SlurmExecutor;
import hmrbench.io.NdArray;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.record.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is submitted to Slurm and made of its answers; its commands answer what a test tells them.
 */
@DisabledOnOs(OS.WINDOWS)
class FakeSlurmTest {

  /** Answers with the files COMMAND.N.out, .err and .code of its N-th call, or without N. */
  private static final String FAKE =
      """
      #!/bin/bash
      d=$(dirname "$0"); c=$(basename "$0")
      echo "$c $*" >>"$d/calls"
      n=$(( $(cat "$d/$c.n" 2>/dev/null || echo 0) + 1 )); echo $n >"$d/$c.n"
      f="$d/$c.$n"
      [ -e "$f.out" ] || [ -e "$f.err" ] || f="$d/$c"
      [ -e "$f.err" ] && cat "$f.err" >&2
      [ -e "$f.out" ] && cat "$f.out"
      exit $(cat "$f.code" 2>/dev/null || echo 0)
      """;

  @TempDir Path folder;

  private Path bin;
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void commands() throws IOException {
    bin = Files.createDirectory(folder.resolve("bin"));
    for (String command : List.of("sbatch", "sacct", "squeue", "scancel", "scontrol")) {
      add(command);
    }
    answer("sbatch", "41\n");
    answer("scontrol", "MaxArraySize            = 1001\n");
  }

  private void add(String command) throws IOException {
    Path file = bin.resolve(command);
    Files.writeString(file, FAKE);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private void answer(String command, String out) throws IOException {
    Files.writeString(bin.resolve(command + ".out"), out);
  }

  private void refuse(String command, String err) throws IOException {
    Files.writeString(bin.resolve(command + ".err"), err);
    Files.writeString(bin.resolve(command + ".code"), "1");
  }

  private List<String> calls(String command) throws IOException {
    Path file = bin.resolve("calls");
    return Files.exists(file)
        ? Files.readAllLines(file).stream().filter(it -> it.startsWith(command + " ")).toList()
        : List.of();
  }

  private Executor.Session session(String settings) throws IOException {
    Path file = folder.resolve("slurm.yaml");
    Files.writeString(file, settings);
    return new SlurmExecutor(Map.of("PATH", bin.toString()), Duration.ofMillis(1))
        .open(
            new Executor.Order(
                folder.resolve("run"), folder, Optional.of(file), 0, List.of(), false));
  }

  private Executor.Session session() throws IOException {
    return session("assume-shared: true\npartition: gpu\ntime: 30\n");
  }

  private Submission submission(int groups) {
    Submission submission = new Submission(folder.resolve("run/jobs/20260102-030405-1a2b3c4d"));
    submission.write(
        new Groups(
            "build",
            false,
            false,
            true,
            0,
            0,
            IntStream.range(0, groups)
                .mapToObj(
                    it ->
                        new Group(
                            it,
                            10,
                            List.of(
                                new Group.Work(
                                    new Cell("m", "d", "p", 30, "none", "" + (it + 1)), false))))
                .toList(),
            null),
        Optional.of("name: small\n"));
    return submission;
  }

  private Submission submitted(Executor.Session session, int groups) {
    Submission submission = submission(groups);
    session.submit(submission, IntStream.range(0, groups).boxed().toList());
    return submission;
  }

  /** Of two seeds: regressors 0 and 1; networks 2 and 3 start from the first, 4 from the second. */
  private Submission trainings() {
    Submission submission = new Submission(folder.resolve("run/jobs/20260102-030405-1a2b3c4d"));
    submission.write(
        new Groups(
            "build",
            false,
            false,
            true,
            0,
            0,
            List.of(
                Group.of(0, new TrainingName("spin", 1, true), "hash", List.of()),
                Group.of(1, new TrainingName("spin", 2, true), "hash", List.of()),
                Group.of(2, new TrainingName("tcmr", 1, false), "hash", List.of(0)),
                Group.of(3, new TrainingName("vibe", 1, false), "hash", List.of(0)),
                Group.of(4, new TrainingName("tcmr", 2, false), "hash", List.of(1))),
            new SubmittedRecipe("recipe.yaml", "/", List.of(), "train it", "cpu", "hash")),
        Optional.empty());
    return submission;
  }

  private void hasTrained(Submission submission, int group) throws IOException {
    Path weights = Files.createTempFile(folder, "weights", "");
    submission.write(new Trained(group, weights.toString(), Files.size(weights)));
  }

  private void hasSaved(String model, int seed, int steps) {
    SafeTensors.write(
        folder.resolve("run/%s/seed-%d/state.safetensors".formatted(model, seed)),
        Map.of("weights", NdArray.of(new float[1], 1)),
        Map.of("steps", Integer.toString(steps)));
  }

  private SubmissionFollower following(Executor.Session session, Submission submission) {
    Clock clock =
        new Clock() {
          @Override
          public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now;
          }
        };
    return new SubmissionFollower(session, submission, clock, said::add);
  }

  @Test
  void an_array_with_a_throttle_is_submitted_and_a_report_job_after_it() throws IOException {
    Executor.Session session = session();
    Submission submission = submitted(session, 3);
    Files.writeString(bin.resolve("sbatch.2.out"), "42;cluster\n");
    session.submitReport(submission);

    Path at = submission.folder();
    assertThat(calls("sbatch"))
        .containsExactly(
            "sbatch --comment=20260102-030405-1a2b3c4d/0 --parsable --array=0-2%8 "
                + at.resolve("job.sbatch")
                + " 0",
            "sbatch --comment=20260102-030405-1a2b3c4d/report-1 --parsable"
                + " --dependency=afterany:41 --kill-on-invalid-dep=yes "
                + at.resolve("report.sbatch"));
    Submitted noted = submission.submitted().orElseThrow();
    assertThat(noted.batches().get(0).job()).isEqualTo("41");
    assertThat(noted.reportJob()).contains("42");
    assertThat(Files.readAllLines(at.resolve("job.sbatch")))
        .startsWith("#!/bin/bash", "#SBATCH --job-name=hmr-1a2b3c4d")
        .contains(
            "#SBATCH --partition=gpu",
            "#SBATCH --time=30",
            "#SBATCH --signal=B:USR2@120",
            "#SBATCH --open-mode=append",
            "#SBATCH --requeue",
            "trap ask USR2 TERM")
        .anyMatch(
            it ->
                it.contains(
                    " -Dhmrbench.natives=%s -Djava.awt.headless=true "
                        .formatted(System.getProperty("hmrbench.natives", "cpu"))));
  }

  @Test
  void more_groups_than_an_array_holds_become_several_arrays() throws IOException {
    answer("scontrol", "MaxArraySize            = 3\n");
    Executor.Session session = session();
    Submission submission = submitted(session, 5);

    assertThat(calls("sbatch"))
        .extracting(it -> it.replaceAll(".*(--array=\\S+) \\S+ (\\d+)", "$1 $2"))
        .containsExactly("--array=0-1%8 0", "--array=0-1%8 2", "--array=0%8 4");
    answer("sacct", "");
    answer("squeue", "41_0|RUNNING|None|n1\n");
    assertThat(session.look(submission).get(4).phase()).isEqualTo(Phase.RUNNING);
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING, 0:0, WAITING, WAIT",
    "REQUEUED, 0:0, WAITING, WAIT",
    "SUSPENDED, 0:0, WAITING, WAIT",
    "RESIZING, 0:0, WAITING, WAIT",
    "CONFIGURING, 0:0, WAITING, WAIT",
    "RUNNING, 0:0, RUNNING, WAIT",
    "COMPLETING, 0:0, RUNNING, WAIT",
    "SIGNALING, 0:0, RUNNING, WAIT",
    "STAGE_OUT, 0:0, RUNNING, WAIT",
    "COMPLETED, 0:0, RUNNING, WAIT",
    "PREEMPTED, 0:15, WAITING, AGAIN",
    "NODE_FAIL, 0:0, WAITING, AGAIN",
    "BOOT_FAIL, 0:0, WAITING, AGAIN",
    "TIMEOUT, 0:0, FAILED, NOTHING",
    "OUT_OF_MEMORY, 0:125, FAILED, NOTHING",
    "CANCELLED by 1234, 0:0, STOPPED, NOTHING",
    "FAILED, 1:0, WAITING, AGAIN_COUNTED",
    "FAILED, 0:9, WAITING, AGAIN_COUNTED",
    "FAILED, 75:0, WAITING, AGAIN_COUNTED",
    "FAILED, 2:0, FAILED, STOP_ALL",
    "REQUEUE_HOLD, 0:0, HELD, NOTHING",
    "SPECIAL_EXIT, 0:0, HELD, NOTHING",
    "WHATEVER, 0:0, UNKNOWN, WAIT"
  })
  void every_state_of_slurm_has_its_verdict(
      String word, String code, GroupVerdict.Status status, GroupVerdict.Act act)
      throws IOException {
    Executor.Session session = session();
    Submission submission = submitted(session, 1);
    answer("sacct", "41_0|%s|%s|n1|24G\n41_0.batch|RUNNING|0:0|n1|\n".formatted(word, code));
    answer("squeue", "");

    TaskState state = session.look(submission).get(0);
    GroupVerdict verdict =
        new Judge(3, 0).of(new Judge.Known(false, state, 0, 0, 0, false, Duration.ofSeconds(1)));
    assertThat(verdict.status()).isEqualTo(status);
    assertThat(verdict.act()).isEqualTo(act);
  }

  @Test
  void a_group_that_failed_is_submitted_once_more_and_then_given_up() throws IOException {
    Executor.Session session = session();
    Submission submission = submitted(session, 2);
    answer("sacct", "41_0|FAILED|1:0|n1|\n41_1|CANCELLED by 7|0:0|n1|\n");
    SubmissionFollower following = following(session, submission);

    assertThat(following.look()).isTrue();
    assertThat(calls("sbatch").get(1)).contains("/1 --parsable --array=0%8 ");
    assertThat(following.look()).isFalse();
    assertThat(said)
        .containsExactly(
            "group 0 is submitted again: FAILED, exit code 1 on n1",
            "group 1: CANCELLED by 7",
            "0 of 2 cells; groups: 1 waiting, 1 stopped",
            "group 0: FAILED, exit code 1 on n1, twice",
            "0 of 2 cells; groups: 1 failed, 1 stopped");
  }

  @Test
  void a_request_that_is_wrong_stops_what_would_be_submitted() throws IOException {
    Executor.Session session = session();
    Submission submission = submitted(session, 2);
    answer("sacct", "41_0|FAILED|2:0|n1|\n41_1|PREEMPTED|0:0|n1|\n");
    assertThat(following(session, submission).look()).isFalse();
    assertThat(calls("sbatch")).hasSize(1);
  }

  @Test
  void a_time_limit_counts_where_cells_were_done_and_ends_after_three() {
    Judge judge = new Judge(3, 0);
    TaskState timeout = TaskState.of(Phase.TIMEOUT, "TIMEOUT");
    for (int before = 0; before < 3; before++) {
      assertThat(judge.of(new Judge.Known(false, timeout, 0, before, 0, true, Duration.ZERO)).act())
          .isEqualTo(GroupVerdict.Act.AGAIN_COUNTED);
    }
    assertThat(judge.of(new Judge.Known(false, timeout, 0, 3, 0, true, Duration.ZERO)).why())
        .isEqualTo("reached its time limit 4 times; ask for more time");
    assertThat(judge.of(new Judge.Known(false, timeout, 0, 0, 0, false, Duration.ZERO)).why())
        .isEqualTo("nothing was done and kept in the time limit; ask for more time");
  }

  @Test
  void what_was_said_to_be_done_may_lag_and_what_nobody_knows_is_given_up_later() {
    Judge judge = new Judge(3, 0);
    TaskState done = TaskState.of(Phase.COMPLETED, "COMPLETED");
    TaskState unknown = TaskState.of(Phase.UNKNOWN, "unknown");
    Duration lag = Duration.ofSeconds(271);
    assertThat(judge.of(new Judge.Known(false, done, 0, 0, 0, false, lag)).why())
        .isEqualTo("said done, but its records are not there");
    assertThat(judge.of(new Judge.Known(true, done, 0, 0, 0, false, lag)).status())
        .isEqualTo(GroupVerdict.Status.DONE);
    assertThat(judge.of(new Judge.Known(false, unknown, 0, 0, 0, false, lag)).status())
        .isEqualTo(GroupVerdict.Status.UNKNOWN);
    assertThat(
            judge.of(new Judge.Known(false, unknown, 0, 0, 0, false, Duration.ofMinutes(10))).why())
        .isEqualTo("unknown; no one has known of it for 10 minutes");
  }

  @Test
  void without_an_account_the_queue_and_then_the_task_itself_tell() throws IOException {
    Files.delete(bin.resolve("sacct"));
    Executor.Session session = session();
    Submission submission = submitted(session, 3);
    answer("squeue", "41_0|RUNNING|None|n1\n41_1|PENDING|PartitionDown|\n");
    Files.createDirectories(submission.folder().resolve("exit"));
    Files.writeString(submission.folder().resolve("exit/2"), "41 0 1\n");

    Map<Integer, TaskState> states = session.look(submission);
    assertThat(states.get(0).phase()).isEqualTo(Phase.RUNNING);
    assertThat(states.get(1).detail()).startsWith("PartitionDown: waits until ");
    assertThat(states.get(2)).isEqualTo(new TaskState(Phase.FAILED, "ended", 1, "", ""));

    Files.writeString(submission.folder().resolve("exit/2"), "40 0 0\n");
    assertThat(session.look(submission).get(2).phase()).isEqualTo(Phase.UNKNOWN);
  }

  @Test
  void an_account_that_is_behind_gives_way_to_the_queue() throws IOException {
    Executor.Session session = session();
    Submission submission = submitted(session, 2);
    answer("sacct", "41_0|COMPLETED|0:0|n1|\n41_[1-1%8]|PENDING|0:0|None assigned|\n");
    answer("squeue", "41_1|RUNNING|None|n2\n");
    Map<Integer, TaskState> states = session.look(submission);
    assertThat(states.get(0).phase()).isEqualTo(Phase.COMPLETED);
    assertThat(states.get(1).node()).isEqualTo("n2");
  }

  @Test
  void a_scheduler_that_does_not_answer_says_nothing_about_tasks() throws IOException {
    Executor.Session session = session();
    Submission submission = submitted(session, 1);
    refuse("sacct", "sacct: error: slurmdbd: Connection refused\n");
    refuse("squeue", "slurm_load_jobs error: Unable to contact slurm controller\n");
    TaskState state = session.look(submission).get(0);
    assertThat(state.phase()).isEqualTo(Phase.NO_ANSWER);
    GroupVerdict verdict =
        new Judge(3, 0).of(new Judge.Known(false, state, 0, 0, 0, false, Duration.ofDays(1)));
    assertThat(verdict.status()).isEqualTo(GroupVerdict.Status.UNKNOWN);
    assertThatThrownBy(() -> LiveGroups.of(folder.resolve("run"), session))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "Slurm does not answer (slurm_load_jobs error: Unable to contact slurm controller), so"
                + " that no one knows what runs already; nothing was submitted: give the command"
                + " again later");
    assertThat(session.pause(0)).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void what_was_accepted_without_an_answer_is_found_and_not_submitted_twice() throws IOException {
    Files.writeString(
        bin.resolve("sbatch.1.err"),
        "sbatch: error: Batch job submission failed: Socket timed out on send/recv operation\n");
    Files.writeString(bin.resolve("sbatch.1.code"), "1");
    answer("squeue", "76|other/0\n77|20260102-030405-1a2b3c4d/0\n");
    Executor.Session session = session();
    Submission submission = submitted(session, 2);
    assertThat(submission.submitted().orElseThrow().batches().get(0).job()).isEqualTo("77");
    assertThat(calls("sbatch")).hasSize(1);
  }

  @Test
  void a_submitter_that_died_after_the_hand_over_leaves_no_orphan() throws IOException {
    Executor.Session session = session();
    Submission submission = submission(2);
    submission.write(Submitted.byThisProgram("slurm").about(List.of(0, 1)));
    answer("squeue", "77|20260102-030405-1a2b3c4d/0\n");
    session.recover(submission);
    assertThat(submission.submitted().orElseThrow().batches())
        .singleElement()
        .satisfies(
            batch -> {
              assertThat(batch.job()).isEqualTo("77");
              assertThat(batch.groups()).containsExactly(0, 1);
            });
  }

  @Test
  void a_quota_that_stays_reached_is_one_sentence() throws IOException {
    refuse("sbatch", "sbatch: error: AssocMaxSubmitJobLimit\nsbatch: error: no\n");
    Files.delete(bin.resolve("sbatch.out"));
    Executor.Session session = session();
    assertThatThrownBy(() -> submitted(session, 1))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "sbatch: error: AssocMaxSubmitJobLimit; sbatch: error: no, 4 times: this account may have"
                + " no more jobs now; nothing of this was submitted: give the command again when"
                + " some have ended, or set target-minutes in slurm.yaml higher, for fewer tasks");
    assertThat(calls("sbatch")).hasSize(4);
  }

  @Test
  void where_a_later_array_is_refused_what_was_submitted_goes_on() throws IOException {
    Executor.Session session = session();
    Submission submission = trainings();
    Files.writeString(bin.resolve("sbatch.2.err"), "sbatch: error: Invalid account\n");
    Files.writeString(bin.resolve("sbatch.2.code"), "1");
    assertThatThrownBy(() -> session.submit(submission, List.of(0, 1, 2, 3, 4)))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "sbatch: error: Invalid account; set account or qos in slurm.yaml; jobs that were"
                + " submitted before go on (41): the same command submits what is missing");
    assertThat(submission.submitted().orElseThrow().last(1)).isPresent();
    assertThat(submission.submitted().orElseThrow().last(2)).isEmpty();
  }

  @Test
  void a_partition_that_is_not_there_is_one_sentence() throws IOException {
    refuse("sbatch", "sbatch: error: invalid partition specified: gpu\n");
    Executor.Session session = session();
    assertThatThrownBy(() -> submitted(session, 1))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "sbatch: error: invalid partition specified: gpu; `sinfo` lists the partitions:"
                + " name one as partition in slurm.yaml");
  }

  @Test
  void a_partition_that_is_drained_is_one_sentence() throws IOException {
    refuse(
        "sbatch",
        "sbatch: error: Batch job submission failed: Required partition not available (inactive or"
            + " drain)\n");
    Executor.Session session = session();
    assertThatThrownBy(() -> submitted(session, 1))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "sbatch: error: Batch job submission failed: Required partition not available (inactive"
                + " or drain); the partition takes no jobs now: `sinfo` says which does, name it as"
                + " partition in slurm.yaml, or give the command again later");
  }

  @Test
  void why_tasks_wait_is_reported_once_with_what_to_do() throws IOException {
    Executor.Session session = session();
    Submission submission = submitted(session, 5);
    answer("sacct", "");
    answer(
        "squeue",
        """
        41_0|PENDING|PartitionDown|
        41_1|PENDING|PartitionDown|
        41_2|PENDING|PartitionTimeLimit|
        41_3|PENDING|QOSMaxJobsPerUserLimit|
        41_4|PENDING|Priority|
        """);
    assertThat(following(session, submission).look()).isTrue();
    assertThat(said)
        .containsExactly(
            "groups wait: PartitionDown: waits until the partition or its nodes are back; `cancel`,"
                + " and another partition in slurm.yaml, go on now",
            "groups wait: PartitionTimeLimit: never starts as it is; `cancel`, change slurm.yaml,"
                + " and give `run` again",
            "groups wait: QOSMaxJobsPerUserLimit: a quota is reached; starts when other jobs of"
                + " this account have ended",
            "groups wait: Priority",
            "0 of 5 cells; groups: 5 waiting");
  }

  @Test
  void a_job_that_is_gone_is_unknown_and_after_ten_minutes_failed() throws IOException {
    Executor.Session session = session();
    Submission submission = submitted(session, 1);
    answer("sacct", "");
    Files.delete(bin.resolve("sacct.out"));
    refuse("squeue", "slurm_load_jobs error: Invalid job id specified\n");
    now = Instant.now();
    SubmissionFollower following = following(session, submission);
    assertThat(following.look()).isTrue();
    now = now.plus(Duration.ofMinutes(11));
    assertThat(following.look()).isFalse();
    assertThat(said)
        .containsExactly(
            "groups wait: Slurm does not know job 41_0",
            "0 of 1 cells; groups: 1 unknown",
            "group 0: Slurm does not know job 41_0; no one has known of it for 10 minutes",
            "0 of 1 cells; groups: 1 failed");
  }

  @Test
  void what_ran_out_of_memory_is_submitted_with_more_if_that_is_asked_for() throws IOException {
    Executor.Session session = session("assume-shared: true\nmem: 3G\nmem-factor: 1.5\n");
    Submission submission = submitted(session, 2);
    Files.writeString(
        bin.resolve("sacct.1.out"), "41_0|OUT_OF_MEMORY|0:125|n1|3G\n41_1|RUNNING|0:0|n1|3G\n");
    Files.writeString(bin.resolve("sacct.2.out"), "41_0|\n41_0.batch|3145728K\n");
    answer("sbatch", "42\n");
    answer("squeue", "");
    assertThat(following(session, submission).look()).isTrue();
    assertThat(calls("sbatch").get(1))
        .contains("--array=0%8 --mem=4608M ")
        .endsWith("job.sbatch 0");
    assertThat(said)
        .first()
        .isEqualTo(
            "group 0 is submitted again: out of memory (3G asked for, 3145728K used), with more"
                + " memory");
  }

  @Test
  void without_a_factor_a_lack_of_memory_is_one_sentence() {
    TaskState state = new TaskState(Phase.OUT_OF_MEMORY, "OUT_OF_MEMORY", 0, "n1", "3G asked for");
    assertThat(
            new Judge(3, 0).of(new Judge.Known(false, state, 0, 0, 0, false, Duration.ZERO)).why())
        .isEqualTo(
            "out of memory (3G asked for); ask for more with mem or mem-per-cpu, or set mem-factor"
                + " in slurm.yaml");
  }

  @Test
  void without_sbatch_it_says_where_to_go() throws IOException {
    Files.delete(bin.resolve("sbatch"));
    assertThatThrownBy(() -> session())
        .isInstanceOf(Fault.class)
        .hasMessage(
            "--executor slurm: there is no sbatch on the PATH; give the command on a login node of"
                + " the cluster, or use --executor local");
  }

  @Test
  void a_folder_that_other_nodes_do_not_see_is_refused() {
    assertThatThrownBy(() -> session("partition: gpu\n"))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s: --out lies below /tmp, which every node has for itself; name a folder that all"
                    .formatted(folder.resolve("run"))
                + " nodes see, or set assume-shared: true in slurm.yaml if they do see it");
  }

  @Test
  void cancelling_asks_by_files_and_ends_all_jobs_in_one_call() throws IOException {
    Executor.Session session = session();
    Submission submission = submitted(session, 2);
    Files.writeString(bin.resolve("sbatch.2.out"), "42\n");
    session.submitReport(submission);
    session.cancel(submission);
    assertThat(calls("scancel")).containsExactly("scancel 41 42");
    assertThat(submission.stop(0)).exists();
    assertThat(submission.stop(1)).exists();
    assertThat(submission.cancelled()).exists();
  }

  @Test
  void trainings_start_after_those_that_they_start_from() throws IOException {
    Executor.Session session = session();
    Submission submission = trainings();
    for (int call = 1; call <= 4; call++) {
      Files.writeString(bin.resolve("sbatch.%d.out".formatted(call)), 40 + call + "\n");
    }
    session.submit(submission, List.of(0, 1, 2, 3, 4));
    session.submitReport(submission);
    assertThat(calls("sbatch"))
        .extracting(it -> it.replaceAll(" /\\S+|--parsable |sbatch --comment=\\S+/", ""))
        .containsExactly(
            "0 --array=0-1%8 0",
            "1 --dependency=afterok:41_0 --kill-on-invalid-dep=yes --array=2-3%8 0",
            "2 --dependency=afterok:41_1 --kill-on-invalid-dep=yes --array=4%8 0",
            "report-3 --dependency=afterany:41:42:43 --kill-on-invalid-dep=yes");
  }

  @Test
  void a_follower_hands_trainings_over_when_their_start_is_there() throws IOException {
    Executor.Session session = session();
    Submission submission = trainings();
    session.submit(submission, List.of(0, 1));
    answer("sacct", "41_0|RUNNING|0:0|n1|\n41_1|FAILED|1:0|n1|\n");
    answer("sbatch", "43\n");
    Files.writeString(bin.resolve("sbatch.2.out"), "42\n");
    SubmissionFollower following = following(session, submission);

    assertThat(following.look()).isTrue();
    hasTrained(submission, 0);
    answer("sacct", "41_0|COMPLETED|0:0|n1|\n42_1|FAILED|1:0|n1|\n");
    assertThat(following.look()).isTrue();
    assertThat(calls("sbatch").get(2)).contains("/2 --parsable --array=2-3%8 ");

    hasTrained(submission, 2);
    hasTrained(submission, 3);
    answer("sacct", "42_1|FAILED|1:0|n1|\n43_2|COMPLETED|0:0|n1|\n43_3|COMPLETED|0:0|n1|\n");
    assertThat(following.look()).isFalse();
    assertThat(said)
        .containsExactly(
            "group 1 is submitted again: FAILED, exit code 1 on n1",
            "0 of 5 trainings; groups: 4 waiting, 1 running",
            "group 1: FAILED, exit code 1 on n1, twice",
            "group 4: group 1, which it starts from, has no checkpoint",
            "1 of 5 trainings; groups: 2 waiting, 1 done, 2 failed",
            "3 of 5 trainings; groups: 3 done, 2 failed");
  }

  @Test
  void a_training_goes_on_after_its_time_limit_as_long_as_it_saves_steps() throws IOException {
    Executor.Session session = session();
    Submission submission = trainings();
    session.submit(submission, List.of(0, 1));
    hasSaved("spin", 1, 50);
    answer("sacct", "41_0|TIMEOUT|0:0|n1|\n41_1|TIMEOUT|0:0|n1|\n");
    SubmissionFollower following = following(session, submission);
    assertThat(following.look()).isTrue();
    hasSaved("spin", 1, 80);
    assertThat(following.look()).isTrue();
    assertThat(following.look()).isFalse();
    assertThat(calls("sbatch")).hasSize(3);
    assertThat(said)
        .contains(
            "group 0 is submitted again: reached its time limit",
            "group 1: nothing was done and kept in the time limit; ask for more time",
            "group 0: nothing was done and kept in the time limit; ask for more time");
  }

  @Test
  void status_says_which_training_a_group_is_and_what_it_waits_for() throws IOException {
    Executor.Session session = session();
    Submission submission = trainings();
    session.submit(submission, List.of(0, 1, 2, 3, 4));
    hasTrained(submission, 1);
    answer("sacct", "41_0|FAILED|1:0|n1|\n41_1|COMPLETED|0:0|n1|\n41_3|CANCELLED|0:0||\n");
    answer("squeue", "41_2|PENDING|Dependency|\n41_4|RUNNING|None|n2\n");
    submission.write(
        new Heartbeat(
            4, 1, "n2", "41", 0, now.toString(), now.plusSeconds(9).toString(), 1, 0.25, "step 5"));
    Clock clock = Clock.fixed(now.plusSeconds(9), ZoneOffset.UTC);
    String id = submission.id();
    List<GroupReport> reports = GroupReport.of(session, submission, clock);
    assertThat(reports.stream().map(GroupReport::line))
        .containsExactly(
            id
                + " group 0 (job 41_0), spin seed 1: failed, on n1; FAILED, exit code 1 on n1, twice",
            id + " group 1 (job 41_1), spin seed 2: done, on n1",
            id
                + " group 2 (job 41_2), tcmr seed 1: waiting; waits for the training that it starts"
                + " from",
            id
                + " group 3 (job 41_3), vibe seed 1: stopped; CANCELLED; group 0, which it starts"
                + " from, has no checkpoint",
            id + " group 4 (job 41_4), tcmr seed 2: running, about 27 s left, on n2; step 5");
    assertThat(GroupReport.sum(reports))
        .isEqualTo("1 of 5 trainings; groups: 1 waiting, 1 running, 1 done, 1 failed, 1 stopped");
  }

  @Test
  void every_mistake_of_a_config_is_reported_at_once() {
    assertThatThrownBy(
            () ->
                session(
                    """
                    partiton: gpu
                    time: soon
                    mem: lots
                    gpus: 1
                    target-minutes: ten
                    extra: {array: 1-3, "bad option": x}
                    """))
        .isInstanceOf(Fault.class)
        .hasMessageContainingAll(
            "slurm.yaml:1: partiton: unknown key; did you mean partition?; known are [partition,",
            "slurm.yaml:2: time: expected minutes, hh:mm:ss or d-hh:mm:ss, got \"soon\"",
            "slurm.yaml:3: mem: expected a number with K, M, G or T, such as 24G, got \"lots\"",
            "slurm.yaml:5: target-minutes: expected a number, got \"ten\"",
            "slurm.yaml:6: extra.array: is set by the program; leave it out",
            "slurm.yaml:6: extra.bad option: expected an option of sbatch without --");
    assertThatThrownBy(() -> session("gpus: 1\ngres: gpu:1\n"))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("slurm.yaml:2: gres: is there beside gpus; leave one of them out");
  }
}
