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
                + " final-rate: %s, longest-gradient: %s, maps: %s, calm: %s}%n",
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
            training.calm())
        .replace(System.lineSeparator(), "\n");
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
    return new Learner(
        new PictureTrainer(weights, recipe.training().longestGradient(), manager),
        recipe.training().maps(),
        validation);
  }

  /**
   * A trainer with its weight of the maps.
   *
   * @param maps weight of the cross entropy of the joints' maps
   */
  private record Learner(PictureTrainer trainer, double maps, PictureValidation validation)
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
      return trainer.step(batch, rate, maps).values();
    }

    @Override
    public Map<String, Double> score() {
      return validation.score(trainer::predict);
    }
  }
}
