package hmrbench.record.ledger;

import hmrbench.core.NetworkFacts.GridPlace;
import hmrbench.io.CsvFile;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;

/** The published numbers that ship with the program. */
public final class PublishedResults {

  private static final String RESOURCE = "/hmrbench/published-results.csv";

  /** Before the name of a table in {@code report.reference}. */
  private static final String PREFIX = "published/";

  private static final List<PublishedResult> ALL = read();

  private PublishedResults() {}

  /** All of them, in the order of the file. */
  public static List<PublishedResult> all() {
    return ALL;
  }

  /**
   * The numbers of a table.
   *
   * @param reference {@code published/tcmr-table-1}, with or without {@code published/}
   * @return empty where there is no such table; {@link #tables} has the names
   */
  public static List<PublishedResult> table(String reference) {
    String name = reference.startsWith(PREFIX) ? reference.substring(PREFIX.length()) : reference;
    return ALL.stream().filter(it -> it.tableName().equals(name)).toList();
  }

  /**
   * What a report may be set against: a table, or all that is printed of a system.
   *
   * @param reference {@code published/tcmr-table-4} or {@code published/mps-net}, with or without
   *     {@code published/}
   * @return empty where there is neither; {@link #references} has the names
   */
  public static List<PublishedResult> set(String reference) {
    List<PublishedResult> table = table(reference);
    String name = reference.startsWith(PREFIX) ? reference.substring(PREFIX.length()) : reference;
    return table.isEmpty()
        ? ALL.stream().filter(it -> slug(it.system()).equals(name)).toList()
        : table;
  }

  /** Names that {@link #set} knows, in the spelling of a config. */
  public static List<String> references() {
    return Stream.concat(tables().stream(), ALL.stream().map(it -> slug(it.system())))
        .filter(name -> !name.isEmpty())
        .distinct()
        .map(PREFIX::concat)
        .toList();
  }

  private static String slug(String system) {
    return system.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  /** Names of the tables, in the spelling of a config, in the order of the file. */
  public static List<String> tables() {
    return ALL.stream().map(PublishedResult::tableName).distinct().toList();
  }

  /** What is printed for a system on a data set, both by their names in the file. */
  public static List<PublishedResult> of(String system, String dataset) {
    return ALL.stream()
        .filter(it -> it.system().equals(system) && it.dataset().equals(dataset))
        .toList();
  }

  private static List<PublishedResult> read() {
    List<PublishedResult> results = new ArrayList<>();
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(PublishedResults.class.getResourceAsStream(RESOURCE)),
            StandardCharsets.UTF_8)) {
      for (CSVRecord row : CsvFile.WITH_HEADER.parse(in)) {
        results.add(of(row));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(results);
  }

  private static PublishedResult of(CSVRecord row) {
    return new PublishedResult(
        row.get("system"),
        Integer.parseInt(row.get("paper_year")),
        new PublishedResult.Version(
            row.get("variant"),
            cell(row, "residual")
                .map(it -> new GridPlace(it.equals("kept"), row.get("poseforecast").equals("yes"))),
            cell(row, "current_frame").map("fed"::equals)),
        new PublishedResult.Place(
            row.get("table"),
            row.get("source"),
            row.get("confidence"),
            cell(row, "protocol"),
            cell(row, "cameras").map("front"::equals)),
        row.get("dataset"),
        row.get("train_includes_3dpw"),
        row.get("metric"),
        new BigDecimal(row.get("value")),
        row.get("unit"),
        Definition.of(row.get("definition")));
  }

  private static Optional<String> cell(CSVRecord row, String column) {
    return Optional.of(row.get(column)).filter(it -> !it.isEmpty());
  }
}
