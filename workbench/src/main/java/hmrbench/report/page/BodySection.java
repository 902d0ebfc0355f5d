package hmrbench.report.page;

import hmrbench.core.Joint;
import hmrbench.record.DiagnosisRow;
import hmrbench.record.DiagnosisTable;
import hmrbench.report.chart.BodyFigure;
import hmrbench.report.chart.Figure;
import hmrbench.report.chart.Ink;
import hmrbench.report.table.Numbers;
import hmrbench.report.table.TableView;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.view.Diagnoses;
import hmrbench.report.view.Diagnoses.Subject;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Where on the body the errors are. */
final class BodySection implements Section {

  private static final String POSITION = "mpjpe_mm";
  private static final String ACCELERATION = "accel_err_mm_per_frame2";

  @Override
  public String id() {
    return "body";
  }

  @Override
  public String shortName() {
    return "Body";
  }

  @Override
  public String heading() {
    return "Where on the body the errors are";
  }

  @Override
  public String body(PageData data, PageParts page) {
    Diagnoses diagnoses = data.diagnoses();
    Map<Subject, List<DiagnosisRow>> found = new LinkedHashMap<>();
    for (Subject subject : diagnoses.models(data.home())) {
      List<DiagnosisRow> rows = diagnoses.overSeeds(DiagnosisTable.JOINTS, subject);
      if (!rows.isEmpty()) {
        found.put(subject, rows);
      }
    }
    if (found.isEmpty()) {
      return "";
    }
    String where = data.home().words() + ". Median over seeds, relative to the root.";
    List<Figure> figures = new ArrayList<>();
    bodies(found, ACCELERATION, 1)
        .ifPresent(
            all ->
                figures.add(
                    BodyFigure.of(
                        "body-acceleration",
                        "Acceleration error, joint by joint",
                        "acceleration error (mm/frame²)",
                        all,
                        where)));
    bodies(found, POSITION, 1)
        .ifPresent(
            all ->
                figures.add(
                    BodyFigure.of(
                        "body-position",
                        "Position error, joint by joint",
                        "MPJPE (mm)",
                        all,
                        where)));
    return page.figures(figures) + page.sortable(table(found, data.home()));
  }

  /** The competing models; none where no joint has a place on the figure. */
  private static java.util.Optional<List<BodyFigure.Body>> bodies(
      Map<Subject, List<DiagnosisRow>> found, String column, int decimals) {
    List<BodyFigure.Body> bodies = new ArrayList<>();
    found.forEach(
        (subject, rows) -> {
          Map<Joint, Double> errors = new EnumMap<>(Joint.class);
          for (DiagnosisRow row : rows) {
            Joint joint = Joint.valueOf(row.text("joint").toUpperCase(Locale.ROOT));
            if (BodyFigure.shows(joint) && row.number(column).isPresent()) {
              errors.put(joint, row.number(column).getAsDouble());
            }
          }
          if (subject.competes() && !errors.isEmpty()) {
            bodies.add(
                new BodyFigure.Body(
                    subject.label(),
                    errors,
                    "mean " + Numbers.fixed(mean(rows, column).orElse(0), decimals)));
          }
        });
    return bodies.isEmpty() ? java.util.Optional.empty() : java.util.Optional.of(bodies);
  }

  private static OptionalDouble mean(List<DiagnosisRow> rows, String column) {
    return rows.stream()
        .map(row -> row.number(column))
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .average();
  }

  private static TableView table(Map<Subject, List<DiagnosisRow>> found, Setting home) {
    List<String> parts =
        found.values().stream()
            .flatMap(List::stream)
            .map(row -> row.text("part"))
            .distinct()
            .sorted()
            .toList();
    List<Heading> columns = new ArrayList<>(List.of(Heading.words("model")));
    parts.forEach(part -> columns.add(new Heading(part, "MPJPE, mm", true)));
    parts.forEach(part -> columns.add(new Heading(part, "accel. error, mm/frame²", true)));
    List<Row> rows = new ArrayList<>();
    found.forEach(
        (subject, joints) -> {
          List<Entry> entries = new ArrayList<>();
          entries.add(Entry.words(subject.label()).swatched(Ink.css(subject.style().color())));
          for (String column : List.of(POSITION, ACCELERATION)) {
            for (String part : parts) {
              OptionalDouble mean =
                  mean(
                      joints.stream().filter(row -> row.text("part").equals(part)).toList(),
                      column);
              entries.add(mean.isPresent() ? Entry.number(mean.getAsDouble(), 1) : Entry.none());
            }
          }
          rows.add(new Row(!subject.competes(), entries));
        });
    return new TableView(
        "body__%s__%s__%sfps".formatted(home.dataset(), home.protocol(), home.fpsText()),
        "Errors by part of the body: %s. Mean over the joints of the part, median over seeds."
            .formatted(home.words()),
        columns,
        rows,
        List.of(
            "Trunk: hips, shoulders, spine. Errors are relative to the root, which lies between the"
                + " hips, so those of hips are small. Single joints are in"
                + " diagnosis/joints.csv."));
  }
}
