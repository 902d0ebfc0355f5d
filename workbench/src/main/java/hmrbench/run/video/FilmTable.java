package hmrbench.run.video;

import hmrbench.io.CsvFile;
import hmrbench.run.video.FilmScores.FoundFrame;
import hmrbench.run.video.FilmScores.PersonScore;
import hmrbench.run.video.FilmScores.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The numbers of a film as a table for people, and as files for programs. */
public final class FilmTable {

  private static final List<String> SCORES =
      List.of(
          "person",
          "frames",
          "found",
          "missed",
          "tracks",
          "changes",
          "swaps",
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
          "Swaps: changes to a track that was somebody else's before.",
          "Box errors: of the squares that crops are cut from, as shares of the true side; a side"
              + " above 0 is too long. Means over the frames in which the person was found.",
          "MPJPE and PA-MPJPE in mm, acceleration error in mm/frame\u00b2, protocol hmrbench, 14 joints;"
              + " an acceleration needs three found frames in a row.");

  private final FilmScores scores;

  public FilmTable(FilmScores scores) {
    this.scores = scores;
  }

  /** Heads of the table. */
  public List<String> columns() {
    return HEADS;
  }

  /** One row per person, and one of all. */
  public List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < scores.people().size(); i++) {
      rows.add(row(Integer.toString(i + 1), scores.people().get(i)));
    }
    if (rows.size() > 1) {
      rows.add(row("all", all()));
    }
    return rows;
  }

  /** The table for a terminal, in columns. */
  public List<String> lines() {
    List<List<String>> all = new ArrayList<>();
    all.add(HEADS);
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

  /** What the numbers mean, and what belongs to no person. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add("Squares of tracks at which no one was: %d.".formatted(scores.others()));
    notes.addAll(NOTES);
    return notes;
  }

  private PersonScore all() {
    return new PersonScore(
        scores.people().stream().mapToInt(PersonScore::frames).sum(),
        scores.found(),
        scores.people().stream().mapToInt(PersonScore::tracks).sum(),
        scores.people().stream().mapToInt(PersonScore::changes).sum(),
        scores.people().stream().mapToInt(PersonScore::swaps).sum());
  }

  private static List<String> row(String name, PersonScore person) {
    return List.of(
        name,
        "%d of %d (%s)"
            .formatted(
                person.found().size(),
                person.frames(),
                percent(OptionalDouble.of((double) person.found().size() / person.frames()))),
        Integer.toString(person.missed()),
        Integer.toString(person.tracks()),
        Integer.toString(person.swaps()),
        number(2, person, Value.OVERLAP),
        percent(FilmScores.mean(person.found(), Value.CENTRE)),
        percent(FilmScores.mean(person.found(), Value.SIDE)),
        number(1, person, Value.MPJPE),
        number(1, person, Value.PA_MPJPE),
        number(1, person, Value.ACCELERATION));
  }

  private static String number(int digits, PersonScore person, Value value) {
    OptionalDouble mean = FilmScores.mean(person.found(), value);
    return mean.isPresent() ? CsvFile.fixed(digits, mean.getAsDouble()) : "\u2013";
  }

  private static String percent(OptionalDouble share) {
    return share.isPresent()
        ? String.format(Locale.ROOT, "%.1f %%", 100 * share.getAsDouble())
        : "\u2013";
  }

  /** Writes {@code scores.csv}, one row per person and one of all, and {@code found.csv}. */
  public void write(Path folder) {
    List<List<String>> rows = new ArrayList<>();
    List<List<String>> frames = new ArrayList<>();
    for (int i = 0; i < scores.people().size(); i++) {
      PersonScore person = scores.people().get(i);
      String name = Integer.toString(i + 1);
      rows.add(cells(name, person));
      person.found().forEach(frame -> frames.add(cells(name, frame)));
    }
    rows.add(cells("all", all()));
    CsvFile.write(folder.resolve("found.csv"), FRAMES, frames);
    CsvFile.write(folder.resolve("scores.csv"), SCORES, rows);
  }

  private static List<String> cells(String name, PersonScore person) {
    List<String> cells = new ArrayList<>();
    cells.add(name);
    cells.add(Integer.toString(person.frames()));
    cells.add(Integer.toString(person.found().size()));
    cells.add(Integer.toString(person.missed()));
    cells.add(Integer.toString(person.tracks()));
    cells.add(Integer.toString(person.changes()));
    cells.add(Integer.toString(person.swaps()));
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
