package hmrbench.record.ledger.claim;

import hmrbench.core.Fault;
import hmrbench.core.VisibleText;
import hmrbench.io.CsvFile;
import hmrbench.record.ledger.Unit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads a table of claims; a mistake is named with its line. */
public final class ClaimsFile {

  /** The columns, each under several names. */
  enum Column {
    METHOD("method", "model", "system", "approach", "name"),
    DATASET("data set", "dataset", "data", "benchmark", "test set"),
    METRIC("metric", "measure"),
    VALUE("value", "number", "result", "score"),
    UNIT("unit", "units");

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> names;

    Column(String... names) {
      this.names = List.of(names);
    }

    private boolean hasName(String head) {
      return names.stream().anyMatch(name -> key(name).equals(key(head)));
    }

    private static String key(String head) {
      return head.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    @Override
    public String toString() {
      return names.get(0);
    }
  }

  /** The columns and their other names, for help and messages. */
  public static final String COLUMNS =
      "method (or model, system, approach, name), data set (dataset, data, benchmark, test set),"
          + " metric (measure), value (number, result, score) and unit (units)";

  private static final int LARGEST = 16 << 20;
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}(\\.\\d{1,12})?");

  private final Path file;
  private final String text;

  private ClaimsFile(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  /**
   * Reads a table.
   *
   * @return at least one claim, no two of the same method, data set, metric and unit
   * @throws Fault if it cannot be read, or a row is wrong
   */
  public static List<Claim> read(Path file) {
    return new ClaimsFile(file, text(file)).claims();
  }

  private static String text(Path file) {
    if (!Files.exists(file)) {
      throw Fault.asked(
          "%s: there is no such file; name a CSV file with the columns %s", file, COLUMNS);
    }
    if (Files.isDirectory(file)) {
      throw Fault.asked("%s: is a folder; name a CSV file", file);
    }
    try {
      if (Files.size(file) > LARGEST) {
        throw Fault.asked(
            "%s: has %s bytes, expected at most %s; a table of results is smaller",
            file, Files.size(file), LARGEST);
      }
      return decoded(file, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String decoded(Path file, byte[] bytes) {
    if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) {
      throw Fault.asked("%s: is text in UTF-16, expected UTF-8; save it as CSV in UTF-8", file);
    }
    if (startsWith(bytes, 'P', 'K', 3, 4)) {
      throw Fault.asked(
          "%s: is a ZIP archive, which workbooks of spreadsheets are, expected text; save the sheet"
              + " as CSV",
          file);
    }
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      String before = out.flip().toString();
      throw Fault.asked(
          "%s: line %s: byte 0x%02x is no UTF-8; save it as CSV in UTF-8",
          file, lineAtEnd(before), bytes[in.position()] & 0xff);
    }
    String decoded = out.flip().toString();
    // The mark of the byte order, which some programs put before UTF-8.
    String text = decoded.startsWith("\ufeff") ? decoded.substring(1) : decoded;
    if (text.indexOf('\0') >= 0) {
      throw Fault.asked(
          "%s: line %s: has a zero byte, expected text; save it as CSV in UTF-8",
          file, lineAtEnd(text.substring(0, text.indexOf('\0'))));
    }
    return text;
  }

  private static boolean startsWith(byte[] bytes, int... head) {
    for (int i = 0; i < head.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xff) != head[i]) {
        return false;
      }
    }
    return true;
  }

  private static long lineAtEnd(String before) {
    return before.chars().filter(it -> it == '\n').count() + 1;
  }

  private List<Claim> claims() {
    if (text.isBlank()) {
      throw Fault.asked(
          "%s: is empty, expected a line of heads and a row for each number; the columns are %s",
          file, COLUMNS);
    }
    try (CSVParser parser = CSVParser.parse(text, CsvFile.FORMAT)) {
      List<Claim> claims = new ArrayList<>();
      Map<String, Integer> seen = new HashMap<>();
      Map<Column, Integer> places = Map.of();
      List<String> heads = List.of();
      long before = 0;
      for (CSVRecord row : parser) {
        int line = Math.toIntExact(before + 1);
        before = parser.getCurrentLineNumber();
        if (row.size() == 1 && row.get(0).isBlank()) {
          continue;
        }
        if (heads.isEmpty()) {
          heads = row.toList();
          places = places(line, heads);
        } else {
          Claim claim = claim(line, row, heads, places);
          requireNew(claim, seen);
          claims.add(claim);
        }
      }
      return some(claims);
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY,
          "%s: is no CSV table (%s); quote text that has a comma or a quotation mark"
              .formatted(file, VisibleText.line(String.valueOf(e.getMessage()))),
          e);
    }
  }

  private List<Claim> some(List<Claim> claims) {
    if (claims.isEmpty()) {
      throw Fault.asked("%s: has heads and no row; add a row for each number", file);
    }
    return claims;
  }

  private Map<Column, Integer> places(int line, List<String> heads) {
    Map<Column, Integer> places = new EnumMap<>(Column.class);
    for (int place = 0; place < heads.size(); place++) {
      for (Column column : Column.values()) {
        if (column.hasName(heads.get(place))) {
          Integer other = places.putIfAbsent(column, place);
          if (other != null) {
            throw at(
                line,
                "\"%s\" and \"%s\" both are the column %s; keep one"
                    .formatted(shown(heads.get(other)), shown(heads.get(place)), column));
          }
        }
      }
    }
    for (Column column : Column.values()) {
      if (!places.containsKey(column)) {
        throw lacking(line, column, heads);
      }
    }
    return places;
  }

  private Fault lacking(int line, Column column, List<String> heads) {
    String all = String.join(",", heads);
    for (char separator : new char[] {';', '\t'}) {
      if (heads.size() == 1 && all.indexOf(separator) >= 0) {
        return at(
            line,
            "fields are separated by %s, expected commas; save it with commas, and decimals with a"
                    .formatted(separator == ';' ? "semicolons" : "tabs")
                + " point");
      }
    }
    return at(
        line,
        "has no column %s, got %s; the columns are %s"
            .formatted(
                column,
                heads.stream().map(ClaimsFile::shown).collect(Collectors.joining(", ")),
                COLUMNS));
  }

  private Claim claim(int line, CSVRecord row, List<String> heads, Map<Column, Integer> places) {
    if (row.size() != heads.size()) {
      throw at(
          line,
          "has %s, expected %s as in the first line; quote text that has a comma"
              .formatted(fields(row.size()), fields(heads.size())));
    }
    Map<Column, String> fields = new EnumMap<>(Column.class);
    places.forEach(
        (column, place) -> {
          String field = VisibleText.line(row.get(place).strip());
          if (field.isEmpty()) {
            throw at(line, "%s is empty; fill it in, or remove the row".formatted(column));
          }
          fields.put(column, field);
        });
    return new Claim(
        line,
        field(fields, Column.METHOD),
        field(fields, Column.DATASET),
        field(fields, Column.METRIC),
        number(line, field(fields, Column.VALUE)),
        unit(line, field(fields, Column.UNIT)));
  }

  private static String field(Map<Column, String> fields, Column column) {
    return fields.getOrDefault(column, "");
  }

  private static String fields(int count) {
    return count == 1 ? "1 field" : count + " fields";
  }

  private BigDecimal number(int line, String field) {
    if (!NUMBER.matcher(field).matches()) {
      throw at(
          line,
          "value: expected a number such as 52.7, got %s; write one number with a decimal point and"
                  .formatted(shown(field))
              + " nothing else");
    }
    return new BigDecimal(field);
  }

  private Unit unit(int line, String field) {
    return Unit.read(field)
        .orElseThrow(
            () ->
                at(
                    line,
                    "unit: expected one of %s, got %s; write the unit of the number"
                        .formatted(
                            Unit.all().stream().map(Unit::name).collect(Collectors.joining(", ")),
                            shown(field))));
  }

  private void requireNew(Claim claim, Map<String, Integer> seen) {
    Integer earlier = seen.putIfAbsent(claim.key(), claim.line());
    if (earlier != null) {
      throw at(
          claim.line(),
          "%s in %s is in line %s already, expected one row of each; remove one, or tell the two"
                  .formatted(shown(claim.inWords()), claim.unit(), earlier)
              + " methods apart by name");
    }
  }

  private Fault at(int line, String words) {
    return Fault.asked("%s: line %s: %s", file, line, words);
  }

  private static String shown(String text) {
    return VisibleText.value(text);
  }
}
