package hmrbench.record;

import hmrbench.core.Fault;
import hmrbench.core.FrameMask;
import hmrbench.core.Series;
import hmrbench.record.FrameTable.SequenceRange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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

  private final byte[] text;
  private final List<String> columns;
  private final Path file;
  private final int body;
  private final int sequence;
  private final int frame;
  private final double[][] values;
  private final boolean[][] present;
  private final List<SequenceRange> sequences = new ArrayList<>();
  private final String[] frames;

  private ShardScan(byte[] text, Path file) {
    this.text = text;
    this.file = file;
    this.body = Math.min(endOfLine(0) + 1, text.length);
    this.columns = List.of(string(0, endOfLine(0)).split(",", -1));
    this.sequence = columns.indexOf(Column.SEQUENCE);
    this.frame = columns.indexOf(Column.FRAME);
    int rows = rows();
    this.frames = new String[rows];
    this.values = new double[columns.size()][];
    this.present = new boolean[columns.size()][];
    for (int c = Math.max(0, columns.indexOf(Column.TIME_S)); c < columns.size(); c++) {
      values[c] = new double[rows];
      present[c] = new boolean[rows];
    }
  }

  /**
   * Reads a shard.
   *
   * @param file for messages
   * @return empty if it has quotes, foreign line ends or other columns than ours
   * @throws Fault if a line has another number of fields than the header
   * @throws NumberFormatException if a number is none
   */
  static Optional<FrameTable> read(byte[] text, Path file, Cell cell) {
    for (byte b : text) {
      if (b == '"' || b == '\r') {
        return Optional.empty();
      }
    }
    ShardScan scan = new ShardScan(text, file);
    List<String> first = ShardFile.firstColumns();
    if (scan.columns.size() < first.size()
        || !scan.columns.subList(0, first.size()).equals(first)) {
      return Optional.empty();
    }
    scan.scan();
    return Optional.of(scan.table(cell));
  }

  private int endOfLine(int from) {
    int at = from;
    while (at < text.length && text[at] != '\n') {
      at++;
    }
    return at;
  }

  private int rows() {
    int lines = 0;
    for (int at = body; at < text.length; at++) {
      if (text[at] == '\n') {
        lines++;
      }
    }
    boolean unended = text.length > body && text[text.length - 1] != '\n';
    return lines + (unended ? 1 : 0);
  }

  private String string(int from, int to) {
    return new String(text, from, Math.max(0, to - from), StandardCharsets.UTF_8);
  }

  private void scan() {
    int at = body;
    String name = "";
    byte[] nameBytes = {};
    int first = 0;
    for (int row = 0; row < frames.length; row++) {
      int column = 0;
      while (true) {
        int end = at;
        while (end < text.length && text[end] != ',' && text[end] != '\n') {
          end++;
        }
        if (column == sequence) {
          if (row == 0 || !Arrays.equals(text, at, end, nameBytes, 0, nameBytes.length)) {
            close(name, first, row);
            first = row;
            nameBytes = Arrays.copyOfRange(text, at, end);
            name = string(at, end);
          }
        } else if (column == frame) {
          frames[row] = string(at, end);
        } else if (column < columns.size() && values[column] != null && end > at) {
          present[column][row] = true;
          values[column][row] = number(at, end);
        }
        column++;
        boolean more = end < text.length && text[end] == ',';
        at = end + 1;
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
    close(name, first, frames.length);
  }

  private void close(String name, int from, int to) {
    if (to > from) {
      sequences.add(new SequenceRange(name, from, to));
    }
  }

  /** The number of a field: digits with a point at most; anything else as Java reads it. */
  private double number(int from, int to) {
    int at = text[from] == '-' ? from + 1 : from;
    long digits = 0;
    int count = 0;
    int decimals = -1;
    for (; at < to; at++) {
      int digit = text[at] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = digits * 10 + digit;
        count++;
        decimals += decimals >= 0 ? 1 : 0;
      } else if (text[at] == '.' && decimals < 0) {
        decimals = 0;
      } else {
        return Double.parseDouble(string(from, to));
      }
      if (count > EXACT_DIGITS) {
        return Double.parseDouble(string(from, to));
      }
    }
    if (count == 0) {
      return Double.parseDouble(string(from, to));
    }
    double size = digits / TENS[Math.max(0, decimals)];
    return text[from] == '-' ? -size : size;
  }

  private FrameTable table(Cell cell) {
    return ShardFile.table(cell, columns, sequences, Arrays.asList(frames), scored(), this::series);
  }

  private Series series(String column) {
    int c = columns.indexOf(column);
    return Series.of(values[c], FrameMask.of(present[c]));
  }

  private FrameMask scored() {
    double[] flags = values[columns.indexOf(Column.SCORED)];
    boolean[] scored = new boolean[flags.length];
    for (int row = 0; row < flags.length; row++) {
      scored[row] = flags[row] == 1;
    }
    return FrameMask.of(scored);
  }
}
