package hmrbench.report.page;

import hmrbench.core.Series;
import hmrbench.metric.Metrics;
import hmrbench.metric.stats.ClusteredMean;
import hmrbench.record.DiagnosisRow;
import hmrbench.record.DiagnosisTable;
import hmrbench.record.SummaryRow;
import hmrbench.report.chart.Axis;
import hmrbench.report.chart.Figure;
import hmrbench.report.chart.Ink;
import hmrbench.report.chart.Layer;
import hmrbench.report.chart.Plot;
import hmrbench.report.chart.SeriesStyle;
import hmrbench.report.finding.FilterVerdicts;
import hmrbench.report.finding.FilterVerdicts.Duel;
import hmrbench.report.table.Numbers;
import hmrbench.report.table.ResultTable;
import hmrbench.report.table.TableView;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.view.ComparedModels;
import hmrbench.report.view.Diagnoses.Subject;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** What smoothing after the network buys and costs, and whether a network does better. */
final class FiltersSection implements Section {

  private static final String WHOLE_SEQUENCE = "all";

  @Override
  public String id() {
    return "filters";
  }

  @Override
  public String shortName() {
    return "Filters";
  }

  @Override
  public String heading() {
    return "Smoothing after the network against learning it";
  }

  /**
   * One set of predictions.
   *
   * @param latency future frames that model and filter wait for; nothing for the whole sequence
   * @param chosen the filters that were chosen under the name, over seeds
   */
  private record Result(
      Subject subject,
      SummaryRow.Value acceleration,
      SummaryRow.Value position,
      OptionalDouble latency,
      Set<String> chosen) {

    boolean beats(Result other) {
      return acceleration.mean() <= other.acceleration.mean()
          && position.mean() <= other.position.mean()
          && wait(latency) <= wait(other.latency);
    }

    boolean plain() {
      return subject.filter().equals(RunView.NO_FILTER);
    }

    private static double wait(OptionalDouble latency) {
      return latency.orElse(Double.POSITIVE_INFINITY);
    }

    String latencyWords() {
      return latency.isPresent() ? Numbers.fixed(latency.getAsDouble(), 0) : "whole sequence";
    }
  }

  @Override
  public String body(PageData data, PageParts page) {
    Setting home = data.home();
    if (data.run().filters(home).size() < 2) {
      return "";
    }
    List<Result> results =
        data.diagnoses().modelsAndFilters(home).stream()
            .filter(Subject::competes)
            .map(subject -> result(data, subject))
            .flatMap(Optional::stream)
            .toList();
    if (results.isEmpty()) {
      return "";
    }
    String perFrame = AnatomySection.perFrame(data);
    String network = temporal(data);
    List<Duel> duels = FilterVerdicts.of(data.run(), home, network, perFrame);
    boolean duelled =
        !network.equals(perFrame)
            && duels.stream().anyMatch(it -> !it.filter().equals(RunView.NO_FILTER));
    return Html.paragraph(
            "Each filter runs over the predictions of each network. Filters named best- got their"
                + " parameters on validation data: the least acceleration error that costs no MPJPE"
                + " there. Latency counts the future frames that network and filter wait for."
                + fitted(data.run(), results))
        + (duelled ? verdict(duels, network, perFrame) : "")
        + page.figures(List.of(front(results, perFrame, home)))
        + (duelled ? page.sortable(duelTable(duels, results, network, perFrame, home)) : "")
        + page.sortable(table(results, home));
  }

  private static String fitted(RunView run, List<Result> results) {
    return results.stream().anyMatch(it -> run.isFitted(it.subject().filter()))
        ? " " + ResultTable.FITTED + " They take part in no duel with a network."
        : "";
  }

  /** TCMR, which the question is about, baseline or not; else the rival of the baseline. */
  private static String temporal(PageData data) {
    return ComparedModels.tcmr(data.run(), data.home()).orElse(data.compared().second());
  }

  private static Optional<Result> result(PageData data, Subject subject) {
    Optional<SummaryRow> row =
        data.run().overSeeds(subject.setting(), subject.model(), subject.filter());
    Optional<SummaryRow.Value> acceleration =
        row.map(it -> it.metrics().get(Metrics.ACCEL_ERR.id().column()));
    Optional<SummaryRow.Value> position =
        row.map(it -> it.metrics().get(Metrics.MPJPE.id().column()));
    List<DiagnosisRow> filters = data.diagnoses().everySeed(DiagnosisTable.FILTERS, subject);
    if (acceleration.isEmpty() || position.isEmpty() || filters.isEmpty()) {
      return Optional.empty();
    }
    Set<String> chosen = new LinkedHashSet<>();
    double most = 0;
    boolean whole = false;
    for (DiagnosisRow filter : filters) {
      if (filter.text("chosen").equals("true")) {
        chosen.add(filter.text("candidate"));
        whole |= filter.text("filter_lookahead_frames").equals(WHOLE_SEQUENCE);
        if (!whole) {
          most =
              Math.max(
                  most,
                  filter.number("filter_lookahead_frames").orElse(0)
                      + filter.number("model_lookahead_frames").orElse(0));
        }
      }
    }
    return Optional.of(
        new Result(
            subject,
            acceleration.get(),
            position.get(),
            whole ? OptionalDouble.empty() : OptionalDouble.of(most),
            chosen));
  }

  private static String verdict(List<Duel> duels, String network, String perFrame) {
    List<String> lines = new ArrayList<>();
    for (FilterVerdicts.Verdict verdict : FilterVerdicts.Verdict.values()) {
      String filters =
          duels.stream()
              .filter(it -> it.verdict() == verdict && !it.filter().equals(RunView.NO_FILTER))
              .map(Duel::filter)
              .collect(Collectors.joining(", "));
      if (!filters.isEmpty()) {
        lines.add("%s: %s".formatted(sentence(verdict), filters));
      }
    }
    return Html.heading("Does %s beat a filter on %s?".formatted(network, perFrame))
        + Html.paragraph(
            "Judged by paired differences in acceleration error and MPJPE (t tests over people and"
                + " seeds, p < 0.05 after Holm's correction for all filters and both errors).")
        + Html.list(lines);
  }

  private static String sentence(FilterVerdicts.Verdict verdict) {
    String words = verdict.words();
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** MPJPE against acceleration error: one model with all its filters, the others without. */
  private static Figure front(List<Result> results, String perFrame, Setting home) {
    List<Result> drawn =
        results.stream().filter(it -> it.plain() || it.subject().model().equals(perFrame)).toList();
    List<Layer> layers = new ArrayList<>();
    List<Result> front =
        drawn.stream()
            .filter(
                it ->
                    drawn.stream()
                        .noneMatch(
                            other ->
                                other.acceleration().mean() <= it.acceleration().mean()
                                    && other.position().mean() < it.position().mean()))
            .sorted(Comparator.comparingDouble(it -> it.acceleration().mean()))
            .toList();
    layers.add(
        new Layer.Line(
            new SeriesStyle("", Ink.MUTED, SeriesStyle.Shape.NONE, true),
            Series.of(front.stream().mapToDouble(it -> it.acceleration().mean()).toArray()),
            Series.of(front.stream().mapToDouble(it -> it.position().mean()).toArray()),
            1.4));
    List<SeriesStyle> legend = new ArrayList<>();
    for (Result it : drawn) {
      SeriesStyle style = it.subject().style();
      layers.add(
          new Layer.Points(
              style,
              Series.of(it.acceleration().mean()),
              Series.of(it.position().mean()),
              it.plain() ? 12 : 9));
      if (it.plain()) {
        legend.add(style);
      }
    }
    labels(layers, drawn);
    double[] x = drawn.stream().mapToDouble(it -> it.acceleration().mean()).toArray();
    double[] y = drawn.stream().mapToDouble(it -> it.position().mean()).toArray();
    Plot plot =
        Plot.of(
            "",
            Axis.around("acceleration error (mm/frame²)", least(x), most(x) * 1.05),
            Axis.around("MPJPE (mm)", least(y) - 0.12 * (most(y) - least(y)), most(y)),
            layers);
    return new Figure(
        "filters",
        "Accuracy, consistency, and the wait",
        "Lower left is better. Behind each point: its filter and, in brackets, the future frames it"
            + " waits for.",
        legend,
        List.of(new Figure.Row(plot, 430)),
        home.words()
            + ". Filtered points: %s. No other result is better in both than %s (Pareto front%s)."
                .formatted(
                    perFrame,
                    front.stream().map(FiltersSection::name).collect(Collectors.joining(", ")),
                    front.size() > 1 ? ", dashed" : ""),
        Figure.FULL);
  }

  /** Labels beside their points, moved down where they would run into one before. */
  private static void labels(List<Layer> layers, List<Result> drawn) {
    double height = 330;
    double width = 950;
    double[] x = drawn.stream().mapToDouble(it -> it.acceleration().mean()).toArray();
    double[] y = drawn.stream().mapToDouble(it -> it.position().mean()).toArray();
    double perX = width / Math.max(1e-9, most(x) - least(x)) / 1.25;
    double perY = height / Math.max(1e-9, most(y) - least(y)) / 1.2;
    List<double[]> taken = new ArrayList<>();
    drawn.stream()
        .sorted(Comparator.comparingDouble(it -> -it.position().mean()))
        .forEach(
            it -> {
              double atX = it.acceleration().mean() * perX;
              double atY = -it.position().mean() * perY;
              double shift = 0;
              while (collides(taken, atX, atY + shift)) {
                shift += 4;
              }
              taken.add(new double[] {atX, atY + shift});
              String wait =
                  it.latency().isPresent() ? Numbers.fixed(it.latency().getAsDouble(), 0) : "all";
              layers.add(
                  new Layer.Text(
                      "%s (%s)".formatted(name(it), wait),
                      it.acceleration().mean(),
                      it.position().mean(),
                      Ink.TEXT,
                      0,
                      10,
                      shift,
                      false));
            });
  }

  private static String name(Result it) {
    return it.plain() ? it.subject().model() : String.join("/", it.chosen());
  }

  private static boolean collides(List<double[]> taken, double x, double y) {
    return taken.stream().anyMatch(it -> Math.abs(it[1] - y) < 15 && Math.abs(it[0] - x) < 175);
  }

  private static double least(double... values) {
    return java.util.Arrays.stream(values).min().orElse(0);
  }

  private static double most(double... values) {
    return java.util.Arrays.stream(values).max().orElse(1);
  }

  private static TableView duelTable(
      List<Duel> duels, List<Result> results, String network, String perFrame, Setting home) {
    List<Heading> columns =
        List.of(
            Heading.words("filter on " + perFrame),
            Heading.words("parameters"),
            new Heading("latency", "frames", true),
            new Heading("Accel error", network + " minus filter, mm/frame²", true),
            new Heading("MPJPE", network + " minus filter, mm", true),
            Heading.words("verdict"));
    List<Row> rows = new ArrayList<>();
    for (Duel duel : duels) {
      Optional<Result> filtered =
          results.stream()
              .filter(it -> it.subject().model().equals(perFrame))
              .filter(it -> it.subject().filter().equals(duel.filter()))
              .findFirst();
      rows.add(
          new Row(
              false,
              List.of(
                  Entry.words(duel.filter()),
                  Entry.words(filtered.map(it -> String.join(", ", it.chosen())).orElse("")),
                  filtered.map(FiltersSection::latency).orElse(Entry.none()),
                  difference(duel.acceleration()),
                  difference(duel.position()),
                  Entry.words(duel.verdict().words()))));
    }
    return new TableView(
        "filter-duels__%s__%s__%sfps".formatted(home.dataset(), home.protocol(), home.fpsText()),
        "%s without a filter against filters on %s: %s. Mean over seeds and sequences of the difference of a sequence under a seed; small print: 95 %% interval over people and seeds."
            .formatted(network, perFrame, home.words()),
        columns,
        rows,
        List.of(
            "Below 0: %s has the lower error. Parameters: those that seeds chose."
                .formatted(network)));
  }

  private static Entry latency(Result it) {
    return it.latency().isPresent()
        ? Entry.number(it.latency().getAsDouble(), 0)
        : Entry.words(it.latencyWords());
  }

  private static Entry difference(ClusteredMean difference) {
    return new Entry(
        Numbers.signed(difference.estimate(), 2),
        difference.interval().map(it -> Numbers.interval(it.low(), it.high(), 2)).orElse(""),
        false,
        "",
        Optional.of(difference.estimate()),
        Optional.empty());
  }

  private static TableView table(List<Result> results, Setting home) {
    List<Heading> columns =
        List.of(
            Heading.words("model"),
            Heading.words("filter"),
            Heading.words("parameters"),
            new Heading("latency", "frames", true),
            new Heading("Accel error", "mm/frame²", true),
            new Heading("MPJPE", "mm", true),
            Heading.words("on the front"));
    List<Row> rows = new ArrayList<>();
    for (Result it : results) {
      boolean front = results.stream().noneMatch(other -> !other.equals(it) && other.beats(it));
      rows.add(
          new Row(
              false,
              List.of(
                  Entry.words(it.subject().model()).swatched(Ink.css(it.subject().style().color())),
                  Entry.words(it.subject().filter()),
                  Entry.words(String.join(", ", it.chosen())),
                  latency(it),
                  value(it.acceleration()),
                  value(it.position()),
                  Entry.words(front ? "yes" : ""))));
    }
    return new TableView(
        "filters__%s__%s__%sfps".formatted(home.dataset(), home.protocol(), home.fpsText()),
        "Filters: %s. Median over seeds; small print: 95 %% interval over people and seeds."
            .formatted(home.words()),
        columns,
        rows,
        List.of(
            "On the front: no other line is at least as good in acceleration error, MPJPE and"
                + " latency.",
            "Latency: future frames that network (windows side by side: up to a window) and filter"
                + " wait for. A filter that needs none may still lag behind: see Anatomy."));
  }

  private static Entry value(SummaryRow.Value value) {
    return new Entry(
        Numbers.fixed(value.mean(), 2),
        value.interval().map(it -> Numbers.interval(it.low(), it.high(), 2)).orElse(""),
        false,
        "",
        Optional.of(value.mean()),
        Optional.empty());
  }
}
