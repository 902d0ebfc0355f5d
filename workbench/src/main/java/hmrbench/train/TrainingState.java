package hmrbench.train;

import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.io.NdArray;
import hmrbench.io.safetensors.SafeTensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A training in the middle: weights and moments of the optimiser, steps done, seconds spent. A
 * batch is a function of seed and step, so there is no generator to save.
 */
final class TrainingState {

  private static final String VECTOR = "weights";
  private static final String FIRST = "first_moment";
  private static final String SECOND = "second_moment";
  private static final String STEPS = "steps";
  private static final String SECONDS = "seconds";
  private static final String RECIPE = "recipe";

  private TrainingState() {}

  /** Writes aside, then moves: a file that is there is whole. */
  static void save(Path file, Trainer trainer, String recipe, double seconds) {
    Map<String, NdArray> arrays = new LinkedHashMap<>();
    arrays.put(VECTOR, NdArray.of(trainer.parameters().vectorValues()));
    arrays.put(FIRST, NdArray.of(trainer.adam().firstMoment()));
    arrays.put(SECOND, NdArray.of(trainer.adam().secondMoment()));
    Map<String, String> words =
        Map.of(
            STEPS, Integer.toString(trainer.adam().steps()),
            SECONDS, Double.toString(seconds),
            RECIPE, recipe);
    SafeTensors.write(file, arrays, words);
  }

  /** Steps of a saved training; 0 where there is none, or it cannot be read. */
  static int steps(Path file) {
    try {
      return Files.exists(file)
          ? Integer.parseInt(SafeTensors.open(file).metadata().getOrDefault(STEPS, "0"))
          : 0;
    } catch (Fault | NumberFormatException e) {
      return 0; // Going on with it will say why.
    }
  }

  /**
   * Continues a saved training, if there is one.
   *
   * @return seconds spent so far
   * @throws Fault if it was saved under another recipe
   */
  static double restore(Path file, Trainer trainer, String recipe) {
    if (!Files.exists(file)) {
      return 0;
    }
    SafeTensors saved = SafeTensors.open(file);
    Map<String, String> words = saved.metadata();
    if (!recipe.equals(words.get(RECIPE))) {
      throw Fault.asked(
          "%s was saved under another recipe; remove its folder to train anew, or give another"
              + " output",
          file);
    }
    FloatGrid vector = saved.floats(VECTOR);
    trainer.parameters().restore(vector);
    int steps = Integer.parseInt(words.getOrDefault(STEPS, "0"));
    trainer.adam().restore(saved.floats(FIRST), saved.floats(SECOND), steps);
    return Double.parseDouble(words.getOrDefault(SECONDS, "0"));
  }
}
