package hmrbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import hmrbench.config.ModelConfig;
import hmrbench.config.PretextRecipe;
import hmrbench.config.TrainingConfig;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.Lazy;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.model.Models;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings of encoders on windows without labels. */
class PretextTrainingTest {

  private static final int SIZE = 6;
  private static final int FRAMES = 40;

  private static final PretextRecipe.Pretext ORDER = new PretextRecipe.Order(2, 2);
  private static final PretextRecipe.Pretext FORECAST = new PretextRecipe.Forecast(3);

  private final Path folder;

  PretextTrainingTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void one_thread() {
    TensorEngine.useThreadsPerOperation(1);
  }

  private static ModelConfig.Network network(String architecture) {
    Map<String, Object> options =
        switch (architecture) {
          case "vibe", "middle" -> Map.of("residual", false);
          default -> Map.of();
        };
    return Models.all().named(architecture).network(architecture, List.of(), options);
  }

  private PretextRecipe recipe(String architecture, PretextRecipe.Pretext pretext, int steps) {
    return new PretextRecipe(
        "tiny",
        List.of(network(architecture)),
        List.of(1L),
        Optional.of(new TrainingConfig.Data(4, 1, 30, SIZE)),
        Optional.empty(),
        new TrainingConfig.Sizes(8, 1, 1, 4),
        List.of(pretext),
        new PretextRecipe.Training(steps, 16, 0.01, 0.1, 100),
        new TrainingConfig.Validation(Optional.of(1), 1, 4),
        folder.resolve("models"));
  }

  /** Features that grow over time, at a pace and with noise of their own: order can be told. */
  private static FeatureClips growing(long seed) {
    return clips(seed, 0.2);
  }

  /** Features that have nothing to do with their neighbours: order cannot be told. */
  private static FeatureClips noise(long seed) {
    return clips(seed, 0);
  }

  private static FeatureClips clips(long seed, double slope) {
    Random random = new Random(seed);
    return new FeatureClips(
        IntStream.range(0, 40)
            .mapToObj(
                clip -> {
                  float[] values = new float[FRAMES * SIZE];
                  double pace = slope * (0.5 + random.nextDouble());
                  for (int i = 0; i < values.length; i++) {
                    int frame = i / SIZE;
                    double grown = pace * (frame - FRAMES / 2.0);
                    values[i] = (float) (grown + 0.5 * random.nextGaussian());
                  }
                  return FloatGrid.owning(values, FRAMES, SIZE);
                })
            .toList());
  }

  private static PretextCourse course(PretextRecipe recipe, FeatureClips training) {
    return course(recipe, training, growing(9));
  }

  private static PretextCourse course(
      PretextRecipe recipe, FeatureClips training, FeatureClips validation) {
    PretextClips clips =
        new PretextClips(SIZE, new Lazy<>(() -> training), new Lazy<>(() -> validation));
    return new PretextCourse(
        recipe, recipe.models().get(0), recipe.pretexts().get(0), recipe.seeds().get(0), clips);
  }

  private void train(TrainingCourse<PretextBatch> course) {
    new CourseTraining<>(
            course,
            folder.resolve("work"),
            "test",
            ComputeDevice.CPU,
            line -> {},
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
        .run();
  }

  /** What validation says after some steps. */
  private static Map<String, Double> trained(PretextCourse course, int steps) {
    try (NDManager manager = TensorEngine.newManager()) {
      CourseLearner<PretextBatch> learner = course.learner(course.initial(), manager);
      for (int step = 0; step < steps; step++) {
        learner.step(course.batch(step), 0.01);
      }
      return learner.score();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vibe", "middle", "tcmr"})
  void order_is_learnt_where_features_have_one(String architecture) {
    PretextRecipe recipe = recipe(architecture, ORDER, 1);
    assertThat(trained(course(recipe, growing(1)), 150).get("order_percent")).isGreaterThan(90);
  }

  /**
   * Frames that know nothing of each other have no order. Where it were told nevertheless it would
   * have leaked: through filling, through the place in a batch, through frames that are no part of
   * the pieces. Two orders and 1,024 windows: half of them, with a standard deviation of 1.6 %.
   */
  @Test
  void order_is_not_learnt_where_features_have_none() {
    PretextCourse course = course(recipe("vibe", ORDER, 1), noise(1), noise(2));
    assertThat(trained(course, 150).get("order_percent")).isBetween(42.0, 58.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vibe", "middle", "tcmr"})
  void a_forecast_becomes_better_than_the_nearest_frame(String architecture) {
    PretextRecipe recipe = recipe(architecture, FORECAST, 1);
    Map<String, Double> scores = trained(course(recipe, growing(1)), 300);
    assertThat(scores.get("loss_of_held_percent")).isLessThan(80);
  }

  @Test
  void a_stopped_training_ends_in_the_same_files_as_an_undisturbed_one() throws IOException {
    PretextRecipe recipe = recipe("vibe", ORDER, 8);
    train(course(recipe, growing(1)));
    Path out = folder.resolve("models/vibe-order-simulated/seed-1");
    List<String> files = List.of("weights.safetensors", "model.yaml", "loss.csv", "validation.csv");
    Path straight = Files.createDirectories(folder.resolve("straight"));
    for (String name : files) {
      Files.move(out.resolve(name), straight.resolve(name));
    }
    Files.delete(folder.resolve("work/state.safetensors"));

    // The power goes when the batch after the first saved state is drawn.
    FeatureClips clips = growing(1);
    PretextCourse whole = course(recipe, clips);
    assertThatThrownBy(() -> train(new Stopping(whole, 6)))
        .isInstanceOf(Fault.class)
        .hasMessage("the power is gone");
    assertThat(out.resolve("weights.safetensors")).doesNotExist();
    train(whole);

    for (String name : files) {
      assertThat(out.resolve(name)).hasSameBinaryContentAs(straight.resolve(name));
    }
  }

  /** A course whose batches end early. */
  private record Stopping(PretextCourse course, long end) implements TrainingCourse<PretextBatch> {
    @Override
    public String name() {
      return course.name();
    }

    @Override
    public String told() {
      return course.told();
    }

    @Override
    public Map<String, String> words() {
      return course.words();
    }

    @Override
    public Path output() {
      return course.output();
    }

    @Override
    public Pace pace() {
      return course.pace();
    }

    @Override
    public PretextBatch batch(long number) {
      if (number == end) {
        throw Fault.running("the power is gone");
      }
      return course.batch(number);
    }

    @Override
    public Weights initial() {
      return course.initial();
    }

    @Override
    public List<String> columns() {
      return course.columns();
    }

    @Override
    public CourseLearner<PretextBatch> learner(Weights weights, NDManager manager) {
      return course.learner(weights, manager);
    }
  }

  @Test
  void the_checkpoint_is_the_encoder_alone_and_its_card_says_what_was_asked() throws IOException {
    train(course(recipe("vibe", ORDER, 8), growing(1)));
    Path out = folder.resolve("models/vibe-order-simulated/seed-1");
    SafeTensors file = SafeTensors.open(out.resolve("weights.safetensors"));
    assertThat(file.names()).isNotEmpty().allMatch(name -> name.startsWith("encoder."));
    assertThat(file.metadata()).containsEntry("pretext", "order");
    assertThat(out.resolve("model.yaml"))
        .content()
        .contains("name: vibe\narchitecture: vibe\nresidual: false\n")
        .contains("  pretext: {kind: order, pieces: 2, apart: 2}\n")
        .contains("\n  order_percent: ")
        .doesNotContain("regressor");
    assertThat(out.resolve("loss.csv"))
        .content()
        .startsWith("step,learning_rate,loss,gradient_norm\n");
  }

  @Test
  void an_encoder_starts_from_the_bytes_of_the_pretext() {
    train(course(recipe("vibe", FORECAST, 8), growing(1)));
    Path file = folder.resolve("models/vibe-forecast-simulated/seed-1/weights.safetensors");
    SafeTensors trained = SafeTensors.open(file);
    Weights drawn = drawn("vibe", 8, 1);
    Weights warm = StartWeights.withEncoder(drawn, file);
    assertThat(warm.names()).containsExactlyInAnyOrderElementsOf(drawn.names());
    for (String name : drawn.names()) {
      if (name.startsWith("encoder.")) {
        assertThat(warm.floats(name)).isEqualTo(trained.floats(name));
        assertThat(warm.floats(name)).isNotEqualTo(drawn.floats(name));
      } else {
        assertThat(warm.floats(name)).isEqualTo(drawn.floats(name));
      }
    }
  }

  private static Weights drawn(String architecture, int hidden, int layers) {
    return StartWeights.initial(
        Models.all(),
        network(architecture),
        SIZE,
        new TrainingConfig.Sizes(hidden, layers, 12, 4),
        ClipStore.MeanBody.atRest(),
        3);
  }

  @Test
  void an_encoder_of_another_network_or_size_is_refused() {
    train(course(recipe("vibe", FORECAST, 4), growing(1)));
    Path file = folder.resolve("models/vibe-forecast-simulated/seed-1/weights.safetensors");
    assertThatThrownBy(() -> StartWeights.withEncoder(drawn("vibe", 9, 1), file))
        .isInstanceOf(Fault.class)
        .hasMessage(
            file
                + ": encoder.gru.weight_ih_l0: expected shape [27, 6] by the recipe's sizes, got [24,"
                + " 6]; set sizes and features to those of its card");
    assertThatThrownBy(() -> StartWeights.withEncoder(drawn("vibe", 8, 2), file))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(
            file
                + ": expected the encoder of this network, and it lacks [encoder.gru.weight_ih_l1,");
    assertThatThrownBy(() -> StartWeights.withEncoder(drawn("middle", 8, 1), file))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("it lacks [encoder.gru_cur.weight_ih_l0,")
        .hasMessageEndingWith(
            "name a checkpoint of the same architecture and options under temporal.encoders");
  }

  @Test
  void what_no_pretext_can_be_asked_of_is_refused() {
    assertThatThrownBy(() -> course(recipe("spin", ORDER, 1), growing(1)))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "pretexts: order: model spin looks at one frame at a time and has no encoder over time;"
                + " take one that looks at windows (architecture vibe, tcmr, middle or conv)");
    assertThatThrownBy(
            () -> course(recipe("vibe", new PretextRecipe.Forecast(13), 1), growing(1)).initial())
        .isInstanceOf(Fault.class)
        .hasMessage(
            "pretexts: forecast: a question to vibe, whose windows have 16 frames, spans 42 frames,"
                + " and the shortest training clip has 40; ask for less, give the network a shorter"
                + " window, or take longer clips");
  }

  @Test
  void seeds_of_a_training_decide_weights_and_windows() {
    PretextCourse course = course(recipe("vibe", ORDER, 1), growing(1));
    assertThat(course.batch(3)).isEqualTo(course.batch(3)).isNotEqualTo(course.batch(4));
    Set<String> names = course.initial().names();
    assertThat(names).contains("pretext.head.leaving.weight", "encoder.linear.weight");
    for (String name : names) {
      assertThat(course.initial().floats(name)).isEqualTo(course.initial().floats(name));
    }
  }
}
