package hmrbench.report.table;

import java.util.List;
import java.util.Optional;

/**
 * A table as it is printed, before any format.
 *
 * @param name file name without ending
 * @param caption what is in it: data, protocol, units, how values were averaged
 * @param columns its columns
 * @param rows its rows
 * @param notes what the marks mean, one line each
 */
public record TableView(
    String name, String caption, List<Heading> columns, List<Row> rows, List<String> notes) {

  /** The note on the mark of the best begins with what the mark is on a page. */
  private static final String BEST = "Bold: ";

  public TableView {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
    for (Row row : rows) {
      if (row.entries().size() != columns.size()) {
        throw new IllegalArgumentException(
            "table %s: a row has %s entries for %s columns"
                .formatted(name, row.entries().size(), columns.size()));
      }
    }
  }

  /** What the mark of the best says, without the word for the mark; empty where none is. */
  public Optional<String> bestNote() {
    return notes.stream()
        .filter(note -> note.startsWith(BEST))
        .map(note -> note.substring(BEST.length()))
        .findFirst();
  }

  /**
   * The head of a column.
   *
   * @param title what it holds
   * @param unit of its numbers; empty for words
   * @param numeric whether it holds numbers
   */
  public record Heading(String title, String unit, boolean numeric) {
    /** A column of words. */
    public static Heading words(String title) {
      return new Heading(title, "", false);
    }
  }

  /**
   * One row.
   *
   * @param reference whether it is there to read the others against, and competes in no column
   */
  public record Row(boolean reference, List<Entry> entries) {
    public Row {
      entries = List.copyOf(entries);
    }
  }

  /**
   * One field.
   *
   * @param text the words or the number as printed; empty where there is no value
   * @param interval as printed, for example {@code 52.0 to 57.1}; may be empty
   * @param best whether it is the best of its column, or not told apart from it
   * @param mark signs behind the number that a note explains; may be empty
   * @param value the number unrounded
   * @param color CSS colour of the swatch before it
   */
  public record Entry(
      String text,
      String interval,
      boolean best,
      String mark,
      Optional<Double> value,
      Optional<String> color) {

    /** A field of words. */
    public static Entry words(String text) {
      return new Entry(text, "", false, "", Optional.empty(), Optional.empty());
    }

    /** A field without a value. */
    public static Entry none() {
      return words("");
    }

    /** A whole number that is not ranked. */
    public static Entry count(int value) {
      return new Entry(
          Numbers.grouped(value), "", false, "", Optional.of((double) value), Optional.empty());
    }

    /** A number that is not ranked. */
    public static Entry number(double value, int decimals) {
      return new Entry(
          Numbers.fixed(value, decimals), "", false, "", Optional.of(value), Optional.empty());
    }

    /** The same number under other words. */
    public Entry withText(String words) {
      return new Entry(words, interval, best, mark, value, color);
    }

    /** The same number with signs behind it. */
    public Entry marked(String signs) {
      return new Entry(text, interval, best, signs, value, color);
    }

    /** The same words after a swatch of a CSS colour. */
    public Entry swatched(String css) {
      return new Entry(text, interval, best, mark, value, Optional.of(css));
    }
  }
}
