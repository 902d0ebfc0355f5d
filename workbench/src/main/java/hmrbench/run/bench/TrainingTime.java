package hmrbench.run.bench;

import hmrbench.config.MixtureConfig;
import hmrbench.config.ModelConfig;
import hmrbench.config.TrainingConfig;
import hmrbench.core.Fault;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import hmrbench.train.TimedTraining;
import hmrbench.train.official.MadeUpLessons;
import hmrbench.train.official.MixtureLessons;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * How long a recipe of official files takes on a device: steps per second of each network on
 * made-up windows, on one thread as a training has it, times the steps of the recipe. Reading files
 * comes on top, and is timed where the files are there; so do validations.
 */
public final class TrainingTime {

  /** Of the features of SPIN's backbone, which all official files hold. */
  private static final int FEATURES = 2048;

  private static final int BATCHES = 50;
  private static final int WARM = 1;
  private static final int TIMED = 2;

  private TrainingTime() {}

  /**
   * The table, one line each.
   *
   * @param filesThere whether the files of the recipe can be read
   * @param progress hears what is being measured
   * @throws Fault if the recipe is not one of official files
   */
  public static List<String> of(
      TrainingConfig config, ComputeDevice device, boolean filesThere, Consumer<String> progress) {
    MixtureConfig mixture = config.mixture().orElseThrow(() -> notOfficial(config.name()));
    TensorEngine.useThreadsPerOperation(1);
    int workers = Math.max(1, Runtime.getRuntime().availableProcessors());
    int steps = config.temporal().steps();
    int seeds = config.seeds().size();
    MadeUpLessons lessons = new MadeUpLessons(BenchBody.of(1), FEATURES);
    List<String> lines = new ArrayList<>();
    lines.add("| network | steps/s | steps | seeds | hours on one thread |");
    lines.add("| --- | ---: | ---: | ---: | ---: |");
    double hours = 0;
    List<ModelConfig.Network> networks =
        config.models().stream().filter(model -> !config.isRegressor(model)).toList();
    for (ModelConfig.Network model : networks) {
      progress.accept("timing " + model.name());
      double rate = rate(model, config, lessons, device);
      double own = seeds * steps / rate / 3600;
      hours += own;
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %.3f | %d | %d | %.1f |",
              model.name(),
              rate,
              steps,
              seeds,
              own));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "in all about %.0f hours with %d trainings at once on %s; reading files and validations"
                + " come on top",
            hours / workers,
            workers,
            device.description()));
    if (filesThere && !networks.isEmpty()) {
      progress.accept("reading files");
      lines.add(reading(networks.get(0), config, mixture, device));
    }
    return lines;
  }

  /** That a recipe of other clips has no estimate. */
  public static Fault notOfficial(String recipe) {
    return Fault.asked(
        "--estimate: recipe %s has no mixture of official files; of others, the lines of a training"
            + " tell how long is left",
        recipe);
  }

  /** How fast one thread reads and assembles batches of a network. */
  private static String reading(
      ModelConfig.Network model,
      TrainingConfig config,
      MixtureConfig mixture,
      ComputeDevice device) {
    MixtureLessons lessons = new MixtureLessons(mixture, config.loss());
    int batch = config.temporal().batch();
    try (TimedTraining training =
        new TimedTraining(model, config.sizes(), lessons, batch, 1, device)) {
      training.batchesPerSecond(WARM);
      double rate = training.batchesPerSecond(BATCHES);
      return String.format(
          Locale.ROOT,
          "reading files: %.0f windows/s on one thread, %.1f ms of each step",
          rate * batch,
          1000 / rate);
    }
  }

  private static double rate(
      ModelConfig.Network model,
      TrainingConfig config,
      MadeUpLessons lessons,
      ComputeDevice device) {
    try (TimedTraining training =
        new TimedTraining(model, config.sizes(), lessons, config.temporal().batch(), 1, device)) {
      training.stepsPerSecond(WARM, config.temporal().rate());
      return training.stepsPerSecond(TIMED, config.temporal().rate());
    }
  }
}
