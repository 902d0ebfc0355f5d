package hmrbench.record.ledger.claim;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.record.ledger.PublishedResult;
import hmrbench.record.ledger.PublishedResults;
import hmrbench.record.ledger.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claims against the numbers that TCMR, VIBE, HMMR and others print. */
class ClaimsTest {

  private static Claim claim(
      int line, String method, String dataset, String metric, String value, String unit) {
    return new Claim(
        line, method, dataset, metric, new BigDecimal(value), Unit.read(unit).orElseThrow());
  }

  private static Judgement judge(
      String method, String dataset, String metric, String value, String unit) {
    return Claims.judge(List.of(claim(2, method, dataset, metric, value, unit))).get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "TCMR,       3DPW,        PA-MPJPE,        52.7,    mm,         same",
    "tcmr,       3dpw test,   P-MPJPE,         52.70,   MM,         same",
    "TCMR,       3DPW,        PA-MPJPE,        52.6,    mm,         differs",
    "TCMR,       H36M,        MPJPE,           73.6,    mm,         same",
    "VIBE,       3DPW,        PVE,             113.41,  mm,         same",
    "TCMR,       3DPW,        Accel,           6.8,     mm/frame²,  same",
    // 6.8 at 30 frames/s is 6.12 m/s^2; 7.1 is 6.39.
    "TCMR,       3DPW,        Accel,           6.1,     m/s^2,      other definition",
    "TCMR,       3DPW,        Accel,           5.2,     m/s^2,      differs",
    // 6.0 is what WHAM lists, in m/s^2.
    "TCMR,       3DPW,        Accel,           6.0,     m/s^2,      same",
    "TCMR,       3DPW,        Accel,           6.0,     mm/frame^2, other definition",
    "TCMR,       3DPW,        MPJPE,           52.7,    mm,         other definition",
    "TCMR,       3DPW,        PA-MPJPE,        0.0527,  m,          other definition",
    "TCMR,       3DPW,        PA-MPJPE,        0.0731,  m,          differs",
    "HMMR,       3DPW,        Accel,           15.2,    mm/frame^2, other definition",
    "HMMR,       3DPW,        Accel-magnitude, 15.2,    mm/frame^2, same",
    "HMMR,       3DPW,        Accel,           15.32,   mm/frame^2, other definition",
    "HMMR,       3DPW,        Accel-magnitude, 0.01532, m/frame^2,  same",
    "VIBE,       3DPW,        Accel,           27.1,    mm/frame^2, other definition",
    "VIBE,       3DPW,        Accel,           27.99,   mm/frame^2, same",
    "GVHMR,      EMDB-2,      W-MPJPE,         292.7,   mm,         same",
    "GVHMR,      EMDB2,       WA-MPJPE,        292.7,   mm,         other definition",
    "WHAM,       EMDB-2,      FS,              5.94,    mm,         same",
    "WHAM,       EMDB-2,      RTE,             4.63,    %,          same",
    "WHAM,       EMDB-2,      Jitter,          219.8,   m/s^3,      other definition",
    "TRAM,       EMDB-2,      MPJAE,           12.3,    m/s^2,      same",
    "TRAM,       EMDB-2,      MPJAE,           12.3,    degrees,    other definition",
    "TRAM,       EMDB-2,      MPJAE,           200,     degrees,    impossible pair",
    "WHAM,       EMDB-2,      RTE,             4.63,    mm,         impossible pair",
    "TCMR,       AGORA,       Accel,           6.8,     mm/frame^2, impossible pair",
    "HMMR,       Penn Action, Accel,           27.96,   mm/frame^2, impossible pair",
    "HMMR,       Penn Action, Accel-magnitude, 27.96,   mm/frame^2, other definition",
    "TCMR,       3DPW,        MPJPE,           -1,      mm,         impossible pair",
    "TCMR,       3DPW,        PCK,             101,     %,          impossible pair",
    "TCMR,       RICH,        MPJPE,           80,      mm,         unknown",
    "Mine,       3DPW,        MPJPE,           80,      mm,         unknown",
    "TCMR,       3DPW,        Loudness,        80,      mm,         unknown",
    "TCMR,       3DPW,        W-MPJPE,         80,      mm,         unknown",
  })
  void a_claim_gets_one_of_five_verdicts(
      String method, String dataset, String metric, String value, String unit, String verdict) {
    assertThat(judge(method, dataset, metric, value, unit).kind()).hasToString(verdict);
  }

  @Test
  void a_verdict_says_by_how_much_and_names_its_source() {
    assertThat(judge("TCMR", "MPI-INF-3DHP", "Accel", "9.9", "mm/frame^2").explanation())
        .isEqualTo(
            "0.4 mm/frame^2 above the 9.5 mm/frame^2 of TCMR Table 6 (TCMR, full model; w/o 3DPW;"
                + " Human3.6M front camera only; TCMR_RELEASE/asset/table6.png, confidence high)");
    assertThat(judge("TRAM", "EMDB-2", "W-MPJPE", "0.2213", "m").explanation())
        .startsWith("221.3 mm, which is the same in another unit, as W-MPJPE in HTD-Refine table");
    assertThat(judge("TCMR", "3DPW", "Accel", "6.1", "m/s^2").explanation())
        .startsWith(
            "6.8 mm/frame^2, which is the same in another unit at 30 frames/s, as Accel in TCMR"
                + " Table 4");
    assertThat(judge("TCMR", "3DPW", "PA-MPJPE", "63.5", "mm").explanation())
        .endsWith("; on MPI-INF-3DHP TCMR Table 4 prints this number");
  }

  @Test
  void the_acceleration_of_hmmr_is_said_to_be_no_error() {
    Judgement judged = judge("HMMR", "3DPW", "Accel", "15.2", "mm/frame^2");
    assertThat(judged.explanation())
        .startsWith("15.2 mm/frame^2 as Accel in TCMR Table 4 (HMMR, ")
        .endsWith(
            "; that is the mean length of the predicted second difference, without the truth: no"
                + " error (VIBE lib/core/evaluate.py ACCEL, HMMR src/evaluation/eval_util.py"
                + " compute_accel)");
    assertThat(judged.notes()).singleElement().asString().contains("eval.py print_summary");
    assertThat(judge("HMMR", "Penn Action", "Accel", "27.96", "mm/frame^2").explanation())
        .startsWith(
            "Penn Action has no true points in space, so it has no Accel; the ledger has 0.02796"
                + " m/frame^2, which is the same in another unit, as Accel in HMMR doc/eval.md");
  }

  @Test
  void what_is_unknown_says_what_there_is() {
    assertThat(judge("TCRM", "3DPW", "MPJPE", "80", "mm").explanation())
        .isEqualTo("the ledger has no method TCRM; did you mean TCMR?");
    assertThat(judge("SLAHMR", "EMDB", "MPJPE", "80", "mm").explanation())
        .isEqualTo("of SLAHMR the ledger has 3DPW, no EMDB");
    assertThat(judge("HybrIK", "3DPW", "RTE", "3.0", "%").explanation())
        .isEqualTo("of HybrIK on 3DPW the ledger has MPJPE (mm), PA-MPJPE (mm), no RTE (%)");
    assertThat(judge("TCMR", "3DPW", "MPPJPE", "80", "mm").explanation())
        .isEqualTo("the ledger has no metric MPPJPE; did you mean MPJPE?");
  }

  @Test
  void a_pair_that_cannot_be_is_charged_to_the_row_that_the_ledger_does_not_confirm() {
    List<Judgement> judged =
        Claims.judge(
            List.of(
                claim(2, "WHAM", "EMDB-2", "MPJPE", "60.71", "mm"),
                claim(3, "WHAM", "EMDB-2", "PA-MPJPE", "6.11", "cm"),
                claim(4, "Mine", "RICH", "W-MPJPE", "80", "mm"),
                claim(5, "Mine", "RICH", "WA-MPJPE", "82", "mm")));
    assertThat(judged)
        .extracting(it -> it.kind().toString())
        .containsExactly("same", "impossible pair", "impossible pair", "impossible pair");
    assertThat(judged.get(3).explanation())
        .isEqualTo(
            "WA-MPJPE 82 mm (line 5) is above W-MPJPE 80 mm (line 4): the alignment of the first is"
                + " the best of all that include that of the second (exactly for squared errors, and"
                + " in all of the ledger for means), so the two are not of the same frames and"
                + " joints, or one is wrong");
  }

  @Test
  void pairs_within_rounding_of_other_methods_or_of_human36m_can_be() {
    List<Judgement> judged =
        Claims.judge(
            List.of(
                claim(2, "A", "3DPW", "MPJPE", "60.7", "mm"),
                claim(3, "A", "3DPW", "PA-MPJPE", "60.75", "mm"),
                claim(4, "B", "3DPW", "PA-MPJPE", "99", "mm"),
                claim(5, "A", "Human3.6M", "MPJPE", "60", "mm"),
                claim(6, "A", "Human3.6M", "PA-MPJPE", "61", "mm")));
    assertThat(judged).extracting(Judgement::kind).containsOnly(Judgement.Kind.UNKNOWN);
  }

  /** What the rule on pairs says of the ledger itself, and that no row is refused alone. */
  @Test
  void no_row_of_the_ledger_is_impossible() {
    Map<List<Object>, List<PublishedResult>> tables =
        PublishedResults.all().stream()
            .filter(it -> Unit.read(it.unit()).isPresent())
            .collect(
                Collectors.groupingBy(
                    it ->
                        List.of(
                            it.system(), it.version().words(), it.place(), it.trainedOn3dpw())));
    List<String> found = new ArrayList<>();
    for (List<PublishedResult> rows : tables.values()) {
      List<Claim> claims = new ArrayList<>();
      for (PublishedResult it : rows) {
        claims.add(
            claim(
                claims.size(),
                it.system(),
                it.dataset(),
                it.definition().measure().title(),
                it.printed().toPlainString(),
                it.unit()));
      }
      Impossible.pairs(claims).forEach(pair -> found.add(rows.get(0) + ": " + pair.words()));
      claims.forEach(it -> Impossible.alone(it).ifPresent(why -> found.add(it + ": " + why)));
    }
    assertThat(tables).hasSizeGreaterThan(100);
    assertThat(found).isEmpty();
  }

  @Test
  void every_row_of_the_ledger_is_the_same_as_itself() {
    List<String> wrong = new ArrayList<>();
    for (PublishedResult it : PublishedResults.all()) {
      if (Unit.read(it.unit()).isPresent()) {
        Judgement judged =
            judge(
                it.system(),
                it.dataset(),
                it.definition().measure().title(),
                it.printed().toPlainString(),
                it.unit());
        if (judged.kind() != Judgement.Kind.SAME) {
          wrong.add(judged.toString());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }
}
