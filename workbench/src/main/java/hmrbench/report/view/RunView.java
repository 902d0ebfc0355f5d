package hmrbench.report.view;

import hmrbench.core.MetricId;
import hmrbench.core.Rates;
import hmrbench.metric.stats.CellSample;
import hmrbench.record.Cell;
import hmrbench.record.Manifest;
import hmrbench.record.ModelFacts;
import hmrbench.record.RunFolder;
import hmrbench.record.SequenceRow;
import hmrbench.record.Subjects;
import hmrbench.record.SummaryRow;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A run with its tables in memory; the rows of frames stay in their files until asked for. */
public final class RunView {

  /** A prediction as the model gave it. */
  public static final String NO_FILTER = "none";

  private final RunFolder folder;
  private final ResolvedConfig config;
  private final Map<Cell, SummaryRow> summary = new LinkedHashMap<>();
  private final Map<Cell, List<SequenceRow>> sequences = new LinkedHashMap<>();
  private final List<ModelFacts> models;
  private final ModelStyles styles;

  private RunView(RunFolder folder, ResolvedConfig config) {
    this.folder = folder;
    this.config = config;
    folder.summary().stream()
        .sorted(Comparator.comparing(SummaryRow::cell, Cell.ORDER))
        .forEach(row -> summary.put(row.cell(), row));
    for (SequenceRow row : folder.sequences()) {
      sequences.computeIfAbsent(row.cell(), cell -> new java.util.ArrayList<>()).add(row);
    }
    this.models = modelNames().stream().map(this::model).toList();
    this.styles = new ModelStyles(models);
  }

  private RunView(RunView whole, List<ModelFacts> models) {
    this.folder = whole.folder;
    this.config = whole.config;
    this.summary.putAll(whole.summary);
    this.sequences.putAll(whole.sequences);
    this.models = models;
    this.styles = whole.styles;
  }

  /** The same run as if it had these models alone. */
  public RunView only(Predicate<ModelFacts> which) {
    return new RunView(this, models.stream().filter(which).toList());
  }

  /**
   * Reads a run.
   *
   * @throws hmrbench.core.Fault if there is none, or its files cannot be read
   */
  public static RunView open(Path folder) {
    return open(folder, RunFolder.Edited.REFUSE);
  }

  /** As {@link #open(Path)}, of records that may not be as they were written. */
  public static RunView open(Path folder, RunFolder.Edited choice) {
    return new RunView(RunFolder.open(folder, choice), ResolvedConfig.read(folder));
  }

  /** Models of the config first, in its order, then others that records have. */
  private Set<String> modelNames() {
    Set<String> recorded = new LinkedHashSet<>();
    summary.keySet().forEach(cell -> recorded.add(cell.model()));
    Set<String> names = new LinkedHashSet<>();
    manifest().subjects().models().stream()
        .map(Manifest.ModelCard::name)
        .filter(recorded::contains)
        .forEach(names::add);
    names.addAll(recorded);
    return names;
  }

  /** The records themselves. */
  public RunFolder folder() {
    return folder;
  }

  public Manifest manifest() {
    return folder.manifest();
  }

  public ResolvedConfig config() {
    return config;
  }

  /** What is known of a model. */
  public ModelFacts model(String name) {
    return manifest().subjects().models().stream()
        .filter(card -> card.name().equals(name))
        .map(Manifest.ModelCard::facts)
        .findFirst()
        .orElseGet(() -> ModelFacts.unknown(name));
  }

  /** What is known of a protocol. */
  public Optional<Manifest.ProtocolFacts> protocol(String name) {
    return manifest().subjects().protocols().stream()
        .filter(card -> card.name().equals(name))
        .map(Manifest.ProtocolCard::facts)
        .findFirst();
  }

  /** Whether bodies under a filter are fitted to 2D joints: then they are not the model's. */
  public boolean isFitted(String filter) {
    return manifest().subjects().refinements().contains(filter);
  }

  /** Models that have a result, in the order of the config. */
  public List<ModelFacts> models() {
    return models;
  }

  public ModelStyles styles() {
    return styles;
  }

  /** Metrics of the records that have a value somewhere. */
  public List<MetricId> metrics() {
    return manifest().records().metrics();
  }

  /** The metric of a column, where this run has it. */
  public Optional<MetricId> metric(String column) {
    return metrics().stream().filter(id -> id.column().equals(column)).findFirst();
  }

  /** Everything that tables are split by, in order. */
  public List<Setting> settings() {
    return summary.keySet().stream().map(Setting::of).distinct().sorted(Setting.ORDER).toList();
  }

  /**
   * The setting that a page opens with: the first data set and protocol of the run, at 30 frames/s
   * if there are, else at the highest rate.
   */
  public Optional<Setting> home() {
    List<Setting> all = settings();
    Optional<String> dataset =
        first(
            manifest().subjects().datasets().stream().map(Manifest.DataCard::name),
            all.stream().map(Setting::dataset));
    Optional<String> protocol =
        first(
            manifest().subjects().protocols().stream().map(Manifest.ProtocolCard::name),
            all.stream().map(Setting::protocol));
    List<Setting> candidates =
        all.stream()
            .filter(setting -> dataset.equals(Optional.of(setting.dataset())))
            .filter(setting -> protocol.equals(Optional.of(setting.protocol())))
            .toList();
    return Rates.shown(candidates.stream().map(Setting::fps).toList())
        .flatMap(rate -> candidates.stream().filter(setting -> setting.fps() == rate).findFirst());
  }

  private static Optional<String> first(Stream<String> asked, Stream<String> recorded) {
    List<String> names = recorded.distinct().toList();
    return asked.filter(names::contains).findFirst().or(() -> names.stream().findFirst());
  }

  /** All cells of the summary, medians over seeds among them. */
  public Collection<SummaryRow> summary() {
    return java.util.Collections.unmodifiableCollection(summary.values());
  }

  /** The summary of one cell. */
  public Optional<SummaryRow> summary(Cell cell) {
    return Optional.ofNullable(summary.get(cell));
  }

  /** A model's value over all seeds: the median where there are several, else the only one. */
  public Optional<SummaryRow> overSeeds(Setting setting, String model, String filter) {
    Cell all = setting.cell(model, filter, Cell.ALL_SEEDS);
    List<String> seeds = seeds(setting, model, filter);
    return summary(all)
        .or(() -> seeds.stream().findFirst().flatMap(seed -> summary(all.withSeed(seed))));
  }

  /** The seeds that a model has results of, in order. */
  public List<String> seeds(Setting setting, String model, String filter) {
    return summary.keySet().stream()
        .filter(cell -> cell.equals(setting.cell(model, filter, cell.seed())))
        .map(Cell::seed)
        .filter(seed -> !seed.equals(Cell.ALL_SEEDS))
        .toList();
  }

  /** The filters that a setting has, {@code none} first. */
  public List<String> filters(Setting setting) {
    return summary.keySet().stream()
        .filter(cell -> Setting.of(cell).equals(setting))
        .map(Cell::filter)
        .distinct()
        .sorted(
            Comparator.comparing((String filter) -> !filter.equals(NO_FILTER))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** The rates at which a data set was scored under a protocol, ascending. */
  public List<Double> rates(Setting setting) {
    return settings().stream()
        .filter(other -> other.at(setting.fps()).equals(setting))
        .map(Setting::fps)
        .toList();
  }

  /** The sequences of a cell, in the order of the records. */
  public List<SequenceRow> sequences(Cell cell) {
    return sequences.getOrDefault(cell, List.of());
  }

  /**
   * What a metric says of a model, sequence by sequence and seed by seed, on the sequences that all
   * its seeds have a value for; each weighs as many as it has scored frames.
   *
   * @return empty where there is no value
   */
  public Optional<CellSample> sample(Setting setting, String model, String filter, String column) {
    List<Map<String, SequenceRow>> bySeed =
        seeds(setting, model, filter).stream()
            .map(seed -> withValue(setting.cell(model, filter, seed), column))
            .toList();
    if (bySeed.isEmpty()) {
      return Optional.empty();
    }
    List<String> names =
        bySeed.get(0).keySet().stream()
            .filter(name -> bySeed.stream().allMatch(rows -> rows.containsKey(name)))
            .toList();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    double[][] means = new double[bySeed.size()][names.size()];
    double[] weights = new double[names.size()];
    for (int i = 0; i < names.size(); i++) {
      for (int seed = 0; seed < means.length; seed++) {
        SequenceRow row = Objects.requireNonNull(bySeed.get(seed).get(names.get(i)));
        means[seed][i] = row.metrics().getOrDefault(column, Double.NaN);
        weights[i] = row.frames();
      }
    }
    List<String> subjects =
        names.stream()
            .map(name -> Objects.requireNonNull(bySeed.get(0).get(name)))
            .map(row -> Subjects.of(row.sequence(), row.tags()))
            .toList();
    return Optional.of(
        new CellSample(names, subjects, seeds(setting, model, filter), means, weights));
  }

  /** The person of a sequence, as far as its tags or its name say. */
  public String subject(Cell cell, String sequence) {
    return sequences(cell).stream()
        .filter(row -> row.sequence().equals(sequence))
        .findFirst()
        .map(row -> Subjects.of(sequence, row.tags()))
        .orElseGet(() -> Subjects.of(sequence, Map.of()));
  }

  /** By name, the first of each, in the order of the records. */
  private Map<String, SequenceRow> withValue(Cell cell, String column) {
    Map<String, SequenceRow> rows = new LinkedHashMap<>();
    sequences(cell).stream()
        .filter(row -> row.metrics().containsKey(column) && row.frames() > 0)
        .forEach(row -> rows.putIfAbsent(row.sequence(), row));
    return rows;
  }
}
