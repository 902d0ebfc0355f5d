package hmrbench.run;

import hmrbench.config.DatasetConfig;
import hmrbench.config.MixtureConfig;
import hmrbench.config.TrainingConfig;
import hmrbench.config.TrainingName;
import hmrbench.core.Clip;
import hmrbench.core.Remark;
import hmrbench.data.Dataset;
import hmrbench.data.sim.SimulatedDataset;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.data.sim.SimulatedTraining;
import hmrbench.record.Sha256;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import hmrbench.train.ClipLessons;
import hmrbench.train.Lessons;
import hmrbench.train.Progress;
import hmrbench.train.TrainingClips;
import hmrbench.train.TrainingRun;
import hmrbench.train.Validation;
import hmrbench.train.official.MixtureLessons;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** Starts a training recipe with its training and validation clips. */
public final class Trainings {

  private Trainings() {}

  /**
   * Trains what of a recipe is missing.
   *
   * @param work folder of unfinished trainings; the same one goes on with them
   * @param command what was typed, for the cards
   * @param workers trainings at once
   * @param strict whether a doubt about the clips is an error
   * @throws hmrbench.core.Fault if a training failed
   */
  public static void run(
      TrainingConfig config,
      Path work,
      String command,
      int workers,
      ComputeDevice device,
      boolean strict,
      Progress progress,
      Clock clock) {
    with(
        config,
        strict,
        progress,
        (lessons, looks) ->
            new TrainingRun(config, lessons, work, command, workers, device, looks, progress, clock)
                .run());
  }

  /** All checkpoints of a recipe, those first that others start from. */
  public static List<TrainingName> names(TrainingConfig config) {
    return TrainingRun.names(config);
  }

  /** Those whose checkpoint is not there as the recipe makes it. */
  public static List<TrainingName> missing(TrainingConfig config) {
    Set<TrainingName> done = TrainingRun.done(config);
    return names(config).stream().filter(name -> !done.contains(name)).toList();
  }

  /** What tells a recipe from every other that makes other checkpoints, as a SHA-256. */
  public static String hash(TrainingConfig config) {
    return Sha256.of(TrainingRun.told(config));
  }

  /** The weights of a checkpoint, which may not be there yet. */
  public static Path weights(TrainingConfig config, TrainingName name) {
    return TrainingRun.weights(config, name);
  }

  /**
   * Steps of an unfinished training that a program which is killed does not lose.
   *
   * @param work folder of unfinished trainings
   */
  public static int stepsSaved(Path work, TrainingName name) {
    return TrainingRun.stepsSaved(work, name);
  }

  /**
   * Trains one checkpoint in a program of its own, which is the only one that trains it.
   *
   * @param command what was typed, for the card
   * @param device where to compute, as on the command line
   * @param stop whether to save the state and end
   * @return whether the training came to its end
   * @throws hmrbench.core.Fault if it failed
   */
  public static boolean one(
      TrainingConfig config,
      TrainingName name,
      Path work,
      String command,
      String device,
      boolean strict,
      BooleanSupplier stop,
      RunListener listener,
      Clock clock) {
    ComputeDevice where = ComputeDevice.parse(device);
    Progress progress = heardBy(listener);
    boolean[] ended = new boolean[1];
    with(
        config,
        strict,
        progress,
        (lessons, looks) ->
            ended[0] =
                new TrainingRun(config, lessons, work, command, 1, where, looks, progress, clock)
                    .alone()
                    .run(name::equals, stop));
    return ended[0];
  }

  private static Progress heardBy(RunListener listener) {
    return new Progress() {
      private int first = -1;

      @Override
      public void say(String line) {
        listener.remark(line);
      }

      @Override
      public void reached(int done, int most) {
        if (first < 0) {
          first = done - 1;
        }
        listener.progress(
            (double) (done - first) / (most - first),
            "step %d of at most %d".formatted(done, most));
      }
    };
  }

  /** Does something with what a recipe's networks learn from and are validated on. */
  private static void with(
      TrainingConfig config,
      boolean strict,
      Progress progress,
      BiConsumer<Lessons, Validation> work) {
    TensorEngine.useThreadsPerOperation(1); // Also for a network that makes features of pictures.
    if (config.mixture().isPresent()) {
      MixtureConfig mixture = config.mixture().get();
      MixtureLessons lessons = new MixtureLessons(mixture, config.loss());
      lessons.inWords().forEach(progress::say);
      try (OfficialValidation looks = OfficialValidation.open(mixture.scoring())) {
        tell(looks.remarks(), strict, progress);
        work.accept(lessons, looks);
      }
      return;
    }
    try (Dataset validation = validation(config.data(), config.sets(), config.validation());
        Source source = source(config.data(), config.sets())) {
      tell(validation, source, strict, progress);
      if (config.sets().isPresent()) {
        progress.say("making %d validation clips".formatted(validation.sequences().size()));
      }
      work.accept(
          new ClipLessons(source.clips(), config.loss(), config.supervision(), progress),
          new TrainingValidation(validation));
    }
  }

  /** Tells what is odd about clips. */
  static void tell(Dataset validation, Source source, boolean strict, Progress progress) {
    tell(validation.remarks(), strict, progress);
    source.dataset().ifPresent(it -> tell(it.remarks(), strict, progress));
  }

  private static void tell(List<Remark> remarks, boolean strict, Progress progress) {
    remarks.forEach(it -> progress.say(it.toString()));
    if (strict) {
      Strictness.requireNoDoubt(remarks);
    }
  }

  static Dataset validation(
      Optional<TrainingConfig.Data> data,
      Optional<TrainingConfig.Sets> given,
      TrainingConfig.Validation look) {
    return given
        .map(sets -> open(sets.validation()))
        .orElseGet(
            () ->
                new SimulatedDataset(
                    "simulated-validation",
                    SimulatedSplit.VALIDATION,
                    look.sequences().orElseThrow(),
                    look.seed(),
                    data.orElseThrow().features()));
  }

  private static Dataset open(DatasetConfig config) {
    return DataSource.open(config, Optional.empty()).dataset();
  }

  /**
   * Where training clips come from.
   *
   * @param dataset that they are sequences of, where they are
   */
  record Source(TrainingClips clips, Optional<Dataset> dataset) implements AutoCloseable {
    @Override
    public void close() {
      dataset.ifPresent(Dataset::close);
    }
  }

  static Source source(Optional<TrainingConfig.Data> data, Optional<TrainingConfig.Sets> given) {
    return given
        .map(
            sets -> {
              Dataset dataset = open(sets.training());
              return new Source(sequencesOf(dataset), Optional.of(dataset));
            })
        .orElseGet(() -> new Source(simulated(data.orElseThrow()), Optional.empty()));
  }

  static TrainingClips sequencesOf(Dataset dataset) {
    return new TrainingClips() {
      @Override
      public int count() {
        return dataset.sequences().size();
      }

      @Override
      public int featureSize() {
        return dataset.featureSize();
      }

      @Override
      public Clip clip(long number) {
        return dataset.clip(Math.toIntExact(number), dataset.nativeFramesPerSecond());
      }
    };
  }

  /** Clips of the simulated set; they are made when they are asked for. */
  public static TrainingClips simulated(TrainingConfig.Data data) {
    SimulatedTraining source = new SimulatedTraining(data.seed(), data.fps(), data.features());
    return new TrainingClips() {
      @Override
      public int count() {
        return data.clips();
      }

      @Override
      public int featureSize() {
        return source.featureSize();
      }

      @Override
      public Clip clip(long number) {
        return source.clip(number);
      }
    };
  }
}
