package hmrbench.record.ledger.claim;

import hmrbench.config.Nearest;
import hmrbench.record.ledger.LedgerNotes;
import hmrbench.record.ledger.Measure;
import hmrbench.record.ledger.PublishedResult;
import hmrbench.record.ledger.PublishedResults;
import hmrbench.record.ledger.claim.Judgement.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds claims against the ledger and against each other. */
public final class Claims {

  private Claims() {}

  /** One judgement for each claim, in their order. */
  public static List<Judgement> judge(List<Claim> claims) {
    List<Judgement> alone = claims.stream().map(Claims::judge).toList();
    Map<Claim, Judgement> byClaim =
        alone.stream().collect(Collectors.toMap(Judgement::claim, Function.identity()));
    List<Impossible.Pair> pairs = Impossible.pairs(claims);
    return alone.stream().map(it -> besides(it, pairs, byClaim)).toList();
  }

  /**
   * A judgement in the light of pairs that cannot be; what the ledger confirms is not the one that
   * is wrong, unless it confirms both.
   */
  private static Judgement besides(
      Judgement judged, List<Impossible.Pair> pairs, Map<Claim, Judgement> byClaim) {
    Claim claim = judged.claim();
    for (Impossible.Pair pair : pairs) {
      boolean isOne = pair.smaller().equals(claim) || pair.larger().equals(claim);
      Claim other = pair.smaller().equals(claim) ? pair.larger() : pair.smaller();
      boolean otherIsSame =
          Optional.ofNullable(byClaim.get(other)).filter(it -> it.kind() == Kind.SAME).isPresent();
      if (isOne && (judged.kind() != Kind.SAME || otherIsSame)) {
        String ledger = judged.kind() == Kind.UNKNOWN ? "" : "; alone: " + judged.explanation();
        return new Judgement(
            claim, Kind.IMPOSSIBLE, pair.words() + ledger, judged.source(), judged.notes());
      }
    }
    return judged;
  }

  private static Judgement judge(Claim claim) {
    List<Candidate> candidates = candidates(claim);
    Optional<Candidate> elsewhere = otherDefinition(claim, candidates);
    Optional<String> impossible = Impossible.alone(claim);
    if (impossible.isPresent()) {
      return judgement(
          claim,
          Kind.IMPOSSIBLE,
          impossible.get() + elsewhere.map(it -> "; the ledger has " + it.otherwise()).orElse(""),
          elsewhere);
    }
    List<Candidate> alike = candidates.stream().filter(Candidate::isOfSameDefinition).toList();
    List<Candidate> same = alike.stream().filter(Candidate::hasSameNumber).toList();
    if (!same.isEmpty()) {
      return judgement(claim, Kind.SAME, same(same), Optional.of(same.get(0)));
    }
    if (elsewhere.isPresent()) {
      return judgement(claim, Kind.OTHER_DEFINITION, elsewhere.get().otherwise(), elsewhere);
    }
    Optional<Candidate> nearest =
        (alike.isEmpty() ? candidates : alike)
            .stream()
                .filter(Candidate::hasDistance)
                .min(Comparator.comparingDouble(Candidate::distance));
    return nearest.isPresent()
        ? judgement(claim, Kind.DIFFERS, nearest.get().difference() + onOtherData(claim), nearest)
        : judgement(claim, Kind.UNKNOWN, unknown(claim), Optional.empty());
  }

  private static Judgement judgement(
      Claim claim, Kind kind, String words, Optional<Candidate> source) {
    return new Judgement(
        claim,
        kind,
        words,
        source.map(Candidate::published),
        source.map(it -> LedgerNotes.on(it.published())).orElse(List.of()));
  }

  private static List<Candidate> candidates(Claim claim) {
    return ofMethod(claim)
        .filter(it -> it.dataset().equals(claim.data().name()))
        .map(it -> new Candidate(claim, it))
        .toList();
  }

  private static Stream<PublishedResult> ofMethod(Claim claim) {
    String key = Claim.methodKey(claim.method());
    return PublishedResults.all().stream().filter(it -> Claim.methodKey(it.system()).equals(key));
  }

  /** The row that prints the same number and means something else; nearest definitions first. */
  private static Optional<Candidate> otherDefinition(Claim claim, List<Candidate> candidates) {
    if (claim.measure().isEmpty()) {
      return Optional.empty();
    }
    Stream<Candidate> inOtherUnits = candidates.stream().filter(Candidate::isSameInOtherUnits);
    Stream<Candidate> underThisName =
        candidates.stream().filter(it -> it.isPrintedUnderSameName() && it.hasSameDigits());
    Stream<Candidate> ofOtherMeasure =
        candidates.stream().filter(it -> !it.isOfSameMeasure() && it.hasSameNumber());
    return Stream.of(inOtherUnits, underThisName, ofOtherMeasure)
        .flatMap(Function.identity())
        .filter(it -> !it.isOfSameDefinition() || !it.hasSameNumber())
        .findFirst();
  }

  private static String same(List<Candidate> same) {
    int more = same.size() - 1;
    return "printed in %s%s"
        .formatted(
            same.get(0).place(),
            more == 0 ? "" : ", and in %s more".formatted(more == 1 ? "one" : more));
  }

  private static String onOtherData(Claim claim) {
    return ofMethod(claim)
        .filter(it -> !it.dataset().equals(claim.data().name()))
        .map(it -> new Candidate(claim, it))
        .filter(it -> it.isOfSameDefinition() && it.hasSameNumber())
        .findFirst()
        .map(
            it ->
                "; on %s %s prints this number"
                    .formatted(it.published().dataset(), it.published().table()))
        .orElse("");
  }

  private static String unknown(Claim claim) {
    List<String> methods =
        PublishedResults.all().stream().map(PublishedResult::system).distinct().toList();
    Optional<String> method = ofMethod(claim).map(PublishedResult::system).findFirst();
    if (claim.measure().isEmpty()) {
      return "the ledger has no metric %s%s"
          .formatted(
              claim.metric(),
              Nearest.hint(
                  claim.metric(),
                  Stream.of(Measure.values()).flatMap(it -> it.names().stream()).toList()));
    }
    if (method.isEmpty()) {
      return "the ledger has no method %s%s"
          .formatted(claim.method(), Nearest.hint(claim.method(), methods));
    }
    String known = known(ofMethod(claim), PublishedResult::dataset);
    boolean hasData = ofMethod(claim).anyMatch(it -> it.dataset().equals(claim.data().name()));
    return hasData
        ? "of %s on %s the ledger has %s"
                .formatted(
                    method.get(),
                    claim.data().name(),
                    known(
                        ofMethod(claim).filter(it -> it.dataset().equals(claim.data().name())),
                        it -> "%s (%s)".formatted(it.definition().measure(), it.unit())))
            + ", no %s (%s)".formatted(claim.metric(), claim.unit())
        : "of %s the ledger has %s, no %s%s"
            .formatted(method.get(), known, claim.dataset(), onOtherData(claim));
  }

  private static String known(
      Stream<PublishedResult> rows, Function<PublishedResult, String> what) {
    return rows.map(what).distinct().collect(Collectors.joining(", "));
  }
}
