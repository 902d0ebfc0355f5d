package hmrbench.record.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.metric.diagnose.Reading;
import hmrbench.metric.stats.Interval;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerTest {

  @Test
  void reads_every_published_number() {
    assertThat(PublishedResults.all()).hasSizeGreaterThan(600);
    assertThat(PublishedResults.all())
        .allSatisfy(
            it -> {
              assertThat(it.printed().signum()).isPositive();
              assertThat(it.place().source()).isNotBlank();
              assertThat(it.place().confidence()).isIn("high", "medium", "low");
              assertThat(it.trainedOn3dpw()).isIn("yes", "no", "unknown");
            });
    assertThat(PublishedResults.table("published/tcmr-table-1"))
        .extracting(it -> it.metric() + " " + it.printed())
        .containsExactly(
            "PA-MPJPE 55.6",
            "Accel 29.2",
            "PA-MPJPE 55.0",
            "Accel 24.9",
            "PA-MPJPE 54.2",
            "Accel 8.7",
            "PA-MPJPE 53.9",
            "Accel 7.7");
    assertThat(PublishedResults.tables()).contains("tcmr-table-4", "tcmr-table-6");
    assertThat(PublishedResults.of("TCMR", "3DPW")).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @CsvSource({"6.8499, reproduced", "6.7501, reproduced", "6.9, within interval", "9.0, differs"})
  void judges_by_the_printed_digits_then_by_the_interval(double value, String verdict) {
    Measurement measured =
        new Measurement(
            Optional.of("TCMR"),
            Optional.of("3DPW"),
            "yes",
            Map.of("accel_err_mm_per_frame2", value),
            Map.of("accel_err_mm_per_frame2", new Interval(value, value - 0.5, value + 0.5, 0.95)),
            List.of());
    assertThat(Ledger.judge(published("TCMR Table 4", "Accel", "3DPW", "TCMR"), measured).kind())
        .hasToString(verdict);
  }

  @Test
  void says_by_how_much_and_which_definition_explains_it() {
    Reading size =
        new Reading(
            "size of predicted acceleration, joined",
            "mm/frame^2",
            OptionalDouble.of(25.42),
            "no truth in it",
            "VIBE lib/core/evaluate.py ACCEL");
    Measurement measured = ofVibe("yes", Map.of("accel_err_mm_per_frame2", 26.34), List.of(size));
    Verdict verdict = Ledger.judge(published("TCMR Table 4", "Accel", "3DPW", "VIBE"), measured);
    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.DIFFERS);
    assertThat(verdict.explanation())
        .isEqualTo(
            "26.340 is +0.940 mm/frame^2 from the printed 25.4; it is what the same predictions"
                + " give as size of predicted acceleration, joined in mm/frame^2 (VIBE"
                + " lib/core/evaluate.py ACCEL)");
    assertThat(verdict.notes()).singleElement().asString().contains("ACCEL_ERR is 26.34");
  }

  @Test
  void a_size_that_is_printed_as_an_error_is_held_against_the_size() {
    PublishedResult printed = published("TCMR Table 6", "Accel", "3DPW", "VIBE");
    Measurement measured =
        ofVibe(
            "no",
            Map.of("accel_err_mm_per_frame2", 27.9877, "accel_pred_mm_per_frame2", 27.1242),
            List.of());
    Verdict verdict = Ledger.judge(printed, measured);
    assertThat(printed.definition().key()).isEqualTo("accel-size");
    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.REPRODUCED);
    assertThat(verdict.notes()).singleElement().asString().contains("ACCEL_ERR 27.9877");
  }

  private static Measurement ofVibe(
      String trainedOn3dpw, Map<String, Double> values, List<Reading> readings) {
    return new Measurement(
        Optional.of("VIBE"), Optional.of("3DPW"), trainedOn3dpw, values, Map.of(), readings);
  }

  @Test
  void every_number_has_a_definition_and_every_definition_a_number() {
    assertThat(PublishedResults.all())
        .extracting(PublishedResult::definition)
        .containsAll(Definition.all());
    assertThat(PublishedResults.all())
        .filteredOn(it -> it.system().equals("HMMR") && it.metric().equals("Accel"))
        .hasSize(7)
        .allSatisfy(it -> assertThat(it.definition().key()).isEqualTo("accel-size"));
    // The unit of a row is one of what its definition measures, where its source says it.
    assertThat(PublishedResults.all())
        .allSatisfy(
            it ->
                Unit.read(it.unit())
                    .ifPresent(
                        unit ->
                            assertThat(it.definition().measure().dimension())
                                .isEqualTo(unit.dimension())));
  }

  @Test
  void world_rows_are_those_of_the_references() {
    assertThat(PublishedResults.all())
        .filteredOn(it -> it.dataset().equals("EMDB-2") && it.system().equals("GVHMR"))
        .extracting(it -> it.metric() + " " + it.printed() + " " + it.unit())
        .containsExactly(
            "Jitter 17.2 as reported",
            "Foot sliding 4.0 as reported",
            "MPJVE 0.6 as reported",
            "MPJAE 10.4 as reported",
            "WA-MPJPE 118.7 mm",
            "W-MPJPE 292.7 mm",
            "RTE 2.1 %");
    assertThat(LedgerNotes.on(published("HTD-Refine table", "RTE", "EMDB-2", "TRAM")))
        .hasSize(2)
        .anyMatch(it -> it.contains("smooths the predicted root's path"))
        .anyMatch(it -> it.contains("from 3.1 to 1.4 (JOSH issue #2)"));
    assertThat(LedgerNotes.on(published("issue #115", "PA-MPJPE", "EMDB-2", "WHAM")))
        .singleElement()
        .asString()
        .contains("exactly 2 or 3 frames");
    assertThat(LedgerNotes.on(published("issue #115", "Jitter", "EMDB-2", "WHAM")))
        .singleElement()
        .asString()
        .contains("nine joints set to zero");
  }

  @Test
  void does_not_compare_what_is_not_alike() {
    PublishedResult published = published("TCMR Table 4", "Accel", "3DPW", "TCMR");
    assertThat(why(published, Optional.of("TCMR"), Optional.empty(), "yes"))
        .isEqualTo("published on 3DPW, measured on data of another kind");
    assertThat(why(published, Optional.empty(), Optional.of("3DPW"), "yes"))
        .isEqualTo("published for TCMR, measured for a model of its own");
    assertThat(why(published, Optional.of("TCMR"), Optional.of("3DPW"), "no"))
        .isEqualTo("trained on 3DPW: published yes, measured no");
    assertThat(
            why(
                published("TCMR Table 4", "MPVPE", "3DPW", "TCMR"),
                Optional.of("TCMR"),
                Optional.of("3DPW"),
                "yes"))
        .isEqualTo("the measured cell has no mpvpe_mm");
    PublishedResult jitter =
        PublishedResults.all().stream()
            .filter(it -> it.metric().equals("Jitter"))
            .findFirst()
            .orElseThrow();
    assertThat(why(jitter, Optional.of("TRAM"), Optional.of("EMDB-2"), "yes"))
        .isEqualTo("no metric of ours has the definition of Jitter in as reported");
  }

  @Test
  void knows_the_conflicts_in_print() {
    assertThat(LedgerNotes.on(published("GLoT Table 1", "Accel", "3DPW", "TCMR")))
        .singleElement()
        .asString()
        .startsWith("GLoT and TePose quote 7.1");
    assertThat(LedgerNotes.on(published("TCMR Table 4", "Accel", "3DPW", "VIBE"))).hasSize(1);
    assertThat(LedgerNotes.on(published("TCMR Table 4", "MPJPE", "3DPW", "TCMR"))).isEmpty();
    assertThat(LedgerNotes.on(published("TCMR Table 4", "MPJPE", "Human3.6M", "TCMR"))).hasSize(1);
    assertThat(LedgerNotes.on(published("TCMR Table 1 (ablation)", "Accel", "3DPW", "TCMR")))
        .hasSize(1);
  }

  private static String why(
      PublishedResult published,
      Optional<String> system,
      Optional<String> dataset,
      String trainedOn3dpw) {
    Verdict verdict =
        Ledger.judge(
            published,
            new Measurement(
                system,
                dataset,
                trainedOn3dpw,
                Map.of("accel_err_mm_per_frame2", 6.8),
                Map.of(),
                List.of()));
    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.NOT_COMPARABLE);
    return verdict.explanation();
  }

  private static PublishedResult published(
      String table, String metric, String dataset, String system) {
    return PublishedResults.all().stream()
        .filter(
            it ->
                it.table().equals(table)
                    && it.metric().equals(metric)
                    && it.dataset().equals(dataset)
                    && it.system().equals(system))
        .findFirst()
        .orElseThrow();
  }
}
