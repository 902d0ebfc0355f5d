package hmrbench.train;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hmrbench.config.ModelConfig;
import hmrbench.config.PretextRecipe;
import hmrbench.core.Fault;
import hmrbench.model.Models;
import hmrbench.model.TrainableNetwork;
import hmrbench.tensor.Gradients;
import hmrbench.tensor.TensorEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A training of one encoder on one pretext, from one seed. */
public final class PretextCourse implements TrainingCourse<PretextBatch> {

  /** The standard error of a share of so many is 1.6 % at most. */
  private static final int VALIDATION_QUESTIONS = 1024;

  private static final long STEPS_APART = 1_000_003L;

  /** The head draws its weights from a seed of its own. */
  private static final long HEAD_SEED = 0x9E3779B97F4A7C15L;

  private final PretextRecipe recipe;
  private final ModelConfig.Network model;
  private final PretextRecipe.Pretext pretext;
  private final long seed;
  private final PretextClips clips;
  private final Weights drawn;
  private final Encoder encoder;
  private final PretextTask task;

  /**
   * What the network is like.
   *
   * @param frames per window, T
   * @param read numbers of a window that the head reads
   */
  private record Encoder(int frames, int read) {}

  /**
   * @param model whose encoder is trained
   * @throws Fault if it has no encoder of windows
   */
  public PretextCourse(
      PretextRecipe recipe,
      ModelConfig.Network model,
      PretextRecipe.Pretext pretext,
      long seed,
      PretextClips clips) {
    this.recipe = recipe;
    this.model = model;
    this.pretext = pretext;
    this.seed = seed;
    this.clips = clips;
    this.drawn =
        StartWeights.initial(
            Models.all(),
            model,
            clips.featureSize(),
            recipe.sizes(),
            ClipStore.MeanBody.atRest(),
            seed);
    this.encoder = encoder();
    this.task = PretextTask.of(pretext, encoder.frames(), clips.featureSize());
  }

  private Encoder encoder() {
    try (NDManager manager = TensorEngine.newManager()) {
      TrainableNetwork network =
          Models.all().trainable(model, new TrainableParameters(drawn, manager));
      int frames = network.windowFrames();
      if (frames < 2) {
        throw Fault.asked(
            "pretexts: %s: model %s looks at one frame at a time and has no encoder over time; take"
                + " one that looks at windows (architecture vibe, tcmr, middle or conv)",
            pretext.key(), model.name());
      }
      if (!network.horizons().equals(List.of(0))) {
        throw Fault.asked(
            "pretexts: %s: model %s tells past and future by layers that no pretext trains; take one"
                + " that answers for its own frames alone",
            pretext.key(), model.name());
      }
      Shape one = new Shape(1, frames, clips.featureSize());
      long[] read = new long[1];
      Gradients.without(
          () -> read[0] = PretextLearner.read(network, manager.zeros(one)).getShape().get(1));
      return new Encoder(frames, Math.toIntExact(read[0]));
    }
  }

  private void requireFrames(String which, FeatureClips of) {
    if (of.shortest() < task.spannedFrames()) {
      throw Fault.asked(
          "pretexts: %s: a question to %s, whose windows have %d frames, spans %d frames, and the"
              + " shortest %s clip has %d; ask for less, give the network a shorter window, or take"
              + " longer clips",
          pretext.key(),
          model.name(),
          encoder.frames(),
          task.spannedFrames(),
          which,
          of.shortest());
    }
  }

  @Override
  public String name() {
    return "%s seed %d".formatted(PretextRecipe.checkpoint(model, pretext), seed);
  }

  @Override
  public String told() {
    return ModelCard.recipe(recipe, model, pretext, clips.featureSize(), seed);
  }

  @Override
  public Map<String, String> words() {
    return Map.of(
        "architecture", model.architecture(), "pretext", pretext.key(), "recipe", recipe.name());
  }

  @Override
  public Path output() {
    return recipe.folder(model, pretext, seed);
  }

  /** Folder of the unfinished training. */
  public Path work(Path ofRecipe) {
    return ofRecipe.resolve(PretextRecipe.checkpoint(model, pretext)).resolve("seed-" + seed);
  }

  @Override
  public Pace pace() {
    PretextRecipe.Training asked = recipe.training();
    return new Pace(asked.steps(), asked.rate(), asked.finalRate(), 0, recipe.validation().every());
  }

  /** A function of seed and number alone. */
  @Override
  public PretextBatch batch(long number) {
    SplittableRandom random = new SplittableRandom(seed * STEPS_APART + number);
    return task.draw(clips.training().get(), random, recipe.training().batch());
  }

  /**
   * Drawn layers of the network, and behind them those of the head.
   *
   * @throws Fault if a clip is too short
   */
  @Override
  public Weights initial() {
    requireFrames("training", clips.training().get());
    requireFrames("validation", clips.validation().get());
    InitialWeights head = new InitialWeights(seed ^ HEAD_SEED);
    task.addHead(head, encoder.read());
    return drawn.with(head.weights(), PretextLearner.HEAD);
  }

  /** The encoder alone: neither the head nor a regressor that learnt nothing. */
  @Override
  public boolean isKept(String tensor) {
    return !tensor.startsWith(PretextLearner.HEAD) && StartWeights.isOfEncoder(tensor);
  }

  @Override
  public List<String> columns() {
    return PretextLearner.COLUMNS;
  }

  @Override
  public CourseLearner<PretextBatch> learner(Weights weights, NDManager manager) {
    TrainableParameters parameters = new TrainableParameters(weights, manager);
    SplittableRandom random = new SplittableRandom(recipe.validation().seed());
    return new PretextLearner(
        Models.all().trainable(model, parameters),
        parameters,
        task,
        task.draw(clips.validation().get(), random, VALIDATION_QUESTIONS),
        recipe.training().longestGradient(),
        manager);
  }
}
