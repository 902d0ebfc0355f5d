package hmrbench.record.ledger.claim;

import hmrbench.record.ledger.Measure;
import hmrbench.record.ledger.Unit;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A row of somebody's own table.
 *
 * @param line of the file, from 1
 * @param method as it is written there
 * @param dataset as it is written there
 * @param metric as it is written there
 * @param printed the number with the digits that it has there
 * @param unit of the number
 */
public record Claim(
    int line, String method, String dataset, String metric, BigDecimal printed, Unit unit) {

  /** What it measures, where the name is known. */
  Optional<Measure> measure() {
    return Measure.of(metric, unit);
  }

  /** The unit as its measure means it. */
  Unit unitOf(Measure measure) {
    return measure.unit(unit);
  }

  DataSet data() {
    return DataSet.named(dataset);
  }

  /** Half a unit of the last printed digit. */
  double rounding() {
    return Math.pow(10, -printed.scale()) / 2;
  }

  /** The number in base units, where the rate of the data is known or not needed. */
  OptionalDouble inBase() {
    OptionalDouble factor = unit.inBase(data().framesPerSecond());
    return factor.isPresent()
        ? OptionalDouble.of(printed.doubleValue() * factor.getAsDouble())
        : factor;
  }

  /** What two rows may not both have: method, data set and metric, however they are spelt. */
  String key() {
    return "%s|%s|%s|%s"
        .formatted(
            methodKey(method),
            data().name().toLowerCase(Locale.ROOT),
            measure().map(Enum::name).orElse(metric.toLowerCase(Locale.ROOT)),
            measure().map(this::unitOf).orElse(unit));
  }

  /** A name of a method without case, spaces and hyphens. */
  static String methodKey(String name) {
    String key = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9+]", "");
    return key.equals("gem") ? "genmo" : key;
  }

  /** In one line, as messages quote it. */
  public String inWords() {
    return "%s, %s, %s".formatted(method, dataset, metric);
  }
}
