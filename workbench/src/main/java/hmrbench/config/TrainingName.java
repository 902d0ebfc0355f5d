package hmrbench.config;

/**
 * One checkpoint of a recipe.
 *
 * @param model with the number of steps behind it, where the recipe has several lengths
 * @param start whether the others of its seed start from it
 */
public record TrainingName(String model, long seed, boolean start) {

  @Override
  public String toString() {
    return "%s seed %d".formatted(model, seed);
  }
}
