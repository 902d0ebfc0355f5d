package hmrbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.config.TrainingConfig;
import hmrbench.config.TrainingConfig.Stage;
import hmrbench.core.Fault;
import hmrbench.model.Models;
import hmrbench.tensor.ComputeDevice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunTest {

  private static final List<String> FILES =
      List.of("weights.safetensors", "model.yaml", "loss.csv", "validation.csv");
  private static final Validation LOOK = model -> looks(3.5, 70.0);

  private static Map<String, Double> looks(double loss, double paMpjpe) {
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("loss", loss);
    scores.put("pa_mpjpe_mm", paMpjpe);
    return scores;
  }

  private final Path folder;

  TrainingRunTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void a_stopped_training_ends_in_the_same_files_as_an_undisturbed_one() throws IOException {
    run("straight", LOOK);
    AtomicInteger looks = new AtomicInteger();
    Validation stopping =
        model -> {
          if (looks.incrementAndGet() == 5) { // tcmr at step 8, its state saved at step 4
            throw Fault.running("the power is gone");
          }
          return LOOK.score(model);
        };
    assertThatThrownBy(() -> run("stopped", stopping)).hasMessage("the power is gone");
    assertThat(file("stopped", "tcmr", "model.yaml")).doesNotExist();

    List<String> said = run("stopped", LOOK);

    assertThat(said).contains("spin seed 1: done before", "making 4 training clips");
    assertThat(run("stopped", LOOK)).doesNotContain("making 4 training clips");
    for (String model : List.of("spin", "tcmr")) {
      for (String name : FILES) {
        assertThat(file("stopped", model, name))
            .as("%s of %s", name, model)
            .hasSameBinaryContentAs(file("straight", model, name));
      }
    }
  }

  @Test
  void a_resumed_training_ends_where_validation_was_flat_for_the_undisturbed_one()
      throws IOException {
    // Of the temporal model: an advance, two looks without one, cut, two without, end: at step 20.
    Validation flat = model -> looks(3.5, 70.0);
    run(untilFlat("straight"), "straight", flat);
    AtomicInteger looks = new AtomicInteger();
    Validation stopping =
        model -> {
          if (looks.incrementAndGet() == 10) {
            throw Fault.running("the power is gone");
          }
          return flat.score(model);
        };
    assertThatThrownBy(() -> run(untilFlat("stopped"), "stopped", stopping))
        .hasMessage("the power is gone");

    run(untilFlat("stopped"), "stopped", flat);

    String card = Files.readString(file("stopped", "tcmr", "model.yaml"), StandardCharsets.UTF_8);
    assertThat(card)
        .contains("  at-most-steps: 400\n")
        .contains("steps-done: 20\nended: \"validation flat\"\n");
    for (String name : FILES) {
      assertThat(file("stopped", "tcmr", name))
          .hasSameBinaryContentAs(file("straight", "tcmr", name));
    }
  }

  private TrainingConfig untilFlat(String run) {
    TrainingConfig fixed = new TrainingConfigs(folder.resolve(run), 1).config();
    return new TrainingConfig(
        fixed.name(),
        fixed.models(),
        fixed.seeds(),
        fixed.data(),
        fixed.sets(),
        fixed.mixture(),
        fixed.sizes(),
        new TrainingConfig.Course(
            Optional.of(new Stage(400, 4, 1e-3)),
            new Stage(400, 4, 1e-3),
            new TrainingConfig.Optimiser(Optional.empty(), 100),
            Optional.of(new TrainingConfig.UntilFlat(2, 0.01, 0.5, 1, 0.1)),
            Optional.empty(),
            List.of(),
            Optional.empty()),
        fixed.validation(),
        fixed.output());
  }

  @Test
  void a_seed_decides_the_weights() throws IOException {
    run("first", LOOK);
    run("second", LOOK);
    assertThat(file("first", "tcmr", "weights.safetensors"))
        .hasSameBinaryContentAs(file("second", "tcmr", "weights.safetensors"));
    String other = sha(new TrainingConfigs(folder.resolve("third"), 2).config());
    assertThat(other).isNotEqualTo(sha256(file("first", "tcmr", "weights.safetensors")));
  }

  @Test
  void the_card_says_what_made_the_checkpoint() throws IOException {
    run("run", LOOK);
    String card = Files.readString(file("run", "tcmr", "model.yaml"), StandardCharsets.UTF_8);
    assertThat(card)
        .contains("architecture: tcmr\n")
        .contains("sha256: " + sha256(file("run", "tcmr", "weights.safetensors")) + "\n")
        .contains("  seed: 1\n")
        .contains("  steps: 8\n")
        .contains("command: \"hmrbench train it\"\n")
        .contains("steps-done: 8\n")
        .contains("ended: \"number of steps fixed beforehand\"\n")
        .contains("  pa_mpjpe_mm: 70.0000\n");
    assertThat(Files.readAllLines(file("run", "tcmr", "loss.csv"), StandardCharsets.UTF_8))
        .hasSize(3)
        .first()
        .isEqualTo("step,learning_rate,loss,joints_2d,joints_3d,pose,shape,gradient_norm");
    assertThat(file("run", "tcmr", "validation.csv"))
        .content()
        .isEqualTo("step,loss,pa_mpjpe_mm\n4,3.5000,70.0000\n8,3.5000,70.0000\n");
  }

  @Test
  void a_state_of_another_recipe_is_refused() {
    Validation stopping =
        model -> {
          throw Fault.running("stop");
        };
    assertThatThrownBy(() -> run("a", LOOK, stopping)).hasMessage("stop");
    TrainingConfig longer = new TrainingConfigs(folder.resolve("a"), 1).withSteps(12);
    assertThatThrownBy(() -> run(longer, "a", LOOK)).hasMessageContaining("another recipe");
  }

  @Test
  void a_state_with_one_other_bit_is_refused() throws IOException {
    Validation stopping =
        model -> {
          throw Fault.running("stop");
        };
    assertThatThrownBy(() -> run("a", LOOK, stopping)).hasMessage("stop");
    Path state;
    try (Stream<Path> files = Files.walk(folder)) {
      state = files.filter(it -> it.endsWith("state.safetensors")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(state);
    bytes[bytes.length / 2] ^= 1;
    Files.write(state, bytes);
    assertThatThrownBy(() -> run("a", LOOK))
        .hasMessage(
            state
                + " is damaged, so that no training can go on from it; remove its folder to train"
                + " anew");
    assertThat(state).hasBinaryContent(bytes);
  }

  @Test
  void every_length_makes_a_checkpoint_of_its_own_from_the_same_regressor() throws IOException {
    run("regressor", LOOK);
    TrainingConfigs configs = new TrainingConfigs(folder.resolve("lengths"), 1);
    Path start = folder.resolve("regressor/models/spin-simulated");
    TrainingConfig config = configs.startingFrom(start, List.of(4, 8));

    List<String> said = run(config, "lengths", LOOK);

    assertThat(said).noneMatch(line -> line.startsWith("spin"));
    assertThat(file("lengths", "spin", "weights.safetensors")).doesNotExist();
    assertThat(file("lengths", "tcmr-4", "model.yaml")).content().contains("steps-done: 4\n");
    assertThat(file("lengths", "tcmr-8", "model.yaml"))
        .content()
        .contains("name: tcmr\n", "  steps: 8\n", "steps-done: 8\n");
    // The longer one is the training of one length, not a later part of the shorter one.
    assertThat(file("lengths", "tcmr-8", "weights.safetensors"))
        .hasSameBinaryContentAs(file("regressor", "tcmr", "weights.safetensors"));
    assertThat(run(config, "lengths", LOOK))
        .contains("tcmr-4 seed 1: done before", "tcmr-8 seed 1: done before");
  }

  @Test
  void a_discriminator_is_trained_beside_and_goes_on_where_it_stopped() throws IOException {
    Validation stopping =
        model -> {
          throw Fault.running("the power is gone");
        };
    run(new TrainingConfigs(folder.resolve("straight"), 1).judged("vibe"), "straight", LOOK);
    TrainingConfig stopped = new TrainingConfigs(folder.resolve("stopped"), 1).judged("vibe");
    AtomicInteger looks = new AtomicInteger();
    assertThatThrownBy(
            () ->
                run(
                    stopped,
                    "stopped",
                    model -> (looks.incrementAndGet() == 5 ? stopping : LOOK).score(model)))
        .hasMessage("the power is gone");
    run(stopped, "stopped", LOOK);
    for (String name : FILES) {
      assertThat(file("stopped", "vibe", name))
          .hasSameBinaryContentAs(file("straight", "vibe", name));
    }
    assertThat(Files.readAllLines(file("straight", "vibe", "loss.csv")))
        .first()
        .asString()
        .endsWith(",gradient_norm,adversarial,discriminator_real,discriminator_fake");
    assertThat(file("straight", "vibe", "model.yaml"))
        .content()
        .contains("  discriminator:\n    weight: 0.5\n    rate: 0.001\n    hidden: 6\n");
    assertThat(file("straight", "spin", "model.yaml")).content().doesNotContain("discriminator");
  }

  /** Fits are found step by step: a resumed loop needs those that it had. */
  @Test
  void a_loop_of_fits_goes_on_where_it_stopped() throws IOException {
    run(fitted("straight"), "straight", LOOK);
    AtomicInteger looks = new AtomicInteger();
    assertThatThrownBy(
            () ->
                run(
                    fitted("stopped"),
                    "stopped",
                    model -> {
                      if (looks.incrementAndGet() == 2) {
                        throw Fault.running("the power is gone");
                      }
                      return LOOK.score(model);
                    }))
        .hasMessage("the power is gone");
    run(fitted("stopped"), "stopped", LOOK);
    for (String name : FILES) {
      for (String model : List.of("spin", "tcmr")) {
        assertThat(file("stopped", model, name))
            .hasSameBinaryContentAs(file("straight", model, name));
      }
    }
    assertThat(file("straight", "tcmr", "model.yaml"))
        .content()
        .contains("  supervision:\n    kind: 2d-fitted\n    noise: 3.0\n    seed: 1\n");
    run("true", LOOK);
    assertThat(file("true", "tcmr", "model.yaml")).content().doesNotContain("supervision");
  }

  private TrainingConfig fitted(String run) {
    TrainingConfig truth = new TrainingConfigs(folder.resolve(run), 1).config();
    TrainingConfig.Course course = truth.course();
    return new TrainingConfig(
        truth.name(),
        truth.models(),
        truth.seeds(),
        truth.data(),
        truth.sets(),
        truth.mixture(),
        truth.sizes(),
        new TrainingConfig.Course(
            course.regressor(),
            course.temporal(),
            course.optimiser(),
            course.untilFlat(),
            course.plateau(),
            course.loss(),
            course.start(),
            course.lengths(),
            course.discriminator(),
            new TrainingConfig.Supervision(TrainingConfig.Supervision.Kind.FITS, 3, 1)),
        truth.validation(),
        truth.output());
  }

  @Test
  void a_discriminator_refuses_what_answers_for_one_frame() {
    TrainingConfig config = new TrainingConfigs(folder.resolve("one"), 1).judged("tcmr");
    assertThatThrownBy(() -> run(config, "one", LOOK))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "discriminator: model tcmr answers for one frame of a window, and a discriminator of"
                + " motion looks at all; leave the model out of the recipe, or take one of"
                + " architecture vibe");
    assertThat(folder.resolve("one/models")).doesNotExist();
  }

  private static String sha256(Path file) {
    return ModelCard.sha256(file);
  }

  private String sha(TrainingConfig config) {
    run(config, "third", LOOK);
    return sha256(folder.resolve("third/models/tcmr-simulated/seed-2/weights.safetensors"));
  }

  private Path file(String run, String model, String name) {
    return folder.resolve(run).resolve("models/" + model + "-simulated/seed-1").resolve(name);
  }

  private List<String> run(String name, Validation validation) {
    return run(new TrainingConfigs(folder.resolve(name), 1).config(), name, validation);
  }

  /** A run whose second look at a model fails, after the first has saved its state. */
  private void run(String name, Validation first, Validation then) {
    AtomicInteger looks = new AtomicInteger();
    run(name, model -> (looks.incrementAndGet() == 1 ? first : then).score(model));
  }

  private List<String> run(TrainingConfig config, String name, Validation validation) {
    List<String> said = new ArrayList<>();
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    new TrainingRun(
            config,
            new ClipLessons(
                hmrbench.run.Trainings.simulated(config.data().orElseThrow()),
                config.loss(),
                config.supervision(),
                said::add),
            folder.resolve(name).resolve("work"),
            "hmrbench train it",
            1,
            ComputeDevice.CPU,
            validation,
            said::add,
            clock)
        .run();
    return said;
  }

  /** A recipe that takes a second. */
  private record TrainingConfigs(Path folder, long seed) {

    TrainingConfig config() {
      return withSteps(8);
    }

    TrainingConfig withSteps(int steps) {
      Stage regressor = new Stage(steps, 4, 1e-3);
      return with("tcmr", Optional.of(regressor), Optional.empty(), List.of(), Optional.empty());
    }

    /** A temporal network that is held against a discriminator. */
    TrainingConfig judged(String temporal) {
      return with(
          temporal,
          Optional.of(new Stage(8, 4, 1e-3)),
          Optional.empty(),
          List.of(),
          Optional.of(new TrainingConfig.Discriminator(0.5, 1e-3, 6)));
    }

    /** Temporal networks of several lengths, which start from regressors that are there. */
    TrainingConfig startingFrom(Path start, List<Integer> lengths) {
      return with("tcmr", Optional.empty(), Optional.of(start), lengths, Optional.empty());
    }

    private TrainingConfig with(
        String temporal,
        Optional<Stage> regressor,
        Optional<Path> start,
        List<Integer> lengths,
        Optional<TrainingConfig.Discriminator> discriminator) {
      return new TrainingConfig(
          "tiny",
          List.of(
              Models.all().named("spin").network("spin", List.of()),
              Models.all().named(temporal).network(temporal, List.of())),
          List.of(seed),
          Optional.of(new TrainingConfig.Data(4, 1, 30, 128)),
          Optional.empty(),
          Optional.empty(),
          new TrainingConfig.Sizes(8, 1, 12, 6),
          new TrainingConfig.Course(
              regressor,
              new Stage(8, 4, 1e-3),
              new TrainingConfig.Optimiser(Optional.of(0.05), 100),
              Optional.empty(),
              start,
              lengths,
              discriminator),
          new TrainingConfig.Validation(Optional.of(1), 1, 4),
          folder.resolve("models"));
    }
  }
}
