package hmrbench.report.table;

import hmrbench.io.CsvFile;
import hmrbench.metric.stress.MetricStress;
import hmrbench.metric.stress.MetricStress.Column;
import hmrbench.metric.stress.MetricStress.Row;
import hmrbench.metric.stress.MetricStress.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The stress test of metrics as CSV: one row for the truth, for the usual prediction, for each flaw
 * in each size and for each trick; one column per metric, unrounded.
 */
public final class StressCsv {

  private static final String TRUTH = "truth";
  private static final String USUAL = "usual prediction";
  private static final String FLAW = "flaw";
  private static final String TRICK = "trick";
  private static final String WORLD_ERROR = "world_error_mm";
  private static final String POSE_ERROR = "pose_error_mm";
  private static final List<String> WORDS = List.of("kind", "name", "size");

  private StressCsv() {}

  /** All rows under a line of heads. */
  public static String of(Table table) {
    List<String> heads = new ArrayList<>(WORDS);
    table.columns().forEach(it -> heads.add(it.name()));
    heads.addAll(List.of(WORLD_ERROR, POSE_ERROR));
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        line(TRUTH, new Row("", "", table.columns().stream().map(Column::ofTruth).toList(), 0, 0)));
    rows.add(
        line(
            USUAL,
            new Row(
                "",
                "",
                table.columns().stream().map(Column::ofTypical).toList(),
                table.typicalWorldErrorMm(),
                table.typicalPoseErrorMm())));
    table.flaws().forEach(it -> rows.add(line(FLAW, it)));
    table.tricks().forEach(it -> rows.add(line(TRICK, it)));
    return CsvFile.text(heads, rows);
  }

  private static List<String> line(String kind, Row row) {
    return Stream.of(
            Stream.of(kind, row.flaw(), row.size()),
            row.values().stream().map(String::valueOf),
            Stream.of(row.worldErrorMm(), row.poseErrorMm()).map(String::valueOf))
        .flatMap(it -> it)
        .toList();
  }

  /** The table that {@link #of} wrote. */
  public static Table read(String csv) {
    List<List<String>> lines = CsvFile.linesOf(csv);
    List<String> heads = lines.get(0);
    Row truth = rows(lines, TRUTH).get(0);
    Row usual = rows(lines, USUAL).get(0);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < truth.values().size(); i++) {
      columns.add(
          MetricStress.column(
              heads.get(WORDS.size() + i), truth.values().get(i), usual.values().get(i)));
    }
    return new Table(
        columns, rows(lines, FLAW), rows(lines, TRICK), usual.worldErrorMm(), usual.poseErrorMm());
  }

  private static List<Row> rows(List<List<String>> lines, String kind) {
    return lines.stream().filter(it -> it.get(0).equals(kind)).map(StressCsv::row).toList();
  }

  private static Row row(List<String> fields) {
    int last = fields.size() - 1;
    return new Row(
        fields.get(1),
        fields.get(2),
        fields.subList(WORDS.size(), last - 1).stream().map(Double::valueOf).toList(),
        Double.parseDouble(fields.get(last - 1)),
        Double.parseDouble(fields.get(last)));
  }
}
