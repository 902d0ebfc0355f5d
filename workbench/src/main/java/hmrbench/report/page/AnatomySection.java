package hmrbench.report.page;

import hmrbench.core.Series;
import hmrbench.record.DiagnosisRow;
import hmrbench.record.DiagnosisTable;
import hmrbench.record.ModelFacts;
import hmrbench.report.chart.Axis;
import hmrbench.report.chart.Curve;
import hmrbench.report.chart.Figure;
import hmrbench.report.chart.FrameRateFigure;
import hmrbench.report.chart.Ink;
import hmrbench.report.chart.Layer;
import hmrbench.report.chart.Plot;
import hmrbench.report.chart.SeriesStyle;
import hmrbench.report.chart.Shares;
import hmrbench.report.table.Numbers;
import hmrbench.report.table.TableView;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.view.Diagnoses;
import hmrbench.report.view.Diagnoses.Subject;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What kind of error it is: trembling, damped motion, or motion that comes late. */
final class AnatomySection implements Section {

  private static final List<Shares.Kind> KINDS =
      List.of(
          new Shares.Kind("trembles (jitter)", Ink.VERMILION),
          new Shares.Kind("damped or exaggerated motion", Ink.BLUE),
          new Shares.Kind("late or early motion", Ink.ORANGE));

  private static final List<String> SHARES =
      List.of("jitter_share", "amplitude_share", "timing_share");

  /** Frequencies are drawn while the true motion has this share of its strongest power. */
  private static final double LEAST_POWER = 1e-2;

  /** A lag below this is called none, in frames: the cross-correlation is no more precise. */
  private static final double ON_TIME = 0.25;

  /** An acceleration error below this is printed as 0, in mm/frame^2. */
  private static final double LEAST_ERROR = 0.005;

  @Override
  public String id() {
    return "anatomy";
  }

  @Override
  public String shortName() {
    return "Anatomy";
  }

  @Override
  public String heading() {
    return "What the acceleration error is made of";
  }

  /** One set of predictions with what is known of its error. */
  private record Found(Subject subject, DiagnosisRow anatomy, OptionalDouble error) {

    /** A number that every anatomy has; the lag alone may be missing. */
    double number(String column) {
      return anatomy.number(column).orElse(Double.NaN);
    }
  }

  @Override
  public String body(PageData data, PageParts page) {
    Diagnoses diagnoses = data.diagnoses();
    Setting home = data.home();
    List<Found> all = found(diagnoses, diagnoses.modelsAndFilters(home));
    if (all.isEmpty()) {
      return "";
    }
    List<Found> drawn = found(diagnoses, drawn(diagnoses, data));
    List<Subject> plain = diagnoses.models(home);
    List<Figure> figures = new ArrayList<>();
    figures.add(composition(drawn, home));
    slow(data).ifPresent(figures::add);
    kept(diagnoses, plain, home).ifPresent(figures::add);
    spectrum(diagnoses, plain, home).ifPresent(figures::add);
    PersistenceFigures.figure(diagnoses, plain, home).ifPresent(figures::add);
    return Html.paragraph(
            "The same acceleration error can come from a body that trembles, from motion that is"
                + " smoothed away, or from motion that comes late. At each frequency the predicted"
                + " acceleration is taken as a damped and delayed copy of the true one plus a rest;"
                + " the rest is jitter.")
        + page.figures(figures)
        + Html.heading("Model by model")
        + Html.list(
            drawn.stream()
                .filter(it -> it.subject().competes())
                .map(AnatomySection::sentence)
                .toList())
        + page.sortable(table(all, home))
        + PersistenceFigures.table(diagnoses, drawn(diagnoses, data), home)
            .map(page::sortable)
            .orElse("");
  }

  /** The models, and the filtered predictions of one. */
  private static List<Subject> drawn(Diagnoses diagnoses, PageData data) {
    return diagnoses.modelsAndFiltersOf(perFrame(data), data.home());
  }

  /** The model whose filtered predictions are drawn: one that sees each frame alone. */
  static String perFrame(PageData data) {
    return data.run().models().stream()
        .filter(ModelFacts::perFrame)
        .map(ModelFacts::name)
        .findFirst()
        .orElse(data.compared().first());
  }

  private static List<Found> found(Diagnoses diagnoses, List<Subject> subjects) {
    List<Found> found = new ArrayList<>();
    for (Subject subject : subjects) {
      diagnoses.overSeeds(DiagnosisTable.ANATOMY, subject).stream()
          .findFirst()
          .ifPresent(row -> found.add(new Found(subject, row, error(diagnoses, subject))));
    }
    return found;
  }

  private static OptionalDouble error(Diagnoses diagnoses, Subject subject) {
    return diagnoses.overSeeds(DiagnosisTable.FINGERPRINT, subject).stream()
        .findFirst()
        .map(row -> row.number("error_mm_per_frame2"))
        .orElse(OptionalDouble.empty());
  }

  private static String sentence(Found it) {
    return "%s: %s of the squared error is jitter, like coordinates that tremble by %s mm. Of the true acceleration it keeps %s%s.%s"
        .formatted(
            it.subject().label(),
            percent(it.number("jitter_share")),
            Numbers.fixed(it.number("jitter_mm"), 1),
            percent(it.number("gain")),
            timing(it),
            slow(it.anatomy()));
  }

  private static String percent(double share) {
    return Numbers.fixed(100 * share, 0) + " %";
  }

  private static String timing(Found it) {
    if (it.anatomy().number("lag_frames").isEmpty()) {
      return "";
    }
    double lag = it.number("lag_frames");
    return Math.abs(lag) < ON_TIME
        ? ", on time"
        : ", %s frames (%s ms) %s"
            .formatted(
                Numbers.fixed(Math.abs(lag), 1),
                Numbers.fixed(Math.abs(it.number("lag_ms")), 0),
                lag > 0 ? "late" : "early");
  }

  private static String slow(DiagnosisRow row) {
    OptionalDouble slope = row.number("slope");
    return slope.isEmpty()
        ? ""
        : " At half the frame rate its error would be %s times as large."
            .formatted(Numbers.fixed(Math.pow(2, -slope.getAsDouble()), 1));
  }

  private static Figure composition(List<Found> found, Setting home) {
    List<Shares.Bar> bars = new ArrayList<>();
    for (Found it : found) {
      double error = it.error().orElse(it.number("error_rms"));
      bars.add(
          new Shares.Bar(
              it.subject().label(),
              SHARES.stream().map(share -> error * it.number(share)).toList(),
              "keeps %s %%".formatted(Numbers.fixed(100 * it.number("gain"), 0))));
    }
    return Shares.of(
        "anatomy",
        "What the acceleration error is made of",
        "Behind each bar: how much of the true acceleration is left in the prediction.",
        "acceleration error (mm/frame²)",
        KINDS,
        bars,
        home.words() + ". The mean error, split as its mean square splits. Median over seeds.");
  }

  /** The error of every k-th frame, from the records of the highest rate. */
  private static Optional<Figure> slow(PageData data) {
    Setting home = data.home();
    double rate = data.run().rates(home).stream().max(Comparator.naturalOrder()).orElse(home.fps());
    Setting at = home.at(rate);
    Diagnoses diagnoses = data.diagnoses();
    List<Curve> curves = new ArrayList<>();
    Map<Double, Double> truth = new LinkedHashMap<>();
    for (Subject subject : diagnoses.models(at)) {
      List<Curve.Point> points = new ArrayList<>();
      for (DiagnosisRow row : diagnoses.overSeeds(DiagnosisTable.FINGERPRINT, subject)) {
        double fps = Math.rint(row.number("at_fps").orElse(0) * 10) / 10;
        points.add(Curve.Point.of(fps, row.number("error_mm_per_frame2").orElse(0)));
        truth.put(fps, row.number("truth_mm").orElse(0));
      }
      if (points.size() > 1 && subject.competes()) {
        curves.add(new Curve(subject.style(), points));
      }
    }
    if (curves.isEmpty()) {
      return Optional.empty();
    }
    List<Curve.Point> frozen = new ArrayList<>();
    truth.forEach((fps, value) -> frozen.add(Curve.Point.of(fps, value)));
    curves.add(
        new Curve(
            new SeriesStyle(
                "true acceleration = error of a frozen pose",
                Ink.REFERENCE,
                SeriesStyle.Shape.NONE,
                true),
            frozen));
    return Optional.of(
        FrameRateFigure.of(
            "fingerprint",
            "The saved predictions at %s frames/s, seen at every k-th frame"
                .formatted(at.fpsText()),
            "acceleration error (mm/frame²)",
            curves,
            "Jitter stays level; damped or late motion rises to the left with the square of the"
                + " time between frames, as the dashed line does while motion is slow. Median over"
                + " seeds."));
  }

  private static Optional<Figure> kept(Diagnoses diagnoses, List<Subject> subjects, Setting home) {
    return byFrequency(
        diagnoses,
        subjects.stream().filter(Subject::competes).toList(),
        "gain",
        lines ->
            Figure.of(
                "motion-kept",
                "How much of the motion is kept, by how fast it is",
                "1: all of it. Below: smoothed away. Slow motion on the left.",
                lines.legend(),
                Plot.of(
                    "",
                    Axis.linear("frequency (Hz)", 0, lines.hertz(), 6),
                    Axis.linear("share of the motion kept", 0, Math.max(1.1, lines.high()), 5),
                    lines.withRule(1)),
                home.words() + ". Drawn while the true motion has a hundredth of its peak power."));
  }

  private static Optional<Figure> spectrum(
      Diagnoses diagnoses, List<Subject> subjects, Setting home) {
    return byFrequency(
        diagnoses,
        subjects.stream().filter(Subject::competes).toList(),
        "error_power",
        lines ->
            Figure.of(
                "error-spectrum",
                "How fast the error moves",
                "High on the right: trembling. Dashed: the true acceleration.",
                lines.legend(),
                Plot.of(
                    "",
                    Axis.linear("frequency (Hz)", 0, lines.hertz(), 6),
                    Axis.log("power ((mm/frame²)²), logarithmic", lines.low(), lines.high()),
                    lines.layers()),
                home.words() + ". Mean over joints and sequences (Welch), median over seeds."));
  }

  private record Lines(
      List<SeriesStyle> legend, List<Layer> layers, double hertz, double low, double high) {

    List<Layer> withRule(double value) {
      List<Layer> all = new ArrayList<>(List.of(new Layer.Rule(Ink.MUTED, value, false, true)));
      all.addAll(layers);
      return all;
    }
  }

  private interface Drawing {
    Figure of(Lines lines);
  }

  private static Optional<Figure> byFrequency(
      Diagnoses diagnoses, List<Subject> subjects, String column, Drawing drawing) {
    boolean gain = column.equals("gain");
    List<SeriesStyle> legend = new ArrayList<>();
    List<Layer> layers = new ArrayList<>();
    double hertz = 0;
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (Subject subject : subjects) {
      List<DiagnosisRow> rows = shown(diagnoses.overSeeds(DiagnosisTable.SPECTRUM, subject), gain);
      if (rows.size() < 2) {
        continue;
      }
      if (layers.isEmpty() && !gain) {
        SeriesStyle style = new SeriesStyle("truth", Ink.REFERENCE, SeriesStyle.Shape.NONE, true);
        layers.add(line(style, rows, "truth_power"));
        legend.add(style);
      }
      layers.add(line(subject.style().withoutPoints(), rows, column));
      legend.add(subject.style().withoutPoints());
      for (DiagnosisRow row : rows) {
        hertz = Math.max(hertz, row.number("hertz").orElse(0));
        high = Math.max(high, row.number(column).orElse(0));
        low = Math.min(low, row.number(column).orElse(0));
        if (!gain) {
          high = Math.max(high, row.number("truth_power").orElse(0));
        }
      }
    }
    double floor = Math.max(low, high * 1e-5);
    return legend.isEmpty() || !(high > 0)
        ? Optional.empty()
        : Optional.of(drawing.of(new Lines(legend, layers, hertz, floor, high)));
  }

  /** Frequencies above 0; for gains only those at which there is motion to keep. */
  private static List<DiagnosisRow> shown(List<DiagnosisRow> rows, boolean gain) {
    double most =
        rows.stream().mapToDouble(row -> row.number("truth_power").orElse(0)).max().orElse(0);
    List<DiagnosisRow> shown = new ArrayList<>();
    for (DiagnosisRow row : rows) {
      double power = row.number("truth_power").orElse(0);
      if (gain && !shown.isEmpty() && power < LEAST_POWER * most) {
        break;
      }
      if (row.number("hertz").orElse(0) > 0 && row.number("error_power").orElse(0) > 0) {
        shown.add(row);
      }
    }
    return shown;
  }

  private static Layer line(SeriesStyle style, List<DiagnosisRow> rows, String column) {
    return new Layer.Line(
        style,
        Series.of(rows.stream().mapToDouble(row -> row.number("hertz").orElse(0)).toArray()),
        Series.of(
            rows.stream()
                .mapToDouble(row -> Math.max(1e-9, row.number(column).orElse(0)))
                .toArray()),
        1.8);
  }

  private static TableView table(List<Found> found, Setting home) {
    List<Heading> columns =
        List.of(
            Heading.words("model"),
            new Heading("Accel error", "mm/frame²", true),
            new Heading("jitter", "% of square", true),
            new Heading("amplitude", "% of square", true),
            new Heading("timing", "% of square", true),
            new Heading("tremble", "mm", true),
            new Heading("kept", "% of accel.", true),
            new Heading("lag", "frames", true),
            new Heading("lag", "ms", true),
            new Heading("slope", "log error / log rate", true),
            new Heading("smoothness", "log dim.less jerk", true));
    List<Row> rows = found.stream().map(AnatomySection::row).toList();
    return new TableView(
        "anatomy__%s__%s__%sfps".formatted(home.dataset(), home.protocol(), home.fpsText()),
        "Anatomy of the acceleration error: %s. Median over seeds; small print: 95 %% interval over people."
            .formatted(home.words()),
        columns,
        rows,
        List.of(
            "Slope: of the error in mm/frame² of every k-th saved frame down to 10 frames/s; 0 for"
                + " jitter, towards −2 for errors that are smooth in time. Ends of its interval:"
                + " medians over seeds.",
            "Lag: where the cross-correlation of predicted and true velocities peaks; above 0 comes"
                + " late.",
            "Kept: least-squares ratio of predicted to true acceleration with the lag taken out.",
            "Smoothness: log dimensionless jerk (Balasubramanian et al. 2015), 0 is smoothest%s."
                .formatted(smoothnessOfTruth(found.get(0).anatomy()))));
  }

  /** Clips with gaps have none. */
  private static String smoothnessOfTruth(DiagnosisRow row) {
    OptionalDouble truth = row.number("smoothness_truth");
    return truth.isPresent()
        ? "; that of the truth is %s".formatted(Numbers.fixed(truth.getAsDouble(), 1))
        : "";
  }

  /** What is left of an error that is 0 is rounding, which has no anatomy. */
  private static boolean isNone(Found it) {
    return it.error().isPresent() && it.error().getAsDouble() < LEAST_ERROR;
  }

  private static Row row(Found it) {
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.words(it.subject().label()).swatched(Ink.css(it.subject().style().color())));
    entries.add(entry(it.error(), 2));
    for (String share : SHARES) {
      entries.add(isNone(it) ? Entry.none() : Entry.number(100 * it.number(share), 1));
    }
    entries.add(Entry.number(it.number("jitter_mm"), 2));
    entries.add(Entry.number(100 * it.number("gain"), 0));
    entries.add(entry(it.anatomy().number("lag_frames"), 2));
    entries.add(entry(it.anatomy().number("lag_ms"), 0));
    entries.add(isNone(it) ? Entry.none() : slope(it.anatomy()));
    entries.add(entry(it.anatomy().number("smoothness_prediction"), 1));
    return new Row(!it.subject().competes(), entries);
  }

  private static Entry entry(OptionalDouble number, int decimals) {
    return number.isPresent() ? Entry.number(number.getAsDouble(), decimals) : Entry.none();
  }

  private static Entry slope(DiagnosisRow row) {
    OptionalDouble slope = row.number("slope");
    if (slope.isEmpty()) {
      return Entry.none();
    }
    OptionalDouble low = row.number("slope_ci_low");
    OptionalDouble high = row.number("slope_ci_high");
    return new Entry(
        Numbers.fixed(slope.getAsDouble(), 2),
        low.isPresent() && high.isPresent()
            ? Numbers.interval(low.getAsDouble(), high.getAsDouble(), 2)
            : "",
        false,
        "",
        Optional.of(slope.getAsDouble()),
        Optional.empty());
  }
}
