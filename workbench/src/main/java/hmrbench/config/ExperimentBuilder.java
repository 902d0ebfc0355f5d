package hmrbench.config;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;
import java.util.Optional;

/**
 * Puts an experiment together in code: what is not said is what a config without the key has, and
 * the device is the CPU.
 */
public final class ExperimentBuilder {

  private final String name;
  private final List<ModelConfig> models;
  private final List<DatasetConfig> datasets;
  private List<ProtocolConfig> protocols = List.of(ProtocolConfig.of("tcmr"));
  private List<FrameRate> frameRates = List.of(FrameRate.NATIVE);
  private FrameRate.Mode frameRateMode = FrameRate.Mode.INPUT;
  private List<String> filters = List.of("none");
  private Optional<DatasetConfig> filtersChosenOn = Optional.empty();
  private List<Integer> seeds = List.of(1);
  private String device = "cpu";
  private Optional<String> baseline = Optional.empty();
  private List<Intervention> interventions = List.of();

  public ExperimentBuilder(String name, List<ModelConfig> models, List<DatasetConfig> datasets) {
    this.name = name;
    this.models = List.copyOf(models);
    this.datasets = List.copyOf(datasets);
  }

  @CanIgnoreReturnValue
  public ExperimentBuilder protocols(String... names) {
    protocols = List.of(names).stream().map(ProtocolConfig::of).toList();
    return this;
  }

  @CanIgnoreReturnValue
  public ExperimentBuilder rates(FrameRate.Mode mode, List<FrameRate> rates) {
    frameRateMode = mode;
    frameRates = List.copyOf(rates);
    return this;
  }

  @CanIgnoreReturnValue
  public ExperimentBuilder filters(List<String> names) {
    filters = List.copyOf(names);
    return this;
  }

  /** The data on which parameters of filters are chosen, where they are. */
  @CanIgnoreReturnValue
  public ExperimentBuilder filtersChosenOn(Optional<DatasetConfig> dataset) {
    filtersChosenOn = dataset;
    return this;
  }

  @CanIgnoreReturnValue
  public ExperimentBuilder seeds(List<Integer> numbers) {
    seeds = List.copyOf(numbers);
    return this;
  }

  @CanIgnoreReturnValue
  public ExperimentBuilder device(String words) {
    device = words;
    return this;
  }

  @CanIgnoreReturnValue
  public ExperimentBuilder baseline(String model) {
    baseline = Optional.of(model);
    return this;
  }

  @CanIgnoreReturnValue
  public ExperimentBuilder interventions(Intervention... forced) {
    interventions = List.of(forced);
    return this;
  }

  /** The experiment. */
  public ExperimentConfig build() {
    return new ExperimentConfig(
        name,
        models,
        datasets,
        protocols,
        new ExperimentConfig.Rates(frameRates, frameRateMode),
        new ExperimentConfig.Smoothing(filters, filtersChosenOn),
        seeds,
        new ExperimentConfig.Extent(device, Optional.empty()),
        new ExperimentConfig.Questions(baseline, interventions),
        new ExperimentConfig.Report(Optional.empty(), Optional.empty()));
  }
}
