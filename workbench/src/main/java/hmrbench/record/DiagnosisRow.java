package hmrbench.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A line of a {@link DiagnosisTable}.
 *
 * @param cell whose line it is
 * @param values by column, as written in the file
 */
public record DiagnosisRow(Cell cell, Map<String, String> values) {

  public DiagnosisRow {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The words of a column; empty where there are none. */
  public String text(String column) {
    return Objects.requireNonNull(values.get(column), column);
  }

  /** The number of a column; nothing where there is none. */
  public OptionalDouble number(String column) {
    String text = text(column);
    return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
  }
}
