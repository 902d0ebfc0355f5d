package hmrbench.io;

import hmrbench.core.Fault;
import hmrbench.core.Reason;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/** Tables as CSV files: a line of heads, then one line per row, each ended by a line feed. */
public final class CsvFile {

  /** How this program writes CSV. */
  public static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  /** The same for reading, where fields are asked for by the name of their column. */
  public static final CSVFormat WITH_HEADER =
      FORMAT.builder().setHeader().setSkipHeaderRecord(true).get();

  /** Prints rows. */
  @FunctionalInterface
  public interface Rows {
    void printTo(CSVPrinter out) throws IOException;
  }

  /** Makes something of a row. */
  @FunctionalInterface
  public interface RowReader<R> {

    /**
     * Reads a row.
     *
     * @param header names of all columns, in order
     */
    R read(CSVRecord row, List<String> header);
  }

  /** A number, or an interval of two. */
  private static final Pattern NUMBERS =
      Pattern.compile("[-+]?[0-9.]+([eE][-+]?[0-9]+)?( to [-+]?[0-9.]+)?");

  private CsvFile() {}

  /**
   * Words that a spreadsheet would run as a formula, behind an apostrophe, which makes them text:
   * those that begin with =, +, @, a tab or a line break, and with - where they are no number.
   */
  public static String asText(String text) {
    if (text.isEmpty() || NUMBERS.matcher(text).matches()) {
      return text;
    }
    return "=+-@\t\r\n".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
  }

  /**
   * Writes a table.
   *
   * @throws Fault if it cannot be written; nothing is left behind then
   */
  public static void write(Path file, List<String> header, Rows rows) {
    TextFile.write(file, out -> print(out, header, rows));
  }

  /** Writes a table whose rows are there; see {@link #write(Path, List, Rows)}. */
  public static void write(Path file, List<String> header, List<List<String>> rows) {
    write(file, header, out -> out.printRecords(rows));
  }

  /** A number as a field, with so many digits behind the point. */
  public static String fixed(int digits, double value) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** Prints a table, and flushes. */
  public static void print(Writer out, List<String> header, Rows rows) throws IOException {
    CSVPrinter printer = new CSVPrinter(out, FORMAT);
    printer.printRecord(header);
    rows.printTo(printer);
    printer.flush();
  }

  /** A table as text. */
  public static String text(List<String> header, List<List<String>> rows) {
    StringWriter text = new StringWriter();
    try {
      print(text, header, out -> out.printRecords(rows));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * Reads a table.
   *
   * @param advice what to do about a file that cannot be read
   * @throws Fault if it cannot be read, or a row lacks what is asked of it
   */
  public static <R> List<R> read(Path file, String advice, RowReader<R> reader) {
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser parser = CSVParser.parse(in, WITH_HEADER)) {
      List<R> rows = new ArrayList<>();
      for (CSVRecord row : parser) {
        rows.add(reader.read(row, parser.getHeaderNames()));
      }
      return rows;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY,
          "%s: cannot be read: %s; %s".formatted(file, Reason.of(e), advice),
          e);
    }
  }

  /** All lines of a file as they are, the header included. */
  public static List<List<String>> lines(Path file) throws IOException {
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return lines(in);
    }
  }

  /** The same of a text. */
  public static List<List<String>> linesOf(String text) {
    try {
      return lines(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<List<String>> lines(Reader in) throws IOException {
    try (CSVParser parser = CSVParser.parse(in, FORMAT)) {
      return parser.stream().map(CSVRecord::toList).toList();
    }
  }
}
