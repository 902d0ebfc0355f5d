package hmrbench.config;

import hmrbench.core.CropSide;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a network that looks at rendered people is trained. Everything is fixed beforehand, the
 * number of steps too.
 *
 * @param name of the recipe
 * @param seed of the weights
 * @param pictures what it is trained on
 * @param network sizes of its layers
 * @param training how long and how fast
 * @param validation when and on what it is validated
 * @param output folder of the checkpoint
 */
public record PictureRecipe(
    String name,
    long seed,
    Pictures pictures,
    Network network,
    Training training,
    Validation validation,
    Path output) {

  /**
   * Training pictures, rendered on the way.
   *
   * @param size side of a crop, in pixels
   * @param batch pictures per step
   * @param perScene pictures of one scene; divides {@code batch}
   * @param seed of the scenes
   */
  public record Pictures(int size, int batch, int perScene, long seed) {
    public Pictures {
      CropSide.whyNot(size)
          .ifPresent(
              problem -> {
                throw BadValue.of("size", problem);
              });
      BadValue.requireBatch(batch, size);
      BadValue.requirePositive("per-scene", perScene);
      if (batch % perScene != 0) {
        throw BadValue.of(
            "per-scene", "must divide the batch of %d, got %d".formatted(batch, perScene));
      }
    }
  }

  /**
   * Sizes of layers.
   *
   * @param features length of a feature vector, F
   * @param regressor units of the regressor's layers
   */
  public record Network(int features, int regressor) {
    public Network {
      BadValue.requireSize("features", features);
      BadValue.requireSize("regressor", regressor);
    }
  }

  /**
   * How it is trained.
   *
   * @param steps batches
   * @param rate learning rate at the start, of Adam
   * @param matrixRate of Muon at the start, which moves the kernels between hidden layers; none
   *     where Adam moves them too
   * @param finalRate what is left of it at the end; half a cosine leads there
   * @param longestGradient gradients longer than this are shortened to it
   * @param maps weight of the cross entropy of the joints' maps
   * @param calm share of the steps over which the surroundings grow from an even grey to what they
   *     are
   * @param precision {@code float32} or {@code bfloat16}, of the residual blocks
   * @param shares in how many a batch is split, each for a thread; it decides how sums are rounded
   */
  public record Training(
      int steps,
      double rate,
      Optional<Double> matrixRate,
      double finalRate,
      double longestGradient,
      double maps,
      double calm,
      String precision,
      int shares) {
    /** The precision where none is named. */
    public static final String FLOAT32 = "float32";

    private static final List<String> PRECISIONS = List.of(FLOAT32, "bfloat16");

    public Training {
      BadValue.requirePositive("steps", steps);
      BadValue.requirePositive("rate", rate);
      BadValue.requirePositive("longest-gradient", longestGradient);
      BadValue.requireShare("final-rate", finalRate);
      BadValue.requireShare("calm", calm);
      BadValue.requirePositive("shares", shares);
      matrixRate.ifPresent(it -> BadValue.requirePositive("matrix-rate", it));
      if (!PRECISIONS.contains(precision)) {
        throw BadValue.of(
            "precision",
            "must be one of %s, got %s".formatted(String.join(", ", PRECISIONS), precision));
      }
      if (!(maps >= 0)) {
        throw BadValue.of("maps", "must be 0 or more, got " + BadValue.shown(maps));
      }
    }
  }

  /**
   * When and on what it is validated.
   *
   * @param sequences of the validation set
   * @param frames of each, at 30 frames/s, cropped by true boxes
   * @param seed of that set
   * @param every steps between two validations
   */
  public record Validation(int sequences, int frames, long seed, int every) {
    private static final int LEAST_FRAMES = 3;

    public Validation {
      BadValue.requirePositive("sequences", sequences);
      BadValue.requirePositive("every", every);
      if (frames < LEAST_FRAMES) {
        throw BadValue.of("frames", "must be at least 3, for an acceleration, got " + frames);
      }
    }
  }

  public PictureRecipe {
    Names.require("name", name);
    if (pictures.batch() % training.shares() != 0) {
      throw BadValue.of(
          "training.shares",
          "must divide the batch of %d, got %d".formatted(pictures.batch(), training.shares()));
    }
  }
}
