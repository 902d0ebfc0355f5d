package hmrbench.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.config.TrainingConfig;
import hmrbench.config.TrainingName;
import hmrbench.config.TrainingReader;
import hmrbench.core.Fault;
import hmrbench.run.ConfigNames;
import hmrbench.run.Extensions;
import hmrbench.run.Trainings;
import hmrbench.tensor.ComputeDevice;
import hmrbench.testing.Shared;
import hmrbench.testing.StrictListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings of a recipe in workers of their own: the checkpoints of one program, byte for byte. */
class SubmittedTrainingTest {

  private static final List<String> FILES =
      List.of("weights.safetensors", "loss.csv", "validation.csv");

  private static final List<String> TRAININGS =
      List.of("spin seed 1", "spin seed 2", "middle seed 1", "middle seed 2");

  @TempDir private Path folder;

  private Path file;

  @BeforeEach
  void write_a_recipe() throws IOException {
    file = folder.resolve("tiny.yaml");
    Files.writeString(
        file,
        """
        name: tiny
        models: [spin, middle]
        seeds: [1, 2]
        data: {clips: 16, seed: 1, fps: 30, features: 16}
        sizes: {hidden: 8, layers: 1, regressor: 8, attention: 8}
        regressor: {steps: 20, batch: 8, rate: 0.002}
        temporal: {steps: 20, batch: 4, rate: 0.0015}
        optimiser: {final-rate: 0.05, longest-gradient: 100}
        validation: {sequences: 2, seed: 1, every: 8}
        output: out
        """);
  }

  /** A clock of which a second has passed whenever it is read, so that workers look each time. */
  private static final class Ticking extends Clock {
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public synchronized Instant instant() {
      now = now.plusSeconds(1);
      return now;
    }
  }

  /** Submits nothing: tests run the workers. */
  private record Idle() implements Executor.Session {
    @Override
    public int cores() {
      return 1;
    }

    @Override
    public double groupSeconds() {
      return 0;
    }

    @Override
    public int mostTimeouts() {
      return 0;
    }

    @Override
    public boolean copiesProgram() {
      return false;
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

  private TrainingReader recipes(Path workingFolder) {
    return new TrainingReader(
        Shared.projectRoot(), workingFolder, ConfigNames.vocabulary(Extensions.all()));
  }

  private TrainingConfig config(String out) {
    return recipes(folder).read(file, List.of("output=" + folder.resolve(out)));
  }

  private TrainingPacking packing(String out) {
    List<String> changes = List.of("output=" + folder.resolve(out));
    return new TrainingPacking(
        config(out),
        TrainingPacking.recipe(config(out), file, folder, changes, "train it", "cpu"),
        false);
  }

  private Submission submit(String out) {
    Submitting submitting =
        new Submitting(packing(out), folder.resolve("work-" + out), Clock.systemUTC());
    Groups groups = submitting.pack(new Idle(), LiveGroups.NONE, false);
    assertThat(groups.groups())
        .extracting(it -> String.valueOf(it.training()))
        .isEqualTo(TRAININGS);
    return submitting.write(groups, new Idle());
  }

  private int work(Submission submission, int group, BooleanSupplier stop) {
    return new Worker(
            submission,
            group,
            new Worker.Attempt("job", 0, "here", 1),
            new StrictListener(),
            new Ticking())
        .work(new Worker.Readers(null, this::recipes), submission.stop(group), stop);
  }

  private int work(Submission submission, int group) {
    return work(submission, group, () -> false);
  }

  private void trainInOneProgram(String out) {
    Trainings.run(
        config(out),
        folder.resolve("work-" + out),
        "train it",
        2,
        ComputeDevice.CPU,
        false,
        line -> {},
        Clock.systemUTC());
  }

  private Path checkpoint(String out, String model, int seed, String name) {
    return folder.resolve("%s/%s-simulated/seed-%d/%s".formatted(out, model, seed, name));
  }

  @Test
  void workers_that_are_stopped_and_start_again_leave_the_checkpoints_of_one_program()
      throws IOException {
    Submission submission = submit("apart");
    AtomicInteger looks = new AtomicInteger();
    // Between two rows of the log, and between two validations.
    assertThat(work(submission, 0, () -> looks.incrementAndGet() > 11)).isEqualTo(Worker.STOPPED);
    assertThat(Trainings.stepsSaved(submission.run(), new TrainingName("spin", 1, true)))
        .isEqualTo(11);
    assertThat(checkpoint("apart", "spin", 1, "model.yaml")).doesNotExist();
    Files.createDirectories(submission.stop(0).getParent());
    Files.writeString(submission.stop(0), "");
    assertThat(work(submission, 0)).isEqualTo(Worker.STOPPED);
    Files.delete(submission.stop(0));
    for (int group = 0; group < TRAININGS.size(); group++) {
      assertThat(submission.isTrained(group)).isFalse();
      assertThat(work(submission, group)).isZero();
      assertThat(submission.isTrained(group)).isTrue();
    }
    assertThat(work(submission, 3)).isZero();

    trainInOneProgram("one");
    for (String model : List.of("spin", "middle")) {
      for (int seed = 1; seed <= 2; seed++) {
        for (String name : FILES) {
          assertThat(checkpoint("apart", model, seed, name))
              .as("%s of %s seed %d", name, model, seed)
              .hasSameBinaryContentAs(checkpoint("one", model, seed, name));
        }
      }
    }
    assertThat(packing("apart").pack(new Idle(), LiveGroups.NONE, false).groups()).isEmpty();
  }

  @Test
  void a_training_whose_start_is_not_there_is_not_begun() {
    Submission submission = submit("apart");
    assertThatThrownBy(() -> work(submission, 2))
        .isInstanceOf(Fault.class)
        .hasMessage("middle seed 1: group 0, which it starts from, has no checkpoint");
  }

  @Test
  void a_recipe_that_was_changed_since_is_noticed() throws IOException {
    Submission submission = submit("apart");
    Files.writeString(file, Files.readString(file).replace("rate: 0.002", "rate: 0.003"));
    assertThatThrownBy(() -> work(submission, 0))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s: this recipe, or a file that it names, was changed since it was submitted: `cancel`"
                    .formatted(file)
                + " the submission, and give `train` again");
    LiveGroups live = new LiveGroups(submission.groups().groups());
    assertThatThrownBy(() -> packing("apart").pack(new Idle(), live, false))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s: trainings of this recipe wait or run as it was before it was changed; `cancel` them"
                    .formatted(file)
                + " first, or name another folder with --work");
  }

  @Test
  void what_starts_from_a_training_that_is_on_its_way_is_submitted_later() {
    Submission submission = submit("apart");
    LiveGroups live = new LiveGroups(List.of(submission.groups().groups().get(1)));
    Groups groups = packing("apart").pack(new Idle(), live, false);
    assertThat(groups.groups())
        .extracting(it -> "%s after %s".formatted(it.training(), it.after()))
        .containsExactly("spin seed 1 after []", "middle seed 1 after [0]");
    assertThat(groups.reused()).isEqualTo(1);
    assertThat(groups.later()).isEqualTo(1);
  }

  @Test
  void a_checkpoint_that_is_cut_short_or_gone_does_not_count() throws IOException {
    Submission submission = submit("apart");
    assertThat(work(submission, 0)).isZero();
    Path weights = checkpoint("apart", "spin", 1, "weights.safetensors");
    Files.write(weights, new byte[10]);
    assertThat(submission.isTrained(0)).isFalse();
    Files.delete(weights);
    assertThat(submission.isTrained(0)).isFalse();
    assertThat(packing("apart").pack(new Idle(), LiveGroups.NONE, false).groups()).hasSize(4);
  }
}
