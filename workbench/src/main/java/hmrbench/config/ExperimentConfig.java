package hmrbench.config;

import java.util.List;
import java.util.Optional;

/**
 * A validated experiment: which models on which data, and how they are scored.
 *
 * @param protocols how predictions are scored
 * @param frameRateMode what a lower rate means for a model
 * @param filters names of filters; {@code none} is the prediction as it is
 * @param filtersChosenOn what the parameters of filters named {@code best-} are chosen on
 * @param seeds which checkpoint of a model that has several: seed 1 is the first
 * @param device auto, cpu, gpu or gpu:N
 * @param baseline name of the model that paired statistics are against
 * @param interventions what attention weights are forced to be, for networks that have them; see
 *     {@link Intervention}
 * @param limit only the first sequences of every data set; all where absent
 */
public record ExperimentConfig(
    String name,
    List<ModelConfig> models,
    List<DatasetConfig> datasets,
    List<ProtocolConfig> protocols,
    List<FrameRate> frameRates,
    FrameRate.Mode frameRateMode,
    List<String> filters,
    Optional<DatasetConfig> filtersChosenOn,
    List<Integer> seeds,
    String device,
    Optional<String> baseline,
    List<Intervention> interventions,
    Optional<Integer> limit,
    Report report) {

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
    frameRates = List.copyOf(frameRates);
    filters = List.copyOf(filters);
    seeds = List.copyOf(seeds);
    interventions = List.copyOf(interventions);
    BadValue.requireDistinct("models", models.stream().map(ModelConfig::name).toList());
    BadValue.requireDistinct("datasets", datasets.stream().map(DatasetConfig::name).toList());
    Twins.refuseModels(models);
    Twins.refuseDatasets(datasets);
    BadValue.requireDistinct("protocols", protocols.stream().map(ProtocolConfig::name).toList());
    BadValue.requireDistinct("frame-rates", frameRates);
    BadValue.requireDistinct("filters", filters);
    BadValue.requireDistinct("seeds", seeds);
    if (!interventions.isEmpty()) {
      BadValue.requireDistinct("interventions", interventions);
    }
    requireChoice(filters, filtersChosenOn);
    if (filtersChosenOn.isPresent()
        && datasets.stream().anyMatch(it -> Twins.same(it, filtersChosenOn.get()))) {
      throw BadValue.of(
          "filters-chosen-on",
          "%s is scored too: what is chosen on it would be too good there"
              .formatted(filtersChosenOn.get().name()));
    }
    seeds.forEach(seed -> BadValue.requireAtLeastOne("seeds", seed));
    limit.ifPresent(count -> BadValue.requireAtLeastOne("limit", count));
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

  private static void requireChoice(List<String> filters, Optional<DatasetConfig> chosenOn) {
    Optional<String> chosen = filters.stream().filter(it -> it.startsWith(CHOSEN)).findFirst();
    if (chosen.isPresent() && chosenOn.isEmpty()) {
      throw BadValue.of(
          "filters",
          "%s needs data to choose its parameters on: add filters-chosen-on with a data set that is not scored"
              .formatted(chosen.get()));
    }
    if (chosen.isEmpty() && chosenOn.isPresent()) {
      throw BadValue.of(
          "filters-chosen-on", "is there, but no filter is named %sFAMILY".formatted(CHOSEN));
    }
  }
}
