package hmrbench.record.ledger.claim;

import static hmrbench.record.ledger.Measure.MPJPE;
import static hmrbench.record.ledger.Measure.MPVPE;
import static hmrbench.record.ledger.Measure.NMJE;
import static hmrbench.record.ledger.Measure.NMVE;
import static hmrbench.record.ledger.Measure.PA_MPJPE;
import static hmrbench.record.ledger.Measure.PA_MPVPE;
import static hmrbench.record.ledger.Measure.WA_MPJPE;
import static hmrbench.record.ledger.Measure.W_MPJPE;

import hmrbench.record.ledger.Measure;
import hmrbench.record.ledger.Measure.Needs;
import hmrbench.record.ledger.Unit.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What no measurement can give, whatever the method. */
final class Impossible {

  /** Two measures of which the first never exceeds the second, and why. */
  private record Order(Measure smaller, Measure larger, boolean byAlignment, String why) {}

  private static final String ALIGNED =
      "the alignment of the first is the best of all that include that of the second (exactly for"
          + " squared errors, and in all of the ledger for means), so the two are not of the same"
          + " frames and joints, or one is wrong";

  private static final String DETECTED =
      "the second is the first over the share F1, which is 1 at most";

  private static final List<Order> ORDERS =
      List.of(
          new Order(PA_MPJPE, MPJPE, true, ALIGNED),
          new Order(PA_MPVPE, MPVPE, true, ALIGNED),
          new Order(PA_MPJPE, WA_MPJPE, true, ALIGNED),
          new Order(WA_MPJPE, W_MPJPE, true, ALIGNED),
          new Order(MPJPE, NMJE, false, DETECTED),
          new Order(MPVPE, NMVE, false, DETECTED));

  /** Where papers take MPJPE and PA-MPJPE of different cameras and frames. */
  private static final String OF_TWO_PROTOCOLS = "Human3.6M";

  private Impossible() {}

  /** Why a claim cannot be, whatever the others are. */
  static Optional<String> alone(Claim claim) {
    return claim.measure().flatMap(it -> alone(claim, it));
  }

  private static Optional<String> alone(Claim claim, Measure measure) {
    Dimension dimension = claim.unitOf(measure).dimension();
    if (measure.dimension() != dimension) {
      return Optional.of(
          "%s is %s, %s is a unit of %s: no definition of it has such a number"
              .formatted(measure, measure.dimension(), claim.unit(), dimension));
    }
    if (claim.printed().signum() < 0) {
      return Optional.of("%s is a mean of sizes, which is never below 0".formatted(measure));
    }
    Optional<String> missing = missing(claim, measure);
    return missing.isPresent() ? missing : beyond(claim, measure);
  }

  private static Optional<String> missing(Claim claim, Measure measure) {
    DataSet data = claim.data();
    for (Needs need : measure.needs()) {
      if (data.lacks().contains(need)) {
        return Optional.of(
            need == Needs.TIME
                ? "%s has single images: nothing moves there, so it has no %s"
                    .formatted(data.name(), measure)
                : "%s has no true points in space, so it has no %s"
                    .formatted(data.name(), measure));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> beyond(Claim claim, Measure measure) {
    OptionalDouble value = claim.inBase();
    boolean isRatio =
        List.of(Measure.PCK, Measure.AUC, Measure.F1).contains(measure)
            && value.isPresent()
            && value.getAsDouble() > 1;
    if (isRatio) {
      return Optional.of("%s is a share, 100 %% at most".formatted(measure));
    }
    return measure.dimension() == Dimension.ANGLE && value.isPresent() && value.getAsDouble() > 180
        ? Optional.of("%s is an angle between rotations, 180 degrees at most".formatted(measure))
        : Optional.empty();
  }

  /** Why two claims of one method on one data set cannot both be; the order does not matter. */
  static List<Pair> pairs(List<Claim> claims) {
    List<Pair> pairs = new ArrayList<>();
    for (Order order : ORDERS) {
      for (Claim smaller : claims) {
        for (Claim larger : claims) {
          if (isOf(order, smaller, larger) && exceeds(smaller, larger)) {
            pairs.add(new Pair(smaller, larger, order.why()));
          }
        }
      }
    }
    return pairs;
  }

  /**
   * Two claims that cannot both be.
   *
   * @param smaller the one that should be the smaller
   */
  record Pair(Claim smaller, Claim larger, String why) {
    String words() {
      return "%s %s %s (line %s) is above %s %s %s (line %s): %s"
          .formatted(
              smaller.metric(),
              smaller.printed(),
              smaller.unit(),
              smaller.line(),
              larger.metric(),
              larger.printed(),
              larger.unit(),
              larger.line(),
              why);
    }
  }

  private static boolean isOf(Order order, Claim smaller, Claim larger) {
    return smaller.measure().equals(Optional.of(order.smaller()))
        && larger.measure().equals(Optional.of(order.larger()))
        && Claim.methodKey(smaller.method()).equals(Claim.methodKey(larger.method()))
        && smaller.data().name().equalsIgnoreCase(larger.data().name())
        && !(order.byAlignment() && smaller.data().name().equals(OF_TWO_PROTOCOLS))
        && alone(smaller).isEmpty()
        && alone(larger).isEmpty();
  }

  /** Beyond what rounding of both explains. */
  private static boolean exceeds(Claim smaller, Claim larger) {
    double rounding =
        smaller.rounding() * smaller.unit().scale() + larger.rounding() * larger.unit().scale();
    double above =
        smaller.printed().doubleValue() * smaller.unit().scale()
            - larger.printed().doubleValue() * larger.unit().scale();
    return above > rounding * (1 + 1e-9);
  }
}
