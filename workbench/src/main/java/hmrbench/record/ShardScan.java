package hmrbench.record;

import hmrbench.core.Fault;
import hmrbench.core.FrameMask;
import hmrbench.core.Series;
import hmrbench.record.FrameTable.SequenceRange;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads a shard without quoted fields straight from its bytes, numbers without a text in between: a
 * report of a million rows spends most of its time here. What it cannot read so, it leaves to the
 * CSV library.
 */
final class ShardScan {

  /** Digits that fit a double exactly, so that one division rounds as reading the text does. */
  private static final int EXACT_DIGITS = 15;

  private static final double[] TENS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  /** Columns without which there is no table. */
  private static final Predicate<String> ALWAYS = Set.of(Column.TIME_S, Column.SCORED)::contains;

  private final byte[] text;
  private final List<String> columns;
  private final Path file;
  private final int sequence;
  private final int frame;
  private final int scored;
  private final double[][] values;
  private final boolean[][] present;
  private final List<SequenceRange> sequences = new ArrayList<>();
  private String[] frames = {};

  /** Whether a field was seen that only the library reads. */
  private boolean quoted;

  /** Where reading goes on. */
  private int at;

  /** All bits of the bytes that were passed over; negative where one is not ASCII. */
  private int bits;

  /** The sequence of the rows that are read, and its first row. */
  private String name = "";

  private int first;

  /** Where that row begins, and how many of its bytes all rows of the sequence begin with. */
  private int start;

  private int alike;

  private ShardScan(byte[] text, Predicate<String> wanted, Path file) {
    this.text = text;
    this.file = file;
    skip('\n');
    this.columns = List.of(string(0).split(",", -1));
    this.at = Math.min(at + 1, text.length);
    this.sequence = columns.indexOf(Column.SEQUENCE);
    this.frame = columns.indexOf(Column.FRAME);
    this.scored = columns.indexOf(Column.SCORED);
    this.values = new double[columns.size()][];
    this.present = new boolean[columns.size()][];
    for (int c = Math.max(0, columns.indexOf(Column.TIME_S)); c < columns.size(); c++) {
      if (wanted.test(columns.get(c))) {
        values[c] = new double[0];
        present[c] = new boolean[0];
      }
    }
  }

  /**
   * Reads a shard.
   *
   * @param wanted columns of numbers to read; others are passed over
   * @param file for messages
   * @return empty if it has quotes, foreign line ends, other columns than ours, one twice or one
   *     without a name
   * @throws Fault if a line has another number of fields than the header
   * @throws NumberFormatException if a number is none
   * @throws CharacterCodingException if it is no UTF-8
   */
  static Optional<FrameTable> read(byte[] text, Predicate<String> wanted, Path file, Cell cell)
      throws CharacterCodingException {
    ShardScan scan = new ShardScan(text, ALWAYS.or(wanted), file);
    List<String> first = ShardFile.firstColumns();
    if (scan.columns.size() < first.size()
        || !scan.columns.subList(0, first.size()).equals(first)
        || scan.columns.stream().anyMatch(String::isBlank)
        || Set.copyOf(scan.columns).size() < scan.columns.size()
        || scan.isQuoted(0, scan.at)) {
      return Optional.empty();
    }
    int row = 0;
    for (; scan.at < text.length && !scan.quoted; row++) {
      scan.makeRoom(row);
      scan.row(row);
    }
    scan.end(row);
    scan.requireText();
    return scan.quoted ? Optional.empty() : Optional.of(scan.table(cell, row));
  }

  private boolean isLineQuoted() {
    int line = at;
    skip('\n');
    boolean found = isQuoted(line, at);
    at = line;
    return found;
  }

  private boolean isQuoted(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] == '"' || text[i] == '\r') {
        return true;
      }
    }
    return false;
  }

  /** Makes room for a row and, if there was none, for as many as are left if all are as long. */
  private void makeRoom(int row) {
    if (row < frames.length) {
      return;
    }
    int line = at;
    skip('\n');
    int rows = row + 1 + (text.length - line) / (at + 1 - line);
    at = line;
    frames = Arrays.copyOf(frames, rows);
    for (int c = 0; c < values.length; c++) {
      if (values[c] != null) {
        values[c] = Arrays.copyOf(values[c], rows);
        present[c] = Arrays.copyOf(present[c], rows);
      }
    }
  }

  /** The text from there to where reading goes on. */
  private String string(int from) {
    return new String(text, from, at - from, StandardCharsets.UTF_8);
  }

  /** Where there is a byte that no letter of ASCII has: whether all of it is text. */
  private void requireText() throws CharacterCodingException {
    if (bits < 0) {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
    }
  }

  /** Goes on to the next byte of that kind, or to the end of the line. */
  private void skip(int until) {
    int seen = bits;
    while (at < text.length && text[at] != until && text[at] != '\n') {
      seen |= text[at];
      at++;
    }
    bits = seen;
  }

  private void row(int row) {
    int line = at;
    int column = 0;
    if (row > 0
        && line + alike <= text.length
        && Arrays.equals(text, start, start + alike, text, line, line + alike)) {
      column = sequence + 1;
      at = line + alike;
    } else if (isLineQuoted()) {
      quoted = true;
      return;
    }
    while (true) {
      if (column == scored) {
        flag(row);
      } else if (column < columns.size() && values[column] != null) {
        number(column, row);
        if (quoted) {
          return;
        }
      } else {
        int from = at;
        skip(',');
        if (column == sequence) {
          begin(string(from), row);
          start = line;
          alike = Math.min(at + 1, text.length) - line;
        } else if (column == frame) {
          frames[row] = string(from);
          if (isQuoted(from, at)) {
            quoted = true;
            return;
          }
        }
      }
      column++;
      boolean more = at < text.length && text[at] == ',';
      at++;
      if (!more) {
        break;
      }
    }
    if (column != columns.size()) {
      throw Fault.asked(
          "%s line %d: expected %d fields, got %d; run the experiment again",
          file, row + 2, columns.size(), column);
    }
  }

  /** Ends the sequence before a row, if another one begins there. */
  private void begin(String next, int row) {
    if (row == 0 || !next.equals(name)) {
      end(row);
      name = next;
      first = row;
    }
  }

  private void end(int row) {
    if (row > first) {
      sequences.add(new SequenceRange(name, first, row));
    }
  }

  /** Reads whether a row is scored: a 1 or a 0. */
  private void flag(int row) {
    int from = at;
    skip(',');
    String flag = string(from);
    quoted |= flag.contains("\"");
    present[scored][row] = true;
    values[scored][row] = quoted ? 0 : ShardFile.isScored(flag) ? 1 : 0;
  }

  /** Reads a field: digits with a point at most; anything else as Java reads it. */
  private void number(int column, int row) {
    int from = at;
    boolean negative = at < text.length && text[at] == '-';
    at += negative ? 1 : 0;
    long digits = 0;
    int count = 0;
    int decimals = -1;
    for (; at < text.length; at++) {
      int digit = text[at] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = digits * 10 + digit;
        count++;
        decimals += decimals >= 0 ? 1 : 0;
      } else if (digit == '.' - '0' && decimals < 0) {
        decimals = 0;
      } else {
        break;
      }
    }
    boolean whole = at == text.length || text[at] == ',' || text[at] == '\n';
    if (whole && at == from) {
      return;
    }
    double size = 0;
    if (whole && count > 0 && count <= EXACT_DIGITS) {
      size = digits / TENS[Math.max(0, decimals)];
    } else {
      at = from;
      negative = false;
      skip(',');
      if (isQuoted(from, at)) {
        quoted = true;
        return;
      }
      size = Double.parseDouble(string(from));
    }
    present[column][row] = true;
    values[column][row] = negative ? -size : size;
  }

  private FrameTable table(Cell cell, int rows) {
    List<String> kept =
        columns.stream().filter(column -> values[columns.indexOf(column)] != null).toList();
    return ShardFile.table(
        cell,
        kept,
        sequences,
        Arrays.asList(frames).subList(0, rows),
        scored(rows),
        column -> series(column, rows));
  }

  private Series series(String column, int rows) {
    int c = columns.indexOf(column);
    return Series.of(Arrays.copyOf(values[c], rows), FrameMask.of(Arrays.copyOf(present[c], rows)));
  }

  private FrameMask scored(int rows) {
    double[] flags = values[columns.indexOf(Column.SCORED)];
    boolean[] scored = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      scored[row] = flags[row] == 1;
    }
    return FrameMask.of(scored);
  }
}
