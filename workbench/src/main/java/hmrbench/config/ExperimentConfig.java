package hmrbench.config;

import java.util.List;
import java.util.Optional;

/**
 * A validated experiment: which models on which data, and how they are scored.
 *
 * @param protocols how predictions are scored
 * @param rates at which frame rates
 * @param smoothing with which filters
 * @param seeds which checkpoint of a model that has several: seed 1 is the first
 * @param extent where it runs, and on how much of the data
 * @param questions what is asked beyond scores
 */
public record ExperimentConfig(
    String name,
    List<ModelConfig> models,
    List<DatasetConfig> datasets,
    List<ProtocolConfig> protocols,
    Rates rates,
    Smoothing smoothing,
    List<Integer> seeds,
    Extent extent,
    Questions questions,
    Report report) {

  /**
   * Frame rates.
   *
   * @param frameRates that data is seen at
   * @param mode what a lower rate means for a model
   */
  public record Rates(List<FrameRate> frameRates, FrameRate.Mode mode) {
    public Rates {
      frameRates = List.copyOf(frameRates);
    }
  }

  /**
   * Filters.
   *
   * @param filters their names; {@code none} is the prediction as it is
   * @param chosenOn what the parameters of filters named {@code best-} are chosen on
   */
  public record Smoothing(List<String> filters, Optional<DatasetConfig> chosenOn) {
    public Smoothing {
      filters = List.copyOf(filters);
    }
  }

  /**
   * Where an experiment runs, and on how much.
   *
   * @param device auto, cpu, gpu or gpu:N
   * @param limit only the first sequences of every data set; all where absent
   */
  public record Extent(String device, Optional<Integer> limit) {}

  /**
   * What is asked beyond scores.
   *
   * @param baseline name of the model that paired statistics are against
   * @param interventions what attention weights are forced to be, for networks that have them; see
   *     {@link Intervention}
   */
  public record Questions(Optional<String> baseline, List<Intervention> interventions) {
    public Questions {
      interventions = List.copyOf(interventions);
    }
  }

  /**
   * Settings of the report page.
   *
   * @param title heading; the experiment's name where absent
   * @param reference published numbers to show beside the results, for example {@code
   *     published/tcmr-table-1}
   */
  public record Report(Optional<String> title, Optional<String> reference) {}

  /** Prefix of the names of filters whose parameters the run chooses. */
  public static final String CHOSEN = "best-";

  public ExperimentConfig {
    Names.require("name", name);
    models = List.copyOf(models);
    datasets = List.copyOf(datasets);
    protocols = List.copyOf(protocols);
    seeds = List.copyOf(seeds);
    BadValue.requireDistinct("models", models.stream().map(ModelConfig::name).toList());
    BadValue.requireDistinct("datasets", datasets.stream().map(DatasetConfig::name).toList());
    RepeatedEntries.refuseModels(models);
    RepeatedEntries.refuseDatasets(datasets);
    BadValue.requireDistinct("protocols", protocols.stream().map(ProtocolConfig::name).toList());
    BadValue.requireDistinct("frame-rates", rates.frameRates());
    BadValue.requireDistinct("filters", smoothing.filters());
    BadValue.requireDistinct("seeds", seeds);
    if (!questions.interventions().isEmpty()) {
      BadValue.requireDistinct("interventions", questions.interventions());
    }
    requireChoice(smoothing, datasets);
    seeds.forEach(seed -> BadValue.requireAtLeastOne("seeds", seed));
    extent.limit().ifPresent(count -> BadValue.requireAtLeastOne("limit", count));
    Optional<String> baseline = questions.baseline();
    if (baseline.isPresent()
        && models.stream().noneMatch(model -> model.name().equals(baseline.get()))) {
      throw BadValue.of("baseline", "%s is none of the models".formatted(baseline.get()));
    }
  }

  /** Whether one of the models computes with tensors. */
  public boolean usesTensors() {
    return models.stream()
        .anyMatch(it -> it instanceof ModelConfig.Network || it instanceof ModelConfig.TorchScript);
  }

  /** The rates that data is seen at. */
  public List<FrameRate> frameRates() {
    return rates.frameRates();
  }

  /** Names of filters; {@code none} is the prediction as it is. */
  public List<String> filters() {
    return smoothing.filters();
  }

  /** What the parameters of filters named {@code best-} are chosen on. */
  public Optional<DatasetConfig> filtersChosenOn() {
    return smoothing.chosenOn();
  }

  /** Where it runs: auto, cpu, gpu or gpu:N. */
  public String device() {
    return extent.device();
  }

  /** Only the first sequences of every data set; all where absent. */
  public Optional<Integer> limit() {
    return extent.limit();
  }

  /** The model that paired statistics are against. */
  public Optional<String> baseline() {
    return questions.baseline();
  }

  /** What attention weights are forced to be. */
  public List<Intervention> interventions() {
    return questions.interventions();
  }

  private static void requireChoice(Smoothing smoothing, List<DatasetConfig> scored) {
    Optional<String> chosen =
        smoothing.filters().stream().filter(it -> it.startsWith(CHOSEN)).findFirst();
    Optional<DatasetConfig> on = smoothing.chosenOn();
    if (chosen.isPresent() && on.isEmpty()) {
      throw BadValue.of(
          "filters",
          "%s needs data to choose its parameters on: add filters-chosen-on with a data set that is not scored"
              .formatted(chosen.get()));
    }
    if (chosen.isEmpty() && on.isPresent()) {
      throw BadValue.of(
          "filters-chosen-on", "is there, but no filter is named %sFAMILY".formatted(CHOSEN));
    }
    if (on.isPresent() && scored.stream().anyMatch(it -> RepeatedEntries.same(it, on.get()))) {
      throw BadValue.of(
          "filters-chosen-on",
          "%s is scored too: what is chosen on it would be too good there"
              .formatted(on.get().name()));
    }
  }
}
