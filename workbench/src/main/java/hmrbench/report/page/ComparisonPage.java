package hmrbench.report.page;

import hmrbench.core.MetricId;
import hmrbench.core.Series;
import hmrbench.metric.Metrics;
import hmrbench.metric.stats.CellSample;
import hmrbench.record.Cell;
import hmrbench.record.Manifest;
import hmrbench.report.chart.Figure;
import hmrbench.report.chart.Ink;
import hmrbench.report.chart.ScatterFigure;
import hmrbench.report.compare.RunComparison;
import hmrbench.report.compare.RunComparison.Difference;
import hmrbench.report.table.Numbers;
import hmrbench.report.table.TableView;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two runs on one page that works offline. */
public final class ComparisonPage {

  private static final int DECIMALS = 2;

  private ComparisonPage() {}

  /** The page as HTML. */
  public static String html(RunComparison runs) {
    PageParts page = new PageParts();
    List<Map<String, String>> sections = new ArrayList<>();
    List<String> edited = new ArrayList<>();
    runs.first().folder().edited().forEach(file -> edited.add("A: " + file));
    runs.second().folder().edited().forEach(file -> edited.add("B: " + file));
    add(sections, "edited", "Records were edited", EditedSection.body(edited));
    add(sections, "versions", "Versions of data", versions(runs.apart()));
    add(sections, "config", "Configs", config(runs));
    add(sections, "verdicts", "Verdicts", verdicts(runs));
    add(sections, "results", "Results", page.sortable(results(runs)) + unmatched(runs));
    add(sections, "sequences", "Sequence by sequence", page.figures(scatter(runs)));
    Manifest a = runs.first().manifest();
    Manifest b = runs.second().manifest();
    return Templates.fill(
        "page",
        Map.of(
            "title",
            "%s (B) against %s (A)".formatted(b.question().name(), a.question().name()),
            "version",
            b.program().version(),
            "lead",
            "What differs between two runs: every number is B minus A.",
            "chips",
            List.of(chip("A", a), chip("B", b)),
            "css",
            Resources.text("page.css"),
            "sections",
            sections,
            "footer",
            "Made from the records of both runs alone.",
            "scripts",
            List.of(Player.Script.of("page.js"))));
  }

  private static Map<String, String> chip(String key, Manifest run) {
    String commit = run.program().commit() == null ? "" : ", commit " + run.program().commit();
    return Map.of(
        "key",
        key,
        "value",
        "%s, %s, %s%s"
            .formatted(run.question().name(), run.started(), run.machine().device(), commit));
  }

  private static void add(
      List<Map<String, String>> sections, String id, String heading, String body) {
    if (!body.isEmpty()) {
      sections.add(Map.of("id", id, "short", heading, "heading", heading, "body", body));
    }
  }

  private static String versions(List<String> apart) {
    return apart.isEmpty() ? "" : Templates.fill("versions", Map.of("list", Html.list(apart)));
  }

  private static String config(RunComparison runs) {
    return runs.configs().isEmpty()
        ? Html.paragraph("The configs are the same.")
        : Html.paragraph("Keys whose values differ, A to B.")
            + Html.code(String.join("\n", runs.configs()));
  }

  private static String verdicts(RunComparison runs) {
    return runs.verdicts().isEmpty()
        ? Html.paragraph("Both runs judge every claim alike.")
        : Html.list(
            runs.verdicts().stream()
                .map(it -> "%s A: %s. B: %s.".formatted(it.claim(), it.before(), it.after()))
                .toList());
  }

  private static String unmatched(RunComparison runs) {
    return runs.unmatched().isEmpty()
        ? ""
        : Html.heading("Only in one of them")
            + Html.list(runs.unmatched().stream().map(Cell::toString).toList());
  }

  private static TableView results(RunComparison runs) {
    List<Row> rows = runs.results().stream().map(it -> row(runs.second(), it)).toList();
    return new TableView(
        "comparison",
        "B minus A, mean over seeds and sequences. Small print: 95 % interval over people and seeds"
            + " (t). Negative: lower in B.",
        List.of(
            Heading.words("model"),
            Heading.words("data, rate, protocol, filter"),
            Heading.words("metric"),
            new Heading("A", "", true),
            new Heading("B", "", true),
            new Heading("B − A", "of its unit", true),
            new Heading("lower in", "of sequences", true),
            new Heading("p", "t", true)),
        rows,
        List.of(
            "* : p < %s after Holm's correction for the %s tests of this table."
                .formatted(Numbers.fixed(RunComparison.ALPHA, 2), rows.size())));
  }

  private static Row row(RunView run, Difference it) {
    Cell cell = it.cell();
    double change = it.comparison().change().estimate();
    Entry difference =
        new Entry(
            Numbers.signed(change, DECIMALS),
            it.comparison()
                .difference()
                .map(at -> Numbers.interval(at.low(), at.high(), DECIMALS))
                .orElse(""),
            false,
            it.significant() ? "*" : "",
            Optional.of(change),
            Optional.empty());
    int all = it.comparison().better() + it.comparison().worse() + it.comparison().equal();
    return new Row(
        false,
        List.of(
            Entry.words(cell.model()).swatched(Ink.css(run.styles().of(cell.model()).color())),
            Entry.words("%s, filter %s".formatted(Setting.of(cell).words(), cell.filter())),
            Entry.words("%s (%s)".formatted(it.metric().name(), Numbers.unit(it.metric().unit()))),
            Entry.number(it.comparison().baseline(), DECIMALS),
            Entry.number(it.comparison().model(), DECIMALS),
            difference,
            Entry.number(it.comparison().better(), 0)
                .withText("%s of %s".formatted(it.comparison().better(), all)),
            it.comparison().p().isEmpty()
                ? Entry.none()
                : Entry.number(it.comparison().p().getAsDouble(), 3)
                    .withText(Numbers.probability(it.comparison().p().getAsDouble()))));
  }

  private static List<Figure> scatter(RunComparison runs) {
    List<Figure> figures = new ArrayList<>();
    Optional<Setting> home = runs.second().home();
    for (MetricId metric : List.of(Metrics.PA_MPJPE.id(), Metrics.ACCEL_ERR.id())) {
      List<ScatterFigure.Cloud> clouds = new ArrayList<>();
      for (Difference it : runs.results()) {
        if (it.metric().equals(metric)
            && Optional.of(Setting.of(it.cell())).equals(home)
            && it.cell().filter().equals(RunView.NO_FILTER)
            && runs.second().model(it.cell().model()).competes()) {
          clouds.add(cloud(runs.second(), it));
        }
      }
      if (!clouds.isEmpty()) {
        String unit = Numbers.unit(metric.unit());
        figures.add(
            ScatterFigure.of(
                "scatter-" + metric.column(),
                metric.name() + " of every sequence",
                "A (%s)".formatted(unit),
                "B (%s)".formatted(unit),
                clouds,
                home.map(Setting::words).orElse("")));
      }
    }
    return figures;
  }

  private static ScatterFigure.Cloud cloud(RunView run, Difference it) {
    CellSample before = it.before();
    CellSample after = it.after();
    List<String> both = before.names().stream().filter(after.names()::contains).toList();
    return new ScatterFigure.Cloud(
        run.styles().of(it.cell().model()),
        Series.of(
            both.stream().mapToDouble(n -> before.ofSequence(before.names().indexOf(n))).toArray()),
        Series.of(
            both.stream().mapToDouble(n -> after.ofSequence(after.names().indexOf(n))).toArray()));
  }
}
