package hmrbench.report.table;

import hmrbench.core.MetricId;
import hmrbench.metric.Metrics;
import hmrbench.record.Cell;
import hmrbench.record.Manifest;
import hmrbench.record.ModelFacts;
import hmrbench.record.SummaryRow;
import hmrbench.report.chart.Ink;
import hmrbench.report.table.BestOfColumn.Competitor;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** The main table of a setting: one row per model and filter, one column per metric. */
public final class ResultTable {

  /** Columns of the assembly that say whether a value competes start with this. */
  private static final String RANKED = "ranked ";

  /** Errors, and what protocols of the world print; the rest are among the further metrics. */
  private static final List<MetricId> MAIN = Metrics.ofMainTable();

  private final RunView run;
  private final Setting setting;
  private final Marks marks;
  private final List<MetricId> wanted;
  private final String prefix;
  private final List<SummaryRow> rows = new ArrayList<>();

  /** What rows of fitted bodies know that others do not. */
  public static final String FITTED =
      "Rows named fitting are no smoothing: each body is fitted to the 2D joints of its frame, which"
          + " the other rows do not see. Where the 2D joints are true ones, they were given a"
          + " detector's error of as many pixels of a crop of 224 as the name says (3 where it says"
          + " none); 0px is fitted to the truth and is no result of a detector. Their mesh error is that"
          + " of the fitted body, under every protocol.";

  /** Why values are not ranked, and the names of their metrics. */
  private final Map<String, Set<String>> apart = new LinkedHashMap<>();

  private final Map<MetricId, BestOfColumn> best = new LinkedHashMap<>();

  private ResultTable(
      RunView run, Setting setting, Marks marks, List<MetricId> wanted, String prefix) {
    this.wanted = wanted;
    this.prefix = prefix;
    this.run = run;
    this.setting = setting;
    this.marks = marks;
    for (ModelFacts model : run.models()) {
      for (String filter : run.filters(setting)) {
        run.overSeeds(setting, model.name(), filter).ifPresent(rows::add);
      }
    }
  }

  /** The table of a setting; reference rows come last and compete in no column. */
  public static TableView of(RunView run, Setting setting, Marks marks) {
    return new ResultTable(run, setting, marks, MAIN, "results").table();
  }

  /** The metrics of the records that the main table leaves out; empty where there is none. */
  public static Optional<TableView> further(RunView run, Setting setting) {
    List<MetricId> others =
        run.metrics().stream()
            .filter(id -> MAIN.stream().noneMatch(m -> m.column().equals(id.column())))
            .toList();
    ResultTable table = new ResultTable(run, setting, Marks.NONE, others, "further");
    return table.shown().isEmpty() ? Optional.empty() : Optional.of(table.table());
  }

  private List<MetricId> shown() {
    return wanted.stream()
        .filter(id -> rows.stream().anyMatch(row -> row.metrics().containsKey(id.column())))
        .toList();
  }

  private TableView table() {
    List<MetricId> metrics = shown();
    Table assembly = assembly(metrics);
    metrics.forEach(metric -> best.put(metric, best(assembly, metric)));
    boolean filters = run.filters(setting).size() > 1;
    List<Heading> columns = new ArrayList<>(List.of(Heading.words("model")));
    if (filters) {
      columns.add(Heading.words("filter"));
    }
    columns.add(new Heading("seeds", "", true));
    metrics.forEach(id -> columns.add(new Heading(id.name(), Numbers.unit(id.unit()), true)));
    List<Row> printed = new ArrayList<>();
    for (tech.tablesaw.api.Row at : assembly.sortOn("reference", "place")) {
      SummaryRow row = rows.get(at.getInt("place"));
      List<Entry> entries = new ArrayList<>();
      entries.add(
          Entry.words(row.cell().model())
              .swatched(Ink.css(run.styles().of(row.cell().model()).color())));
      if (filters) {
        entries.add(Entry.words(row.cell().filter()));
      }
      entries.add(Entry.count(run.seeds(setting, row.cell().model(), row.cell().filter()).size()));
      metrics.forEach(id -> entries.add(entry(assembly, id, row)));
      printed.add(new Row(at.getBoolean("reference"), entries));
    }
    return new TableView(name(), caption(), columns, printed, notes());
  }

  private String name() {
    return "%s__%s__%s__%sfps"
        .formatted(prefix, setting.dataset(), setting.protocol(), setting.fpsText());
  }

  /** One row per result, with the values and whether each of them competes. */
  private Table assembly(List<MetricId> metrics) {
    IntColumn place = IntColumn.create("place");
    BooleanColumn reference = BooleanColumn.create("reference");
    for (int i = 0; i < rows.size(); i++) {
      place.append(i);
      reference.append(!run.model(rows.get(i).cell().model()).competes());
    }
    Table table = Table.create("results", place, reference);
    for (MetricId metric : metrics) {
      Optional<Comparability> rule = rule(metric);
      DoubleColumn values = DoubleColumn.create(metric.column());
      BooleanColumn ranked = BooleanColumn.create(RANKED + metric.column());
      for (SummaryRow row : rows) {
        SummaryRow.Value value = row.metrics().get(metric.column());
        if (value == null) {
          values.appendMissing();
          ranked.append(false);
          continue;
        }
        values.append(value.mean());
        ValueType type = ValueType.of(run, row, metric);
        boolean same = rule.map(r -> r.ranks(type)).orElse(false);
        rule.flatMap(r -> r.reason(type))
            .ifPresent(
                reason ->
                    apart.computeIfAbsent(reason, key -> new LinkedHashSet<>()).add(metric.name()));
        ranked.append(same && metric.lowerIsBetter() && run.model(row.cell().model()).competes());
      }
      table.addColumns(values, ranked);
    }
    return table;
  }

  private static String note(String reason, Set<String> metrics) {
    return "%s not ranked: %s (%s)"
        .formatted(Comparability.MARK, reason, String.join(", ", metrics));
  }

  private Optional<Comparability> rule(MetricId metric) {
    return Comparability.of(
        rows.stream()
            .filter(row -> row.metrics().containsKey(metric.column()))
            .map(row -> ValueType.of(run, row, metric))
            .toList());
  }

  private Entry entry(Table assembly, MetricId metric, SummaryRow row) {
    SummaryRow.Value value = row.metrics().get(metric.column());
    if (value == null) {
      return Entry.none();
    }
    int decimals = decimals(assembly, metric);
    boolean odd =
        rule(metric).map(rule -> !rule.ranks(ValueType.of(run, row, metric))).orElse(false);
    return new Entry(
        Numbers.fixed(value.mean(), decimals),
        value
            .interval()
            .map(range -> Numbers.interval(range.low(), range.high(), decimals))
            .orElse(""),
        Objects.requireNonNull(best.get(metric)).has(rows.indexOf(row)),
        (odd ? Comparability.MARK : "") + marks.of(row.cell(), metric.column()),
        Optional.of(value.mean()),
        Optional.empty());
  }

  private BestOfColumn best(Table assembly, MetricId metric) {
    Table competing = competing(assembly, metric);
    List<Competitor> column = new ArrayList<>();
    for (tech.tablesaw.api.Row at : competing) {
      Cell cell = rows.get(at.getInt("place")).cell();
      column.add(
          new Competitor(
              at.getInt("place"),
              at.getDouble(metric.column()),
              run.sample(setting, cell.model(), cell.filter(), metric.column())));
    }
    return BestOfColumn.of(column, decimals(assembly, metric));
  }

  private static Table competing(Table assembly, MetricId metric) {
    return assembly.where(assembly.booleanColumn(RANKED + metric.column()).isTrue());
  }

  /** Decimals by the smallest value that competes, or of all where none does. */
  private static int decimals(Table assembly, MetricId metric) {
    Table competing = competing(assembly, metric);
    Table looked = competing.isEmpty() ? assembly : competing;
    return Numbers.decimals(looked.doubleColumn(metric.column()).min());
  }

  private String caption() {
    SummaryRow first = rows.get(0);
    List<String> seeds =
        rows.stream()
            .flatMap(row -> run.seeds(setting, row.cell().model(), row.cell().filter()).stream())
            .distinct()
            .toList();
    String over = seeds.size() > 1 ? "median over seeds " + String.join(", ", seeds) : "one seed";
    return "%s: %s sequences, %s frames. Mean over frames, %s; small print: 95 %% interval over people and seeds."
        .formatted(
            setting.words(),
            Numbers.grouped(first.sequences()),
            Numbers.grouped(first.frames()),
            over);
  }

  /** Whether Student's t reached below 0, where no error is. */
  private static boolean isCut(SummaryRow row, MetricId metric) {
    SummaryRow.Value value = row.metrics().get(metric.column());
    return value != null
        && value.mean() > 0
        && value.interval().filter(range -> range.low() == 0).isPresent();
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    boolean tested = best.values().stream().anyMatch(BestOfColumn::tested);
    if (!best.values().stream().allMatch(BestOfColumn::isEmpty)) {
      notes.add(tested ? BestOfColumn.NOTE : BestOfColumn.NOTE_OF_FEW);
    }
    if (rows.stream().anyMatch(row -> best.keySet().stream().anyMatch(it -> isCut(row, it)))) {
      notes.add(
          "An interval that begins at 0 is cut off there, where an error begins: people differ by"
              + " more than their number can settle.");
    }
    if (rows.stream().anyMatch(row -> !run.model(row.cell().model()).competes())) {
      notes.add(
          "Rows below the line are there to read the others against; they compete in no column.");
    }
    if (rows.stream().anyMatch(row -> run.isFitted(row.cell().filter()))) {
      notes.add(FITTED);
    }
    notes.addAll(marks.notes());
    apart.forEach((reason, metrics) -> notes.add(note(reason, metrics)));
    run.manifest().subjects().protocols().stream()
        .filter(card -> card.name().equals(setting.protocol()))
        .map(Manifest.ProtocolCard::description)
        .forEach(
            lines ->
                notes.add(
                    "Protocol " + setting.protocol() + ": " + String.join("; ", lines) + "."));
    return notes;
  }
}
