package hmrbench.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.metric.stats.Interval;
import hmrbench.report.finding.Finding;
import hmrbench.report.finding.Finding.Evidence;
import hmrbench.report.finding.Finding.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingCardsTest {

  @Test
  void a_card_has_claim_verdict_reason_source_and_numbers() {
    Finding finding =
        new Finding(
            "residual",
            "It <b>lowers</b> the error.",
            "the paper & its notes",
            Verdict.HOLDS,
            "tcmr: 20.0 to 18.0",
            List.of(
                new Evidence(
                    "spin → tcmr",
                    "20.0 and 18.0",
                    Optional.of(new Interval(-2.004, -2.5, -1.5, 0.95)),
                    "mm",
                    "p 0.01",
                    Verdict.HOLDS),
                new Evidence(
                    "vibe → tcmr", "<i>", Optional.empty(), "mm", "", Verdict.CANNOT_BE_DECIDED)));
    assertThat(FindingCards.of(List.of(finding)))
        .isEqualTo(
            """
            <ul class="findings">
            <li class="finding holds" id="finding-residual">
            <h3>It &lt;b&gt;lowers&lt;/b&gt; the error.</h3>
            <p><span class="verdict">✓ holds</span>: tcmr: 20.0 to 18.0.</p>
            <p class="small">the paper &amp; its notes.</p>
            <details><summary>Numbers</summary>
            <dl>
            <dt>spin → tcmr: holds</dt><dd>20.0 and 18.0; change −2.00 mm (95 % interval −2.50 to\
             −1.50); p 0.01</dd>
            <dt>vibe → tcmr: cannot be decided</dt><dd>&lt;i&gt;; no interval</dd>
            </dl>
            </details>
            </li>
            </ul>
            """);
  }

  @Test
  void a_verdict_without_numbers_has_nothing_to_open() {
    Finding open =
        new Finding(
            "rate", "Claim.", "source", Verdict.CANNOT_BE_DECIDED, "one rate only", List.of());
    Finding fails =
        new Finding("fps", "Claim.", "source", Verdict.DOES_NOT_HOLD, "it rises", List.of());
    assertThat(FindingCards.of(List.of(open, fails)))
        .isEqualTo(
            """
            <ul class="findings">
            <li class="finding open" id="finding-rate">
            <h3>Claim.</h3>
            <p><span class="verdict">? cannot be decided</span>: one rate only.</p>
            <p class="small">source.</p>
            </li>
            <li class="finding fails" id="finding-fps">
            <h3>Claim.</h3>
            <p><span class="verdict">✗ does not hold</span>: it rises.</p>
            <p class="small">source.</p>
            </li>
            </ul>
            """);
  }
}
