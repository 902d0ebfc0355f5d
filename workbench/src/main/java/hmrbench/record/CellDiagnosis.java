package hmrbench.record;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What is found out about one cell, table by table. */
public final class CellDiagnosis {

  private final Map<DiagnosisTable, List<List<String>>> rows = new EnumMap<>(DiagnosisTable.class);

  /**
   * Adds a line.
   *
   * @param values one per column of the table: a text, an integer, a double, or an {@link
   *     OptionalDouble}
   */
  public void add(DiagnosisTable table, Object... values) {
    List<String> texts = new ArrayList<>();
    for (Object value : values) {
      texts.add(text(value));
    }
    add(table, texts);
  }

  void add(DiagnosisTable table, List<String> values) {
    if (values.size() != table.columns().size()) {
      throw new IllegalArgumentException(
          "%s has the columns %s, got %s".formatted(table, table.columns(), values));
    }
    rows.computeIfAbsent(table, first -> new ArrayList<>()).add(List.copyOf(values));
  }

  private static String text(Object value) {
    if (value instanceof Double number) {
      return Decimal.text(number);
    }
    if (value instanceof OptionalDouble number) {
      return number.isPresent() ? Decimal.text(number.getAsDouble()) : "";
    }
    return value.toString();
  }

  /** The lines of a table, in the order in which they were added. */
  List<List<String>> rows(DiagnosisTable table) {
    return rows.getOrDefault(table, List.of());
  }
}
