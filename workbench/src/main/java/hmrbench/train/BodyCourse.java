package hmrbench.train;

import ai.djl.ndarray.NDManager;
import hmrbench.body.EmbeddedBody;
import hmrbench.config.PictureRecipe;
import hmrbench.scene.PictureBatch;
import hmrbench.scene.PictureBatches;
import hmrbench.scene.Scene;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/** A training of the network that sees bodies in crops. */
public final class BodyCourse implements TrainingCourse<PictureBatch> {

  /** Batches whose bodies make the mean body; they are of no training step. */
  private static final int FOR_MEAN = 8;

  private static final long MEAN_BATCH = 1L << 40;

  private final PictureRecipe recipe;
  private final PictureValidation validation;
  private final PictureBatches batches;

  public BodyCourse(PictureRecipe recipe, PictureValidation validation) {
    this.recipe = recipe;
    this.validation = validation;
    PictureRecipe.Pictures pictures = recipe.pictures();
    this.batches =
        new PictureBatches(
            pictures.size(),
            pictures.batch(),
            pictures.perScene(),
            pictures.seed(),
            new Scene.Bodies(EmbeddedBody.model()));
  }

  @Override
  public String name() {
    return recipe.name();
  }

  @Override
  public String told() {
    PictureRecipe.Pictures pictures = recipe.pictures();
    PictureRecipe.Training training = recipe.training();
    return String.format(
            Locale.ROOT,
            "name: %s%narchitecture: pictures%nfeatures: %d%nregressor: %d%nseed: %d%npictures: {size:"
                + " %d, batch: %d, per-scene: %d, seed: %d}%ntraining: {steps: %d, rate: %s,"
                + " final-rate: %s, longest-gradient: %s, maps: %s, calm: %s%s}%n",
            recipe.name(),
            recipe.network().features(),
            recipe.network().regressor(),
            recipe.seed(),
            pictures.size(),
            pictures.batch(),
            pictures.perScene(),
            pictures.seed(),
            training.steps(),
            training.rate(),
            training.finalRate(),
            training.longestGradient(),
            training.maps(),
            training.calm(),
            further(training))
        .replace(System.lineSeparator(), "\n");
  }

  /** Keys that may be left out, where they are not what they are without. */
  private static String further(PictureRecipe.Training training) {
    StringBuilder further = new StringBuilder();
    training.matrixRate().ifPresent(it -> further.append(", matrix-rate: ").append(it));
    if (!training.precision().equals(PictureRecipe.Training.FLOAT32)) {
      further.append(", precision: ").append(training.precision());
    }
    if (training.shares() > 1) {
      further.append(", shares: ").append(training.shares());
    }
    return further.toString();
  }

  @Override
  public Map<String, String> words() {
    return Map.of("architecture", "pictures", "recipe", recipe.name());
  }

  @Override
  public Path output() {
    return recipe.output();
  }

  @Override
  public Pace pace() {
    PictureRecipe.Training training = recipe.training();
    return new Pace(
        training.steps(),
        training.rate(),
        training.finalRate(),
        Pace.PICTURES_WARM_UP,
        recipe.validation().every());
  }

  @Override
  public PictureBatch batch(long number) {
    PictureRecipe.Training training = recipe.training();
    return batches.train(
        number, Descent.grown((double) number, training.calm() * training.steps()));
  }

  @Override
  public Weights initial() {
    List<PictureBatch> some =
        LongStream.range(MEAN_BATCH, MEAN_BATCH + FOR_MEAN)
            .parallel()
            .mapToObj(number -> batches.train(number, 0))
            .toList();
    return PictureWeights.drawn(
        recipe.network().features(), recipe.network().regressor(), some, recipe.seed());
  }

  @Override
  public List<String> columns() {
    return Trainer.Step.columns(List.of("maps"));
  }

  @Override
  public CourseLearner<PictureBatch> learner(Weights weights, NDManager manager) {
    return new Learner(new PictureTrainer(weights, recipe.training(), manager), validation);
  }

  /** A trainer with its validation. */
  private record Learner(PictureTrainer trainer, PictureValidation validation)
      implements CourseLearner<PictureBatch> {

    @Override
    public TrainableParameters parameters() {
      return trainer.parameters();
    }

    @Override
    public Adam adam() {
      return trainer.adam();
    }

    @Override
    public List<Double> step(PictureBatch batch, double rate) {
      return trainer.step(batch, rate).values();
    }

    @Override
    public Map<String, Double> score() {
      return validation.score(trainer::predict);
    }
  }
}
