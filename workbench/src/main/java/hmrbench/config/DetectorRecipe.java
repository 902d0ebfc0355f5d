package hmrbench.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a network is trained that finds rendered people in whole pictures. Everything is fixed
 * beforehand, the number of steps too.
 *
 * @param name of the recipe
 * @param seed of the weights
 * @param pictures what it is trained on
 * @param training how long and how fast
 * @param validation when and on what it is validated
 * @param output folder of the checkpoint
 */
public record DetectorRecipe(
    String name,
    long seed,
    Pictures pictures,
    Training training,
    Validation validation,
    Path output) {

  /** The section that only such a recipe has. */
  static final String WHOLE_PICTURES = "whole-pictures";

  public DetectorRecipe {
    Names.require("name", name);
  }

  /**
   * Training pictures, rendered on the way.
   *
   * @param side the longer side of a picture, in pixels
   * @param batch pictures per step
   * @param seed of the scenes
   */
  public record Pictures(int side, int batch, long seed) {
    private static final int LEAST_SIDE = 64;
    private static final int MOST_SIDE = 512;

    public Pictures {
      if (side < LEAST_SIDE || side > MOST_SIDE) {
        throw BadValue.of(
            "side", "must be from %d to %d, got %d".formatted(LEAST_SIDE, MOST_SIDE, side));
      }
      BadValue.requireBatch(batch, side);
    }
  }

  /**
   * How it is trained.
   *
   * @param steps batches
   * @param rate learning rate at the start
   * @param finalRate what is left of it at the end; half a cosine leads there
   * @param longestGradient gradients longer than this are shortened to it
   * @param boxes weight of the loss of boxes
   * @param calm share of the steps over which the surroundings grow from an even grey to what they
   *     are
   */
  public record Training(
      int steps, double rate, double finalRate, double longestGradient, double boxes, double calm) {
    public Training {
      BadValue.requirePositive("steps", steps);
      BadValue.requirePositive("rate", rate);
      BadValue.requirePositive("longest-gradient", longestGradient);
      BadValue.requirePositive("boxes", boxes);
      BadValue.requireShare("final-rate", finalRate);
      BadValue.requireShare("calm", calm);
    }
  }

  /**
   * When and on what it is validated.
   *
   * @param batches of the validation split, of as many pictures as those of training
   * @param every steps between two validations
   */
  public record Validation(int batches, int every) {
    public Validation {
      BadValue.requirePositive("batches", batches);
      BadValue.requirePositive("every", every);
    }
  }

  /** Reads a recipe; mistakes are collected by the keys. */
  static Optional<DetectorRecipe> read(Keys keys) {
    String name = keys.text("name");
    long seed = keys.optionalLong("seed").orElse(1L);
    Optional<Pictures> pictures =
        keys.section(WHOLE_PICTURES)
            .flatMap(
                map -> {
                  int side = map.integer("side");
                  int batch = map.integer("batch");
                  long drawn = map.optionalLong("seed").orElse(1L);
                  return map.build(() -> new Pictures(side, batch, drawn));
                });
    Optional<Training> training = keys.section("training").flatMap(DetectorRecipe::training);
    Optional<Validation> validation =
        keys.section("validation")
            .flatMap(
                map -> {
                  int batches = map.integer("batches");
                  int every = map.integer("every");
                  return map.build(() -> new Validation(batches, every));
                });
    Path output = keys.path("output");
    return keys.build(
        () ->
            new DetectorRecipe(
                name,
                seed,
                pictures.orElseThrow(),
                training.orElseThrow(),
                validation.orElseThrow(),
                output));
  }

  private static Optional<Training> training(Keys map) {
    int steps = map.integer("steps");
    double rate = map.number("rate");
    double finalRate = map.number("final-rate");
    double longest = map.number("longest-gradient");
    double boxes = map.number("boxes");
    double calm = map.number("calm");
    return map.build(() -> new Training(steps, rate, finalRate, longest, boxes, calm));
  }
}
