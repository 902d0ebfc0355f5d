package hmrbench.record.ledger.claim;

import hmrbench.record.ledger.Measure;
import hmrbench.record.ledger.PublishedResult;
import hmrbench.record.ledger.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalDouble;

/** A claim beside a row of the ledger of the same method. */
record Candidate(Claim claim, PublishedResult published) {

  /** For numbers that lie on the edge of rounding. */
  private static final double EDGE = 1 + 1e-9;

  /** The unit of the row; nothing where its source does not say it. */
  private Optional<Unit> unit() {
    return Unit.read(published.unit()).map(published.definition().measure()::unit);
  }

  private Unit claimedUnit() {
    return claim.measure().map(claim::unitOf).orElse(claim.unit());
  }

  boolean isOfSameMeasure() {
    return claim.measure().equals(Optional.of(published.definition().measure()));
  }

  /** Whether the names are one, whatever the ledger says that the number is. */
  boolean isPrintedUnderSameName() {
    return claim
        .measure()
        .flatMap(
            mine -> Measure.of(published.metric(), claim.unit()).filter(theirs -> theirs == mine))
        .isPresent();
  }

  /** Whether measure and unit are one; a unit that is not known may be any of the measure's. */
  boolean isOfSameDefinition() {
    return isOfSameMeasure() && unit().map(it -> it.equals(claimedUnit())).orElse(true);
  }

  /**
   * Whether the printed digits agree, the coarser of the two deciding, in one and the same unit.
   */
  boolean hasSameNumber() {
    return unit().map(it -> it.equals(claimedUnit())).orElse(isOfSameMeasure()) && hasSameDigits();
  }

  /** Whether the printed digits agree, whatever their units. */
  boolean hasSameDigits() {
    double off = claim.printed().subtract(published.printed()).abs().doubleValue();
    return off <= Math.max(claim.rounding(), published.rounding()) * EDGE;
  }

  /** Whether this row's number in the unit of the claim is the claimed one. */
  boolean isSameInOtherUnits() {
    OptionalDouble factor = factor();
    boolean isNamedSo = isOfSameMeasure() || isPrintedUnderSameName();
    if (!isNamedSo || isOfSameDefinition() || factor.isEmpty() || factor.getAsDouble() == 1) {
      return false;
    }
    double inTheirUnit = published.printed().doubleValue() * factor.getAsDouble();
    double rounding = claim.rounding() + published.rounding() * factor.getAsDouble();
    return Math.abs(claim.printed().doubleValue() - inTheirUnit) <= rounding * EDGE;
  }

  private OptionalDouble factor() {
    return unit()
        .map(it -> it.in(claimedUnit(), claim.data().framesPerSecond()))
        .orElse(OptionalDouble.empty());
  }

  /** Whether it can be said how far the two are apart. */
  boolean hasDistance() {
    return isOfSameMeasure() && (unit().isEmpty() || factor().isPresent());
  }

  /** How far the two are apart, in the unit of the claim. */
  double distance() {
    return claim.printed().subtract(inClaimedUnit()).abs().doubleValue();
  }

  private BigDecimal inClaimedUnit() {
    return published.printed().multiply(new BigDecimal(factor().orElse(1)));
  }

  /** By how much they differ, and what from. */
  String difference() {
    int digits =
        Math.max(claim.printed().scale(), isOfSameDefinition() ? published.printed().scale() : 0);
    BigDecimal off =
        claim.printed().subtract(inClaimedUnit()).setScale(digits, RoundingMode.HALF_EVEN);
    return "%s %s %s the %s %s of %s"
        .formatted(
            off.abs().toPlainString(),
            claim.unit(),
            off.signum() > 0 ? "above" : "below",
            published.printed().toPlainString(),
            published.unit(),
            place());
  }

  /** What the number is, and where it is printed. */
  String otherwise() {
    String number = "%s %s".formatted(published.printed().toPlainString(), published.unit());
    String unit =
        isSameInOtherUnits()
            ? ", which is the same in another unit%s,".formatted(rate())
            : isOfSameMeasure() ? ", the same digits in another unit," : "";
    String meaning =
        isOfSameMeasure()
            ? ""
            : "; that is the %s (%s)"
                .formatted(published.definition().words(), published.definition().source());
    return "%s%s as %s in %s%s".formatted(number, unit, published.metric(), place(), meaning);
  }

  /** The frame rate, where it decides. */
  private String rate() {
    boolean decides = unit().filter(it -> it.perFrames() != claimedUnit().perFrames()).isPresent();
    return decides
        ? " at %.0f frames/s".formatted(claim.data().framesPerSecond().orElseThrow())
        : "";
  }

  /** Where the row is printed, for what, and where that was read. */
  String place() {
    String words = published.version().words();
    return "%s (%s%s; %s, confidence %s)"
        .formatted(
            published.table(),
            published.system(),
            words.isEmpty() ? "" : ", " + words,
            published.place().source(),
            published.place().confidence());
  }
}
