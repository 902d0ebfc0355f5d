package hmrbench.record.ledger;

import hmrbench.core.NetworkFacts;
import hmrbench.metric.diagnose.Reading;
import hmrbench.metric.stats.Interval;
import hmrbench.record.Cell;
import hmrbench.record.DiagnosisRow;
import hmrbench.record.DiagnosisTable;
import hmrbench.record.Manifest;
import hmrbench.record.Manifest.DataFacts;
import hmrbench.record.ModelFacts;
import hmrbench.record.RunFolder;
import hmrbench.record.SummaryRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every cell of a run beside what is in print, from its records alone. */
public final class RunLedger {

  private static final double LEVEL = 0.95;

  /**
   * One published number beside one measured.
   *
   * @param cell that was measured
   * @param published what is in print
   * @param measured the same metric of the cell, where it has it
   * @param interval of {@code measured}
   * @param asked whether the run asked for this table, or it is another place that prints the
   *     system
   */
  public record Line(
      Cell cell,
      PublishedResult published,
      Optional<Double> measured,
      Optional<Interval> interval,
      boolean asked,
      Verdict verdict) {}

  private final RunFolder run;
  private final Manifest manifest;
  private final List<PublishedResult> reference;
  private final List<DiagnosisRow> readings;

  private RunLedger(RunFolder run) {
    this.run = run;
    this.manifest = run.manifest();
    this.reference =
        Optional.ofNullable(manifest.question().reference())
            .map(PublishedResults::set)
            .orElse(List.of());
    this.readings = run.diagnosis(DiagnosisTable.ROSETTA);
  }

  /**
   * The ledger of a run: cells without a filter, at the highest rate, over all seeds.
   *
   * @return empty where nothing in print is of a model of the run, and no table was asked for
   */
  public static List<Line> of(RunFolder run) {
    return new RunLedger(run).lines();
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (SummaryRow row : rows()) {
      lines.addAll(lines(row));
    }
    return lines;
  }

  /** One row per model, data set and protocol. */
  private List<SummaryRow> rows() {
    Map<List<String>, SummaryRow> best = new LinkedHashMap<>();
    Comparator<SummaryRow> byRateThenSeed =
        Comparator.comparing((SummaryRow row) -> row.cell().fps())
            .thenComparing(row -> row.cell().seed().equals(Cell.ALL_SEEDS));
    for (SummaryRow row : run.summary()) {
      Cell cell = row.cell();
      if (cell.filter().equals("none")) {
        best.merge(
            List.of(cell.model(), cell.dataset(), cell.protocol()),
            row,
            (a, b) -> byRateThenSeed.compare(a, b) >= 0 ? a : b);
      }
    }
    return List.copyOf(best.values());
  }

  private List<Line> lines(SummaryRow row) {
    ModelFacts model = model(row.cell().model());
    DataFacts data = data(row.cell().dataset());
    Optional<String> dataset = Optional.ofNullable(data.kind()).flatMap(Released::dataset);
    List<Released.Checkpoint> known =
        model.checkpoints().stream()
            .flatMap(name -> Released.checkpoint(name).stream())
            .filter(it -> dataset.filter(it.datasets()::contains).isPresent())
            .toList();
    Optional<Released.Checkpoint> released =
        known.size() == 1 ? Optional.of(known.get(0)) : Optional.empty();
    Measurement measurement = measurement(row, released, dataset);
    List<Line> lines = new ArrayList<>();
    for (PublishedResult published : besides(model, released, dataset)) {
      lines.add(line(row, published, measurement, obstacle(row.cell(), data, published)));
    }
    lines.sort(Comparator.comparing(line -> !line.asked()));
    return lines;
  }

  private ModelFacts model(String name) {
    return manifest.subjects().models().stream()
        .filter(card -> card.name().equals(name))
        .map(Manifest.ModelCard::facts)
        .findFirst()
        .orElseGet(() -> ModelFacts.unknown(name));
  }

  private DataFacts data(String name) {
    return manifest.subjects().datasets().stream()
        .filter(card -> card.name().equals(name))
        .map(Manifest.DataCard::facts)
        .findFirst()
        .orElse(new DataFacts(null, List.of()));
  }

  private Line line(
      SummaryRow row,
      PublishedResult published,
      Measurement measurement,
      Optional<String> obstacle) {
    Verdict judged = Ledger.judge(published, measurement);
    boolean comparable = judged.kind() != Verdict.Kind.NOT_COMPARABLE;
    Verdict verdict =
        comparable && obstacle.isPresent()
            ? new Verdict(Verdict.Kind.NOT_COMPARABLE, obstacle.get(), judged.notes())
            : judged;
    return new Line(
        row.cell(),
        published,
        published.ours().flatMap(measurement::value),
        published.ours().flatMap(measurement::interval),
        reference.contains(published),
        verdict);
  }

  /** What is in print of a model on a data set; of its architecture where its weights are new. */
  private List<PublishedResult> besides(
      ModelFacts model, Optional<Released.Checkpoint> released, Optional<String> dataset) {
    if (released.isPresent()) {
      return PublishedResults.of(released.get().system(), dataset.orElseThrow()).stream()
          .filter(it -> alike(it.trainedOn3dpw(), released.get().trainedOn3dpw()))
          .toList();
    }
    Optional<String> system = model.facts().flatMap(NetworkFacts::system);
    return reference.stream()
        .filter(it -> system.equals(Optional.of(it.system())))
        .filter(it -> dataset.map(it.dataset()::equals).orElse(true))
        .filter(it -> model.facts().filter(facts -> isVersion(facts, it)).isPresent())
        .toList();
  }

  private static boolean alike(String a, String b) {
    return a.equals(b) || a.equals("unknown") || b.equals("unknown");
  }

  /** Whether a row of the paper's ablations is of this network; other tables have one each. */
  private static boolean isVersion(NetworkFacts network, PublishedResult published) {
    PublishedResult.Version version = published.version();
    if (version.grid().isPresent()) {
      return version.grid().equals(network.gridPlace());
    }
    return !network.print().ablation()
        && network.seesWholeWindow()
        && version.seesCurrent().orElse(false) == network.seesCurrent();
  }

  private Measurement measurement(
      SummaryRow row, Optional<Released.Checkpoint> released, Optional<String> dataset) {
    Map<String, Double> values = new LinkedHashMap<>();
    Map<String, Interval> intervals = new LinkedHashMap<>();
    row.metrics()
        .forEach(
            (column, value) -> {
              values.put(column, value.mean());
              value
                  .interval()
                  .ifPresent(
                      it ->
                          intervals.put(
                              column, new Interval(value.mean(), it.low(), it.high(), LEVEL)));
            });
    return new Measurement(
        released.map(Released.Checkpoint::system),
        dataset,
        released.map(Released.Checkpoint::trainedOn3dpw).orElse("unknown"),
        values,
        intervals,
        readings(row.cell()));
  }

  private List<Reading> readings(Cell cell) {
    return readings.stream()
        .filter(it -> it.cell().withSeed(cell.seed()).equals(cell))
        .map(
            it ->
                new Reading(
                    it.text("definition"),
                    it.text("unit"),
                    it.number("value"),
                    it.text("meaning"),
                    it.text("source")))
        .toList();
  }

  /** Why a number of this cell is none of the printed ones whatever its weights are. */
  private static Optional<String> obstacle(Cell cell, DataFacts data, PublishedResult published) {
    Optional<String> protocol = published.place().protocol();
    if (protocol.filter(it -> !it.equals(cell.protocol())).isPresent()) {
      return Optional.of(
          "printed by the program of protocol %s, measured under %s"
              .formatted(protocol.get(), cell.protocol()));
    }
    boolean front = data.files().stream().anyMatch(name -> name.contains("front"));
    Optional<Boolean> frontOnly = published.place().frontCameraOnly();
    if (frontOnly.filter(it -> it != front).isPresent()) {
      return Optional.of(
          "published for %s, measured on %s".formatted(cameras(frontOnly.get()), cameras(front)));
    }
    return Optional.empty();
  }

  private static String cameras(boolean front) {
    return front ? "the front camera with tight boxes" : "four cameras with loose boxes";
  }
}
