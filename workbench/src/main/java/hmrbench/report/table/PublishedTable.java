package hmrbench.report.table;

import hmrbench.core.NetworkFacts.GridPlace;
import hmrbench.metric.Metrics;
import hmrbench.record.SummaryRow;
import hmrbench.record.ledger.PublishedResults;
import hmrbench.report.chart.Ink;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The four networks of the TCMR paper's Table 1: published numbers beside those of a run. They are
 * of other data, so nothing is ranked across them; what can be compared is the change from row to
 * row, in separate columns.
 */
public final class PublishedTable {

  private static final String SOURCE =
      "Source: Choi, Moon, Chang, Lee: Beyond Static Features for Temporally Consistent 3D Human Pose"
          + " and Shape from a Video, CVPR 2021, Table 1, as quoted by readers of the paper (the"
          + " table itself was not at hand).";
  private static final String ACCELERATION = Metrics.ACCEL_ERR.id().column();
  private static final String ACCURACY = Metrics.PA_MPJPE.id().column();

  private PublishedTable() {}

  /** Published numbers of one network. */
  private record Published(GridPlace place, double accuracy, double acceleration) {}

  /** Whether published numbers under a name, as a config writes it, are those of this table. */
  public static boolean isOf(String reference) {
    return PublishedResults.table(reference).stream()
        .anyMatch(it -> it.version().grid().isPresent());
  }

  /** The table beside the results of a setting; fields of networks that the run lacks are empty. */
  public static TableView of(RunView run, Setting setting) {
    List<Published> rows =
        GridPlace.all().stream()
            .map(
                place ->
                    new Published(place, printed(place, ACCURACY), printed(place, ACCELERATION)))
            .toList();
    List<Heading> columns =
        List.of(
            Heading.words("residual"),
            Heading.words("PoseForecast"),
            new Heading("PA-MPJPE", "published, other data, mm", true),
            new Heading("Accel error", "published, other data, mm/frame²", true),
            new Heading("change", "published", true),
            Heading.words("network of this run"),
            new Heading("PA-MPJPE", "this run, mm", true),
            new Heading("Accel error", "this run, mm/frame²", true),
            new Heading("change", "this run", true));
    Optional<SummaryRow> first = measured(run, setting, rows.get(0).place());
    List<Row> printed =
        rows.stream()
            .map(row -> row(run, row, rows.get(0), measured(run, setting, row.place()), first))
            .toList();
    return new TableView(
        "published__" + setting.dataset(),
        "Published, other data: TCMR, Table 1 (3DPW test, 30 frames/s, PA-MPJPE in mm, acceleration"
            + " error in mm/frame²), beside this run on %s. Residual: of the current frame."
                .formatted(setting.words()),
        columns,
        printed,
        List.of(
            SOURCE,
            "The numbers of the two halves are of different data, features and training: only the"
                + " direction and the relative size of a change can be set against each other.",
            "Change: of the acceleration error, against the first row of its half."));
  }

  private static Row row(
      RunView run,
      Published row,
      Published first,
      Optional<SummaryRow> mine,
      Optional<SummaryRow> mineFirst) {
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.words(row.place().residual() ? "kept" : "removed"));
    entries.add(Entry.words(row.place().poseForecast() ? "yes" : "no"));
    entries.add(Entry.number(row.accuracy(), 1));
    entries.add(Entry.number(row.acceleration(), 1));
    entries.add(change(Optional.of(row.acceleration()), Optional.of(first.acceleration())));
    entries.add(
        mine.map(m -> m.cell().model())
            .map(name -> Entry.words(name).swatched(Ink.css(run.styles().of(name).color())))
            .orElse(Entry.none()));
    entries.add(number(mine, ACCURACY));
    entries.add(number(mine, ACCELERATION));
    entries.add(change(mean(mine, ACCELERATION), mean(mineFirst, ACCELERATION)));
    return new Row(false, entries);
  }

  private static Optional<SummaryRow> measured(RunView run, Setting setting, GridPlace place) {
    return run.models().stream()
        .filter(model -> model.gridPlace().equals(Optional.of(place)))
        .flatMap(m -> run.overSeeds(setting, m.name(), RunView.NO_FILTER).stream())
        .findFirst();
  }

  private static Optional<Double> mean(Optional<SummaryRow> row, String column) {
    return row.map(r -> r.metrics().get(column)).map(SummaryRow.Value::mean);
  }

  private static Entry number(Optional<SummaryRow> row, String column) {
    return row.map(r -> r.metrics().get(column))
        .map(
            value ->
                new Entry(
                    Numbers.fixed(value.mean(), 1),
                    value
                        .interval()
                        .map(it -> Numbers.interval(it.low(), it.high(), 1))
                        .orElse("–"),
                    false,
                    "",
                    Optional.of(value.mean()),
                    Optional.empty()))
        .orElse(Entry.none());
  }

  private static Entry change(Optional<Double> value, Optional<Double> from) {
    if (value.isEmpty() || from.isEmpty()) {
      return Entry.none();
    }
    double percent = 100 * (value.get() / from.get() - 1);
    return Entry.number(percent, 0).withText(Numbers.signed(percent, 0) + " %");
  }

  private static double printed(GridPlace place, String column) {
    return PublishedResults.all().stream()
        .filter(it -> it.version().grid().equals(Optional.of(place)))
        .filter(it -> it.ours().filter(id -> id.column().equals(column)).isPresent())
        .findFirst()
        .orElseThrow()
        .printed()
        .doubleValue();
  }
}
