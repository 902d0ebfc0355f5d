package hmrbench.run.bench;

import hmrbench.body.EmbeddedBody;
import hmrbench.body.JointRecipe;
import hmrbench.config.DatasetConfig;
import hmrbench.config.ExperimentBuilder;
import hmrbench.config.ExperimentConfig;
import hmrbench.config.ModelConfig;
import hmrbench.config.PathRoots;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.OutputKind;
import hmrbench.core.Prediction;
import hmrbench.core.Reason;
import hmrbench.core.SmplTrack;
import hmrbench.data.Dataset;
import hmrbench.data.WindowPlan;
import hmrbench.data.sim.Simulated;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.model.Models;
import hmrbench.model.Predictor;
import hmrbench.record.RunStore;
import hmrbench.run.DataSource;
import hmrbench.run.ExperimentRun;
import hmrbench.tensor.ComputeDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Records of the size of a whole paper: nine models with three seeds each over a data set as long
 * as 3DPW's test set. Predictions are made up, everything behind them is a real run.
 */
final class LongRun implements ExperimentRun.Openings {

  private static final int MODELS = 9;
  private static final int SEEDS = 3;
  private static final int CELLS = MODELS * SEEDS;
  private static final int SEQUENCES = 37;
  private static final int WINDOW = 16;

  private final int sequenceFrames;

  /**
   * @param rows frame rows of all cells together, rounded up to whole sequences
   */
  LongRun(long rows) {
    long perSequence = (rows + (long) CELLS * SEQUENCES - 1) / ((long) CELLS * SEQUENCES);
    this.sequenceFrames = (int) Math.max(2 * WINDOW, perSequence);
  }

  long rows() {
    return (long) CELLS * SEQUENCES * sequenceFrames;
  }

  int cells() {
    return CELLS;
  }

  /**
   * Writes the records.
   *
   * @param folder of the run
   * @param weights folder for files that the manifest takes for weights, one per model
   * @param threads that work at the same time
   */
  void write(Path folder, Path weights, int threads) {
    ExperimentRun.run(
        new ExperimentRun.Request(
            experiment(weights),
            new PathRoots(folder, folder),
            folder,
            RunStore.Existing.REPLACE,
            threads),
        this,
        new QuietListener(),
        Clock.systemUTC());
  }

  private ExperimentConfig experiment(Path weights) {
    List<ModelConfig> models = IntStream.range(0, MODELS).mapToObj(i -> model(i, weights)).toList();
    return new ExperimentBuilder(
            "bench-records",
            models,
            List.of(
                new Simulated(
                    BenchScene.DATASET,
                    SimulatedSplit.TEST,
                    SEQUENCES,
                    1,
                    sequenceFrames / BenchData.FRAMES_PER_SECOND,
                    BenchData.FRAMES_PER_SECOND)))
        .seeds(IntStream.rangeClosed(1, SEEDS).boxed().toList())
        .baseline("model-0")
        .build();
  }

  private static ModelConfig model(int index, Path weights) {
    String name = "model-" + index;
    Path checkpoint = weights.resolve(name);
    try {
      Files.writeString(checkpoint, name);
    } catch (IOException e) {
      throw new Fault(Fault.Kind.FAILED_RUNNING, "%s: %s".formatted(checkpoint, Reason.of(e)), e);
    }
    return Models.all()
        .named(index == 0 ? "vibe" : "tcmr")
        .network(name, Collections.nCopies(SEEDS, checkpoint));
  }

  @Override
  public DataSource data(DatasetConfig config, Optional<Integer> limit) {
    return DataSource.of(new Waves(), EmbeddedBody.model(), JointRecipe.SMPL14);
  }

  @Override
  public Predictor model(
      ModelConfig config, int seed, DataSource source, Supplier<ComputeDevice> device) {
    return new MadeUp(31L * config.name().hashCode() + seed);
  }

  /** Sequences without features: no one looks at them. */
  private final class Waves implements Dataset {

    private final List<Clip> clips = IntStream.range(0, SEQUENCES).mapToObj(this::make).toList();

    private Clip make(int index) {
      SmplTrack smpl = BenchData.motion(sequenceFrames, new SplittableRandom(index));
      return Clip.of(
          sequences().get(index),
          BenchData.FRAMES_PER_SECOND,
          FloatGrid.zeros(sequenceFrames, 0),
          EmbeddedBody.model().joints(smpl, JointRecipe.SMPL14, BenchData.FRAMES_PER_SECOND),
          Optional.empty());
    }

    @Override
    public String name() {
      return BenchScene.DATASET;
    }

    @Override
    public double nativeFramesPerSecond() {
      return BenchData.FRAMES_PER_SECOND;
    }

    @Override
    public JointSet joints() {
      return JointSet.SMPL14;
    }

    @Override
    public int featureSize() {
      return 0;
    }

    @Override
    public List<String> sequences() {
      return IntStream.range(0, SEQUENCES).mapToObj(i -> "sequence-" + i).toList();
    }

    @Override
    public Clip clip(int index, double framesPerSecond) {
      return clips.get(index);
    }

    @Override
    public List<Double> frameRates() {
      return List.of(BenchData.FRAMES_PER_SECOND);
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  /** Another motion than the true one, with attention that wanders. */
  private record MadeUp(long seed) implements Predictor {

    @Override
    public OutputKind output() {
      return OutputKind.MIDDLE_FRAME;
    }

    @Override
    public int windowFrames() {
      return WINDOW;
    }

    @Override
    public Prediction predict(Clip clip, WindowPlan plan) {
      int rows = plan.rows().size();
      float[] attention = new float[rows * 3];
      for (int row = 0; row < rows; row++) {
        float past = (float) (0.33 + 0.1 * Math.sin(0.05 * row + seed));
        float future = (float) (0.33 + 0.1 * Math.cos(0.07 * row));
        attention[row * 3] = past;
        attention[row * 3 + 1] = 1 - past - future;
        attention[row * 3 + 2] = future;
      }
      return new Prediction(
          BenchData.motion(rows, new SplittableRandom(seed + clip.sequence().hashCode())),
          Optional.of(FloatGrid.owning(attention, rows, 3)));
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
