package hmrbench.record.ledger;

import hmrbench.core.MetricId;
import hmrbench.metric.diagnose.Reading;
import hmrbench.metric.diagnose.Rosetta;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sets measured numbers beside published ones. */
public final class Ledger {

  private static final String UNKNOWN = "unknown";

  private Ledger() {}

  /** The verdict on one published number. */
  public static Verdict judge(PublishedResult published, Measurement measured) {
    List<String> notes = LedgerNotes.on(published);
    Optional<String> obstacle = obstacle(published, measured);
    if (obstacle.isPresent()) {
      return new Verdict(Verdict.Kind.NOT_COMPARABLE, obstacle.get(), notes);
    }
    MetricId metric = published.ours().orElseThrow();
    double value = measured.value(metric).orElseThrow();
    BigDecimal digits =
        new BigDecimal(value).setScale(published.printed().scale(), RoundingMode.HALF_EVEN);
    if (digits.compareTo(published.printed()) == 0) {
      return new Verdict(
          Verdict.Kind.REPRODUCED,
          "%s rounds to the printed %s %s".formatted(number(value), digits, published.unit()),
          notes);
    }
    boolean within =
        measured
            .interval(metric)
            .filter(it -> it.holds(published.printed().doubleValue()))
            .isPresent();
    return new Verdict(
        within ? Verdict.Kind.WITHIN_INTERVAL : Verdict.Kind.DIFFERS,
        difference(published, measured, value),
        notes);
  }

  /** Why the two numbers are not of the same thing; nothing where they are. */
  private static Optional<String> obstacle(PublishedResult published, Measurement measured) {
    if (published.ours().isEmpty()) {
      return Optional.of(
          "no metric of ours has the definition of %s in %s"
              .formatted(published.metric(), published.unit()));
    }
    if (!measured.dataset().equals(Optional.of(published.dataset()))) {
      return Optional.of(
          "published on %s, measured on %s"
              .formatted(published.dataset(), measured.dataset().orElse("data of another kind")));
    }
    if (!measured.system().equals(Optional.of(published.system()))) {
      return Optional.of(
          "published for %s, measured for %s"
              .formatted(published.system(), measured.system().orElse("a model of its own")));
    }
    if (!alike(published.trainedOn3dpw(), measured.trainedOn3dpw())) {
      return Optional.of(
          "trained on 3DPW: published %s, measured %s"
              .formatted(published.trainedOn3dpw(), measured.trainedOn3dpw()));
    }
    if (published.table().contains("oracle") || published.version().words().contains("oracle")) {
      return Optional.of("published for the best of many guesses, picked with the truth at hand");
    }
    MetricId metric = published.ours().orElseThrow();
    return measured.value(metric).isPresent()
        ? Optional.empty()
        : Optional.of("the measured cell has no %s".formatted(metric.column()));
  }

  private static boolean alike(String published, String measured) {
    return published.equals(UNKNOWN) || measured.equals(UNKNOWN) || published.equals(measured);
  }

  private static String difference(PublishedResult published, Measurement measured, double value) {
    double off = value - published.printed().doubleValue();
    String sentence =
        "%s is %s%s %s from the printed %s"
            .formatted(
                number(value),
                off > 0 ? "+" : "",
                number(off),
                published.unit(),
                published.printed());
    List<String> others =
        Rosetta.explain(published.printed().toPlainString(), measured.readings()).exact().stream()
            .filter(it -> published.metric().startsWith("Accel"))
            .map(Ledger::described)
            .toList();
    return others.isEmpty()
        ? sentence
        : "%s; it is what the same predictions give as %s"
            .formatted(sentence, String.join(", or ", others));
  }

  private static String described(Reading reading) {
    return "%s in %s (%s)".formatted(reading.definition(), reading.unit(), reading.source());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
