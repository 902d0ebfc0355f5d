package hmrbench.train;

import hmrbench.core.Fault;
import hmrbench.io.NdArray;
import hmrbench.io.safetensors.SafeTensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A training in the middle: weights and moments of the optimiser, steps done, seconds spent. A
 * batch is a function of seed and step, so there is no generator to save.
 */
final class TrainingState {

  private static final String VECTOR = "weights";
  private static final String FIRST = "first_moment";
  private static final String SECOND = "second_moment";
  private static final String DISCRIMINATOR = "discriminator_";
  private static final String STEPS = "steps";
  private static final String SECONDS = "seconds";
  private static final String RECIPE = "recipe";

  /** What the log had not yet written of, where a training was stopped between two of its rows. */
  private static final String LOG = "log";

  private TrainingState() {}

  /**
   * One vector of weights with its optimiser.
   *
   * @param prefix of its names in the file
   */
  private record Part(String prefix, TrainableParameters parameters, Adam adam) {}

  private static List<Part> parts(Trainer trainer) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("", trainer.parameters(), trainer.adam()));
    trainer
        .critic()
        .ifPresent(it -> parts.add(new Part(DISCRIMINATOR, it.parameters(), it.adam())));
    return parts;
  }

  /** Writes aside, then moves: a file that is there is whole. */
  static void save(Path file, Trainer trainer, TrainingLog log, String recipe, double seconds) {
    Map<String, NdArray> further = new LinkedHashMap<>(trainer.lesson().found());
    double[] pending = log.pending();
    further.put(LOG, NdArray.of(pending, pending.length));
    save(file, parts(trainer), further, recipe, seconds);
  }

  /** As {@link #save(Path, Trainer, TrainingLog, String, double)}. */
  static void save(
      Path file, TrainableParameters parameters, Adam adam, String recipe, double seconds) {
    save(file, List.of(new Part("", parameters, adam)), Map.of(), recipe, seconds);
  }

  private static void save(
      Path file, List<Part> parts, Map<String, NdArray> further, String recipe, double seconds) {
    Map<String, NdArray> arrays = new LinkedHashMap<>(further);
    parts.forEach(part -> put(arrays, part.prefix(), part.parameters(), part.adam()));
    Map<String, String> words =
        Map.of(
            STEPS, Integer.toString(parts.get(0).adam().steps()),
            SECONDS, Double.toString(seconds),
            RECIPE, recipe);
    SafeTensors.writeSummed(file, arrays, words);
  }

  /** Writes the weights alone, as those of the best validation so far. */
  static void saveBest(Path file, Trainer trainer) {
    SafeTensors.writeSummed(
        file, Map.of(VECTOR, NdArray.of(trainer.parameters().vectorValues())), Map.of());
  }

  /**
   * Takes the weights of the best validation in place of the last ones, where there are any.
   *
   * @throws Fault if they are damaged
   */
  static void restoreBest(Path file, Trainer trainer) {
    if (Files.exists(file)) {
      trainer.parameters().restore(whole(file).floats(VECTOR));
    }
  }

  private static void put(
      Map<String, NdArray> arrays, String prefix, TrainableParameters parameters, Adam adam) {
    arrays.put(prefix + VECTOR, NdArray.of(parameters.vectorValues()));
    arrays.put(prefix + FIRST, NdArray.of(adam.firstMoment()));
    arrays.put(prefix + SECOND, NdArray.of(adam.secondMoment()));
  }

  private static void restore(
      SafeTensors saved, String prefix, TrainableParameters parameters, Adam adam, int steps) {
    parameters.restore(saved.floats(prefix + VECTOR));
    adam.restore(saved.floats(prefix + FIRST), saved.floats(prefix + SECOND), steps);
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
   * Continues a saved training with its log, if there is one.
   *
   * @return seconds spent so far
   * @throws Fault if it was saved under another recipe, or is damaged
   */
  static double restore(Path file, Trainer trainer, TrainingLog log, String recipe) {
    double seconds = restore(file, parts(trainer), recipe);
    if (Files.exists(file)) {
      SafeTensors saved = SafeTensors.open(file);
      trainer.lesson().restore(saved);
      log.resume(trainer.adam().steps());
      if (saved.names().contains(LOG)) {
        log.resume(saved.array(LOG).doubles());
      }
    }
    return seconds;
  }

  /** As {@link #restore(Path, Trainer, TrainingLog, String)}. */
  static double restore(Path file, TrainableParameters parameters, Adam adam, String recipe) {
    return restore(file, List.of(new Part("", parameters, adam)), recipe);
  }

  private static SafeTensors whole(Path file) {
    Optional<SafeTensors> saved = opened(file);
    boolean sound = saved.flatMap(SafeTensors::hasItsSum).orElse(true); // Older ones have none.
    return saved
        .filter(it -> sound)
        .orElseThrow(
            () ->
                Fault.asked(
                    "%s is damaged, so that no training can go on from it; remove its folder to"
                        + " train anew",
                    file));
  }

  private static Optional<SafeTensors> opened(Path file) {
    try {
      return Optional.of(SafeTensors.open(file));
    } catch (Fault e) {
      return Optional.empty();
    }
  }

  private static double restore(Path file, List<Part> parts, String recipe) {
    if (!Files.exists(file)) {
      return 0;
    }
    SafeTensors saved = whole(file);
    Map<String, String> words = saved.metadata();
    if (!recipe.equals(words.get(RECIPE))) {
      throw Fault.asked(
          "%s was saved under another recipe; remove its folder to train anew, or give another"
              + " output",
          file);
    }
    int steps = Integer.parseInt(words.getOrDefault(STEPS, "0"));
    parts.forEach(part -> restore(saved, part.prefix(), part.parameters(), part.adam(), steps));
    return Double.parseDouble(words.getOrDefault(SECONDS, "0"));
  }
}
