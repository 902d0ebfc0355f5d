package hmrbench.train;

import ai.djl.ndarray.NDManager;
import hmrbench.body.EmbeddedBody;
import hmrbench.config.DetectorRecipe;
import hmrbench.core.FloatGrid;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.model.picture.DetectionMaps;
import hmrbench.model.picture.DetectionNetwork;
import hmrbench.scene.Scene;
import hmrbench.scene.WholePictureBatch;
import hmrbench.scene.WholePictures;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** A training of the network that finds people in whole pictures. */
public final class DetectorCourse implements TrainingCourse<WholePictureBatch> {

  private static final String BIAS = "said.bias";

  /**
   * What the network says of every cell at first: that the middle of someone is there with 2 %, in
   * the middle of a box of 5 x 10 cells.
   */
  private static final float[] FIRST_SAID = {-4, 0, 0, 1.6f, 2.3f};

  private final DetectorRecipe recipe;
  private final DetectorValidation validation;
  private final WholePictures pictures;

  public DetectorCourse(DetectorRecipe recipe, DetectorValidation validation) {
    this.recipe = recipe;
    this.validation = validation;
    DetectorRecipe.Pictures drawn = recipe.pictures();
    this.pictures =
        new WholePictures(
            drawn.side(), drawn.batch(), drawn.seed(), new Scene.Bodies(EmbeddedBody.model()));
  }

  @Override
  public String name() {
    return recipe.name();
  }

  @Override
  public String told() {
    DetectorRecipe.Pictures drawn = recipe.pictures();
    DetectorRecipe.Training training = recipe.training();
    return String.format(
            Locale.ROOT,
            "name: %s%narchitecture: people%nseed: %d%nwhole-pictures: {side: %d, batch: %d, seed:"
                + " %d}%ntraining: {steps: %d, rate: %s, final-rate: %s, longest-gradient: %s,"
                + " boxes: %s, calm: %s}%n",
            recipe.name(),
            recipe.seed(),
            drawn.side(),
            drawn.batch(),
            drawn.seed(),
            training.steps(),
            training.rate(),
            training.finalRate(),
            training.longestGradient(),
            training.boxes(),
            training.calm())
        .replace(System.lineSeparator(), "\n");
  }

  @Override
  public Map<String, String> words() {
    return Map.of(
        "architecture",
        "people",
        "recipe",
        recipe.name(),
        DetectionMaps.SIDE,
        Integer.toString(recipe.pictures().side()));
  }

  @Override
  public Path output() {
    return recipe.output();
  }

  @Override
  public Pace pace() {
    DetectorRecipe.Training training = recipe.training();
    return new Pace(
        training.steps(),
        training.rate(),
        training.finalRate(),
        Pace.PICTURES_WARM_UP,
        recipe.validation().every());
  }

  @Override
  public WholePictureBatch batch(long number) {
    DetectorRecipe.Training training = recipe.training();
    double surroundings = Descent.grown((double) number, training.calm() * training.steps());
    return pictures.batch(SimulatedSplit.TRAIN, number, surroundings);
  }

  @Override
  public Weights initial() {
    return drawn(recipe.seed());
  }

  /** Weights before the first step. */
  static Weights drawn(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, FloatGrid> grids = new LinkedHashMap<>();
    DetectionNetwork.shapes(
        (name, shape) -> grids.put(name, PictureWeights.layer(name, shape, random)));
    grids.put(BIAS, FloatGrid.copyOf(FIRST_SAID, FIRST_SAID.length));
    return new Weights(grids);
  }

  @Override
  public List<String> columns() {
    return DetectorTrainer.COLUMNS;
  }

  @Override
  public CourseLearner<WholePictureBatch> learner(Weights weights, NDManager manager) {
    DetectorRecipe.Training training = recipe.training();
    return new DetectorTrainer(
        weights, training.longestGradient(), training.boxes(), validation, manager);
  }
}
