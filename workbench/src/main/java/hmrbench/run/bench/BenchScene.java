package hmrbench.run.bench;

import hmrbench.body.BodyModel;
import hmrbench.body.JointRecipe;
import hmrbench.config.DatasetConfig;
import hmrbench.config.ExperimentBuilder;
import hmrbench.config.ExperimentConfig;
import hmrbench.config.ModelConfig;
import hmrbench.data.sim.Simulated;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.model.Models;
import hmrbench.model.NetworkPredictor;
import hmrbench.model.Predictor;
import hmrbench.run.DataSource;
import hmrbench.run.ExperimentRun;
import hmrbench.tensor.ComputeDevice;
import hmrbench.train.ClipStore;
import hmrbench.train.InitialWeights;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** TCMR with random weights, made-up data and a made-up body: what is measured. */
final class BenchScene implements ExperimentRun.Openings, AutoCloseable {

  static final String DATASET = "made-up";
  static final String MODEL = "tcmr";

  /** Size of the regressor's and of the attention's layers, as published. */
  private static final int REGRESSOR = 1024;

  private static final int ATTENTION = 256;

  private final BenchOptions options;
  private final BenchData data;
  private final BodyModel body;
  private final NetworkPredictor network;
  private final PartTimes parts = new PartTimes();

  /**
   * @param folder receives the features
   */
  BenchScene(BenchOptions options, Path folder, ComputeDevice device) {
    this.options = options;
    this.body = BenchBody.of(options.seed());
    this.data =
        BenchData.make(
            folder.resolve("features.npy"),
            options.frames(),
            options.features(),
            options.seed(),
            body);
    NetworkPredictor opened = network(options, device);
    this.network = options.batch() > 0 ? opened.withBatch(options.batch()) : opened;
  }

  /** The network alone. */
  static NetworkPredictor network(BenchOptions options, ComputeDevice device) {
    ClipStore.MeanBody mean = ClipStore.MeanBody.atRest();
    InitialWeights weights =
        new InitialWeights(options.seed())
            .regressor(options.features(), REGRESSOR, mean.pose(), mean.shape(), mean.camera());
    branch(weights, options, "cur", true);
    branch(weights, options, "bef", false);
    branch(weights, options, "aft", false);
    weights.attention("encoder.attention", 3, options.features(), ATTENTION);
    return Models.all()
        .of(config(options.window()), weights.weights(), "weights drawn for a measurement", device);
  }

  private static void branch(
      InitialWeights weights, BenchOptions options, String name, boolean bothWays) {
    int hidden = options.hidden();
    weights
        .gru("encoder.gru_" + name, options.features(), hidden, options.layers(), bothWays)
        .linear("encoder.linear_" + name, options.features(), bothWays ? 2 * hidden : hidden);
  }

  private static ModelConfig.Network config(int window) {
    return Models.all().named(MODEL).network(MODEL, List.of(), Map.of("window", window));
  }

  /** The experiment that evaluates it as 3DPW is evaluated. */
  ExperimentConfig experiment() {
    return new ExperimentBuilder(
            "bench",
            List.of(config(options.window())),
            List.of(
                new Simulated(
                    DATASET,
                    SimulatedSplit.TEST,
                    data.sequences().size(),
                    options.seed(),
                    BenchData.SEQUENCE / BenchData.FRAMES_PER_SECOND,
                    BenchData.FRAMES_PER_SECOND)))
        .device("auto")
        .build();
  }

  NetworkPredictor network() {
    return network;
  }

  BenchData data() {
    return data;
  }

  /** How long the parts of the network took since they were last asked for. */
  PartTimes parts() {
    return parts;
  }

  @Override
  public DataSource data(DatasetConfig config, Optional<Integer> limit) {
    return DataSource.of(data, body, JointRecipe.H36M_14);
  }

  @Override
  public Predictor model(
      ModelConfig config, int seed, DataSource source, Supplier<ComputeDevice> device) {
    return network.watchedBy(parts).twin().orElseThrow();
  }

  @Override
  public void close() {
    network.close();
  }
}
