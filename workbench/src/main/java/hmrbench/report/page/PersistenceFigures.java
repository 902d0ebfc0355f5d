package hmrbench.report.page;

import hmrbench.core.Rates;
import hmrbench.core.Series;
import hmrbench.metric.diagnose.ErrorPersistence;
import hmrbench.record.DiagnosisRow;
import hmrbench.record.DiagnosisTable;
import hmrbench.report.chart.Axis;
import hmrbench.report.chart.Figure;
import hmrbench.report.chart.Ink;
import hmrbench.report.chart.Layer;
import hmrbench.report.chart.Plot;
import hmrbench.report.chart.SeriesStyle;
import hmrbench.report.table.TableView;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.view.Diagnoses;
import hmrbench.report.view.Diagnoses.Subject;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long the error of each model lasts. */
final class PersistenceFigures {

  /** Lags with a column, in frames. */
  private static final List<Integer> LAGS = List.of(1, 2, 3, 5, 8, 15, ErrorPersistence.MOST_LAG);

  /** Lower ends of bands of frequency, in hertz. */
  private static final List<Double> BANDS = List.of(0.0, 1.0, 2.0, 4.0, 8.0);

  private static final String CORRELATION = "correlation";

  private PersistenceFigures() {}

  /** One row per model; nothing where no sequence is long enough. */
  static Optional<TableView> table(Diagnoses diagnoses, List<Subject> subjects, Setting home) {
    List<Row> rows = new ArrayList<>();
    List<Heading> columns = new ArrayList<>();
    columns.add(Heading.words("model"));
    columns.add(new Heading("steady", "% of square", true));
    LAGS.forEach(
        lag -> columns.add(new Heading(lag == 1 ? "1 frame" : lag + " frames", "later", true)));
    for (int band = 0; band < BANDS.size(); band++) {
      columns.add(new Heading(band(band), "% of changing square", true));
    }
    for (Subject subject : subjects) {
      List<DiagnosisRow> lags = lags(diagnoses, subject);
      if (!lags.isEmpty()) {
        rows.add(
            row(subject, lags, diagnoses.overSeeds(DiagnosisTable.POSITION_SPECTRUM, subject)));
      }
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TableView(
                "persistence__%s__%s__%sfps"
                    .formatted(home.dataset(), home.protocol(), home.fpsText()),
                "How long an error of position lasts: %s. Its correlation with itself some frames later. Median over seeds."
                    .formatted(home.words()),
                columns,
                rows,
                List.of(
                    "Steady: the part of the squared error that is the same in all frames of a"
                        + " sequence; the correlations are of the rest.",
                    "Near 0 after one frame: noise that a mean over frames removes. Near 1: an error"
                        + " that no filter sees.")));
  }

  /** The lines of a subject from lag 0 on; empty where there is none. */
  private static List<DiagnosisRow> lags(Diagnoses diagnoses, Subject subject) {
    return diagnoses.overSeeds(DiagnosisTable.PERSISTENCE, subject);
  }

  private static String band(int number) {
    String low = Rates.text(BANDS.get(number));
    if (number == BANDS.size() - 1) {
      return "from %s Hz".formatted(low);
    }
    String high = Rates.text(BANDS.get(number + 1));
    return number == 0 ? "below %s Hz".formatted(high) : "%s to %s Hz".formatted(low, high);
  }

  private static Row row(Subject subject, List<DiagnosisRow> lags, List<DiagnosisRow> frequencies) {
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.words(subject.label()).swatched(Ink.css(subject.style().color())));
    entries.add(Entry.number(100 * number(lags.get(0), "steady_share"), 0));
    LAGS.forEach(lag -> entries.add(Entry.number(number(lags.get(lag), CORRELATION), 2)));
    double whole = power(frequencies, 0, Double.POSITIVE_INFINITY);
    for (int band = 0; band < BANDS.size(); band++) {
      double high = band + 1 < BANDS.size() ? BANDS.get(band + 1) : Double.POSITIVE_INFINITY;
      entries.add(Entry.number(100 * power(frequencies, BANDS.get(band), high) / whole, 0));
    }
    return new Row(!subject.competes(), entries);
  }

  private static double power(List<DiagnosisRow> frequencies, double low, double high) {
    return frequencies.stream()
        .filter(it -> number(it, "hertz") >= low && number(it, "hertz") < high)
        .mapToDouble(it -> number(it, "error_power"))
        .sum();
  }

  private static double number(DiagnosisRow row, String column) {
    return row.number(column).orElse(Double.NaN);
  }

  /** The correlations against the time between two frames. */
  static Optional<Figure> figure(Diagnoses diagnoses, List<Subject> subjects, Setting home) {
    List<SeriesStyle> legend = new ArrayList<>();
    List<Layer> layers = new ArrayList<>(List.of(new Layer.Rule(Ink.MUTED, 0, false, true)));
    double longest = 0;
    double least = 0;
    for (Subject subject : subjects) {
      List<DiagnosisRow> lags = lags(diagnoses, subject);
      if (subject.competes() && !lags.isEmpty()) {
        SeriesStyle style = subject.style().withoutPoints();
        Series times = column(lags, "lag_ms");
        Series values = column(lags, CORRELATION);
        legend.add(style);
        layers.add(new Layer.Line(style, times, values, 1.8));
        longest = Math.max(longest, times.get(times.frames() - 1));
        for (int i = 0; i < values.frames(); i++) {
          least = Math.min(least, values.get(i));
        }
      }
    }
    return legend.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Figure.of(
                "error-persistence",
                "How long an error of position lasts",
                "A drop at once: noise that is new in each frame. High to the right: errors that last.",
                legend,
                Plot.of(
                    "",
                    Axis.linear("time between two frames (ms)", 0, longest, 6),
                    Axis.linear("correlation of the error with itself", least, 1, 5),
                    layers),
                home.words()
                    + ". Without the part that is the same in all frames of a sequence. Median over"
                    + " seeds."));
  }

  private static Series column(List<DiagnosisRow> rows, String name) {
    return Series.of(rows.stream().mapToDouble(row -> number(row, name)).toArray());
  }
}
