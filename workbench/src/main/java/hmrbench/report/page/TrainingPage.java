package hmrbench.report.page;

import hmrbench.core.MetricId;
import hmrbench.metric.Metric;
import hmrbench.metric.Metrics;
import hmrbench.record.ModelFacts;
import hmrbench.record.TrainingCurve;
import hmrbench.report.chart.Curve;
import hmrbench.report.chart.Figure;
import hmrbench.report.chart.LossFigure;
import hmrbench.report.chart.SeriesStyle;
import hmrbench.report.table.Numbers;
import hmrbench.report.table.TableView;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.view.ModelStyles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Trainings while they go on, and afterwards: every column of their logs, and those of other
 * trainings beside them.
 */
public final class TrainingPage {

  private static final String LOSS = "loss.csv";
  private static final String VALIDATION = "validation.csv";

  /** Parts of the validation set have columns of their own in the logs, and no chart. */
  private static final List<String> PARTS = List.of("seen_", "heldout_");

  private static final int MOST_DECIMALS = 6;

  /**
   * The logs of one folder.
   *
   * @param label behind the names of its models; empty for the one that the page is of
   * @param losses curves by column, of each single training
   * @param validation likewise
   */
  private record Logs(
      String label,
      Map<String, List<TrainingCurve>> losses,
      Map<String, List<TrainingCurve>> validation) {

    static Logs of(String label, Path folder) {
      List<Path> trainings = TrainingCurve.trainings(folder);
      return new Logs(
          label,
          TrainingCurve.readAll(trainings, LOSS),
          TrainingCurve.readAll(trainings, VALIDATION));
    }

    String name(String model) {
      return label.isEmpty() ? model : "%s (%s)".formatted(model, label);
    }
  }

  /** Which of the two logs of a training is meant. */
  private interface Log {
    Map<String, List<TrainingCurve>> of(Logs logs);
  }

  private final List<Logs> logs;

  private TrainingPage(List<Logs> logs) {
    this.logs = logs;
  }

  /**
   * The page as HTML.
   *
   * @param version of the program
   * @param folder of the logs, {@code <folder>/<model>/seed-<n>/loss.csv}
   * @param beside folders of other logs, such as {@code models}; their lines are broken and have
   *     the folder's name
   * @param state how far it is, in words
   * @param goesOn whether the page loads itself again every ten seconds
   * @throws hmrbench.core.Fault if a log cannot be read
   */
  public static String html(
      String title, String version, Path folder, List<Path> beside, String state, boolean goesOn) {
    List<Logs> logs = new ArrayList<>(List.of(Logs.of("", folder)));
    beside.forEach(it -> logs.add(Logs.of(it.getFileName().toString(), it)));
    TrainingPage page = new TrainingPage(logs);
    PageParts parts = new PageParts();
    List<Map<String, String>> sections =
        List.of(
            section("trainings", "Trainings", parts.sortable(page.table())),
            section(
                "validation",
                "Validation",
                parts.figures(page.figures(Logs::validation, "validation-"))),
            section(
                "steps",
                "Loss, learning rate, gradient",
                parts.figures(page.figures(Logs::losses, ""))));
    List<Player.Script> scripts = new ArrayList<>(List.of(Player.Script.of("page.js")));
    if (goesOn) {
      scripts.add(Player.Script.of("live.js"));
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("title", title);
    values.put("version", version);
    values.put("lead", state);
    values.put("chips", List.of());
    values.put("css", Resources.text("page.css"));
    values.put("sections", sections.stream().filter(it -> !"".equals(it.get("body"))).toList());
    values.put("footer", "Made from the logs of the trainings alone.");
    values.put("scripts", scripts);
    return Templates.fill("page", values);
  }

  private static Map<String, String> section(String id, String heading, String body) {
    return Map.of("id", id, "short", heading, "heading", heading, "body", body);
  }

  private List<String> columns(Log log) {
    return logs.stream()
        .flatMap(it -> log.of(it).keySet().stream())
        .distinct()
        .filter(column -> PARTS.stream().noneMatch(column::startsWith))
        .toList();
  }

  /** A column in words, with its unit where it is one of a metric. */
  private static String words(String column) {
    return Metrics.ofColumn(column)
        .map(Metric::id)
        .map(TrainingPage::words)
        .orElseGet(() -> column.replace('_', ' '));
  }

  private static String words(MetricId metric) {
    return "%s (%s)".formatted(metric.name(), Numbers.unit(metric.unit()));
  }

  /** The last values of each training. */
  private TableView table() {
    List<String> losses = columns(Logs::losses);
    List<String> errors = columns(Logs::validation);
    List<Heading> heads = new ArrayList<>(List.of(Heading.words("model"), Heading.words("seed")));
    heads.add(new Heading("steps", "done", true));
    losses.forEach(it -> heads.add(new Heading(words(it), "", true)));
    errors.forEach(it -> heads.add(new Heading("validation: " + words(it), "", true)));
    List<Row> rows = new ArrayList<>();
    for (Logs some : logs) {
      for (TrainingCurve loss : some.losses().getOrDefault("loss", List.of())) {
        List<Entry> values = new ArrayList<>();
        losses.forEach(it -> values.add(last(some.losses(), it, loss)));
        errors.forEach(it -> values.add(last(some.validation(), it, loss)));
        rows.add(row(some, loss, values));
      }
    }
    return new TableView("trainings", "The last values of every training.", heads, rows, List.of());
  }

  private static Row row(Logs some, TrainingCurve loss, List<Entry> values) {
    int steps = loss.points().keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    Stream<Entry> first =
        Stream.of(
            Entry.words(some.name(loss.model())), Entry.words(loss.seed()), Entry.number(steps, 0));
    return new Row(false, Stream.concat(first, values.stream()).toList());
  }

  /** The last value of a column of the training that a curve is of. */
  private static Entry last(
      Map<String, List<TrainingCurve>> curves, String column, TrainingCurve of) {
    OptionalDouble value =
        curves.getOrDefault(column, List.of()).stream()
            .filter(it -> it.model().equals(of.model()) && it.seed().equals(of.seed()))
            .flatMap(it -> new TreeMap<>(it.points()).descendingMap().values().stream())
            .mapToDouble(Double::doubleValue)
            .findFirst();
    return value.isPresent()
        ? Entry.number(value.getAsDouble(), decimals(value.getAsDouble()))
        : Entry.none();
  }

  /** Four figures that count, as learning rates and errors in millimetres share a table. */
  private static int decimals(double value) {
    double size = Math.abs(value);
    int before = size > 0 ? (int) Math.floor(Math.log10(size)) : 0;
    return Math.max(1, Math.min(MOST_DECIMALS, 2 - before));
  }

  /** One per column, a line per model: the mean of its seeds, and their range in validation. */
  private List<Figure> figures(Log log, String prefix) {
    List<Figure> figures = new ArrayList<>();
    for (String column : columns(log)) {
      List<Curve> curves = curves(log, column, !prefix.isEmpty());
      if (!curves.isEmpty()) {
        figures.add(LossFigure.ofColumn(prefix + column, words(column), curves));
      }
    }
    return figures;
  }

  private List<Curve> curves(Log log, String column, boolean range) {
    Map<String, Map<Integer, List<Double>>> own = new LinkedHashMap<>();
    Map<String, Boolean> others = new LinkedHashMap<>();
    for (Logs some : logs) {
      for (TrainingCurve curve : log.of(some).getOrDefault(column, List.of())) {
        String name = some.name(curve.model());
        others.put(name, !some.label().isEmpty());
        Map<Integer, List<Double>> steps = own.computeIfAbsent(name, it -> new TreeMap<>());
        curve
            .points()
            .forEach((step, y) -> steps.computeIfAbsent(step, it -> new ArrayList<>()).add(y));
      }
    }
    ModelStyles styles = new ModelStyles(own.keySet().stream().map(ModelFacts::unknown).toList());
    List<Curve> curves = new ArrayList<>();
    own.forEach(
        (name, steps) -> {
          SeriesStyle style = styles.of(name).withoutPoints();
          boolean broken = others.getOrDefault(name, false);
          curves.add(
              Curve.ofSeeds(
                  new SeriesStyle(style.label(), style.color(), style.shape(), broken),
                  steps,
                  range));
        });
    return curves;
  }
}
