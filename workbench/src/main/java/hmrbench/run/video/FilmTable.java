package hmrbench.run.video;

import hmrbench.io.CsvFile;
import hmrbench.run.video.FilmScores.FoundFrame;
import hmrbench.run.video.FilmScores.PersonScore;
import hmrbench.run.video.FilmScores.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The numbers of a film as a table for people, and as files for programs. */
public final class FilmTable {

  /** In place of a number that there is not. */
  private static final String NONE = "\u2013";

  private static final List<String> SCORES =
      List.of(
          "person",
          "frames",
          "found",
          "missed",
          "tracks",
          "changes",
          "swaps",
          "at_no_one",
          "iou",
          "centre_error",
          "side_error",
          "side_error_size",
          "mpjpe_mm",
          "pa_mpjpe_mm",
          "accel_err_mm_per_frame2");

  private static final List<String> FRAMES =
      List.of(
          "person",
          "frame",
          "track",
          "iou",
          "centre_error",
          "side_error",
          "mpjpe_mm",
          "pa_mpjpe_mm",
          "accel_err_mm_per_frame2");

  private static final List<String> HEADS =
      List.of(
          "person",
          "found",
          "missed",
          "tracks",
          "swaps",
          "at no one",
          "box IoU",
          "box centre off",
          "box side off",
          "MPJPE",
          "PA-MPJPE",
          "accel error");

  private static final List<String> NOTES =
      List.of(
          "Found: frames in which a track's square and that about the true box share half of their"
              + " joint area or more; missed: the others, in which no body was predicted and which"
              + " no error of bodies counts.",
          "Swaps: changes to a track that was somebody else's before; at no one: squares of tracks,"
              + " frame by frame, where no one was who was not found by another.",
          "Box errors: of the squares that crops are cut from, as shares of the true side; a side"
              + " above 0 is too long. Means over the frames in which the person was found.",
          "MPJPE and PA-MPJPE in mm, acceleration error in mm/frame\u00b2, protocol hmrbench, 14 joints;"
              + " an acceleration needs three found frames in a row.");

  /**
   * A row.
   *
   * @param name of a person or a film
   * @param others squares at which no one was, where the row is of a whole film
   */
  private record Row(String name, PersonScore score, OptionalInt others) {}

  private final String what;
  private final List<Row> rows;
  private final List<PersonScore> people;

  private FilmTable(String what, List<Row> rows, List<PersonScore> people) {
    this.what = what;
    this.rows = rows;
    this.people = people;
  }

  /** The table of a film: one row per person, and one of all. */
  public static FilmTable of(FilmScores scores) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < scores.people().size(); i++) {
      rows.add(new Row(Integer.toString(i + 1), scores.people().get(i), OptionalInt.empty()));
    }
    rows.add(whole("all", scores));
    return new FilmTable("person", rows, scores.people());
  }

  /**
   * The table of several films: one row per film, and one of all.
   *
   * @param films by name, in their order
   */
  public static FilmTable of(Map<String, FilmScores> films) {
    List<Row> rows = new ArrayList<>();
    films.forEach((name, scores) -> rows.add(whole(name, scores)));
    FilmScores all =
        new FilmScores(
            films.values().stream().flatMap(it -> it.people().stream()).toList(),
            films.values().stream().mapToInt(FilmScores::others).sum());
    rows.add(whole("all", all));
    return new FilmTable("film", rows, all.people());
  }

  private static Row whole(String name, FilmScores scores) {
    List<PersonScore> people = scores.people();
    PersonScore all =
        new PersonScore(
            people.stream().mapToInt(PersonScore::frames).sum(),
            scores.found(),
            people.stream().mapToInt(PersonScore::tracks).sum(),
            people.stream().mapToInt(PersonScore::changes).sum(),
            people.stream().mapToInt(PersonScore::swaps).sum());
    return new Row(name, all, OptionalInt.of(scores.others()));
  }

  /** Heads of the table. */
  public List<String> columns() {
    List<String> heads = new ArrayList<>(HEADS);
    heads.set(0, what);
    return heads;
  }

  /** The fields of the table. */
  public List<List<String>> rows() {
    return rows.stream().map(FilmTable::fields).toList();
  }

  /** The table as Markdown. */
  public String markdown() {
    StringBuilder text = new StringBuilder(line(columns()));
    text.append("| --- |").append(" ---: |".repeat(HEADS.size() - 1)).append('\n');
    rows().forEach(row -> text.append(line(row)));
    return text.toString();
  }

  private static String line(List<String> fields) {
    return "| " + String.join(" | ", fields) + " |\n";
  }

  /** The table for a terminal, in columns. */
  public List<String> lines() {
    List<List<String>> all = new ArrayList<>();
    all.add(columns());
    all.addAll(rows());
    int[] widths = new int[HEADS.size()];
    for (List<String> row : all) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        line.append(column == 0 ? "" : "  ")
            .append(" ".repeat(widths[column] - row.get(column).length()))
            .append(row.get(column));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** What the numbers mean, a sentence or two each. */
  public List<String> notes() {
    return NOTES;
  }

  private static List<String> fields(Row row) {
    PersonScore person = row.score();
    return List.of(
        row.name(),
        "%d of %d (%s)"
            .formatted(
                person.found().size(),
                person.frames(),
                percent(OptionalDouble.of((double) person.found().size() / person.frames()))),
        Integer.toString(person.missed()),
        Integer.toString(person.tracks()),
        Integer.toString(person.swaps()),
        row.others().isPresent() ? Integer.toString(row.others().getAsInt()) : NONE,
        number(2, person, Value.OVERLAP),
        percent(FilmScores.mean(person.found(), Value.CENTRE)),
        percent(FilmScores.mean(person.found(), Value.SIDE)),
        number(1, person, Value.MPJPE),
        number(1, person, Value.PA_MPJPE),
        number(1, person, Value.ACCELERATION));
  }

  private static String number(int digits, PersonScore person, Value value) {
    OptionalDouble mean = FilmScores.mean(person.found(), value);
    return mean.isPresent() ? CsvFile.fixed(digits, mean.getAsDouble()) : NONE;
  }

  private static String percent(OptionalDouble share) {
    return share.isPresent()
        ? String.format(Locale.ROOT, "%.1f %%", 100 * share.getAsDouble())
        : NONE;
  }

  /** Writes {@code scores.csv}, the table, and {@code found.csv}, the frames of everyone. */
  public void write(Path folder) {
    List<List<String>> frames = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      String name = Integer.toString(i + 1);
      people.get(i).found().forEach(frame -> frames.add(cells(name, frame)));
    }
    CsvFile.write(folder.resolve("found.csv"), FRAMES, frames);
    List<String> heads = new ArrayList<>(SCORES);
    heads.set(0, what);
    CsvFile.write(
        folder.resolve("scores.csv"), heads, rows.stream().map(FilmTable::cells).toList());
  }

  private static List<String> cells(Row row) {
    PersonScore person = row.score();
    List<String> cells = new ArrayList<>();
    cells.add(row.name());
    cells.add(Integer.toString(person.frames()));
    cells.add(Integer.toString(person.found().size()));
    cells.add(Integer.toString(person.missed()));
    cells.add(Integer.toString(person.tracks()));
    cells.add(Integer.toString(person.changes()));
    cells.add(Integer.toString(person.swaps()));
    cells.add(row.others().isPresent() ? Integer.toString(row.others().getAsInt()) : "");
    for (Value value : Value.values()) {
      cells.add(cell(FilmScores.mean(person.found(), value)));
    }
    return cells;
  }

  private static List<String> cells(String name, FoundFrame frame) {
    List<String> cells = new ArrayList<>();
    cells.add(name);
    cells.add(Integer.toString(frame.frame()));
    cells.add(Integer.toString(frame.track()));
    for (Value value : Value.values()) {
      if (value != Value.SIDE_SIZE) {
        cells.add(cell(value.of(frame)));
      }
    }
    return cells;
  }

  private static String cell(OptionalDouble value) {
    return value.isPresent() ? CsvFile.fixed(4, value.getAsDouble()) : "";
  }
}
