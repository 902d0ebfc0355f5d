package hmrbench.report.finding;

import static hmrbench.report.finding.KnownInterventions.kinds;
import static hmrbench.report.finding.KnownRun.home;
import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.report.finding.Finding.Verdict;
import hmrbench.report.finding.KnownRun.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which networks the claim on weights that differ from frame to frame is judged by. */
class AttentionUseTest {

  private static final String OTHER = "middle-residual-poseforecast";

  private final KnownRun known;

  AttentionUseTest(@TempDir Path folder) {
    this.known = new KnownRun(folder);
  }

  private Optional<Finding> finding(Map<String, Map<String, Function<Integer, Double>>> kinds)
      throws IOException {
    var run = KnownInterventions.of(known, Line::base, kinds);
    return Findings.of(run, home(run), List.of()).stream()
        .filter(it -> it.name().equals("attention-frames"))
        .findFirst();
  }

  /** The mean costs 2 on average: 1 on one half of the sequences, 3 on the other. */
  private static double worse(int sequence) {
    return sequence % 2 == 0 ? 1 : 3;
  }

  @Test
  void it_is_judged_by_tcmr_and_told_of_the_others() throws IOException {
    Map<String, Map<String, Function<Integer, Double>>> both = new LinkedHashMap<>();
    both.put(OTHER, kinds("mean", i -> -worse(i)));
    both.put("tcmr", kinds("mean", AttentionUseTest::worse));
    Finding finding = finding(both).orElseThrow();
    assertThat(finding.verdict()).isEqualTo(Verdict.HOLDS);
    String change = "47.50 to 45.50 %s, change −2.66 to −1.34";
    assertThat(finding.because())
        .isEqualTo(
            "every error is lower with the network's own weights (PA-MPJPE %s; MPJPE %s; Accel"
                    .formatted(change.formatted("mm"), change.formatted("mm"))
                + " error %s)".formatted(change.formatted("mm/frame²")));
    assertThat(finding.evidence())
        .extracting(Finding.Evidence::what)
        .containsExactly(
            "mean weights → own weights, PA-MPJPE of tcmr",
            "mean weights → own weights, MPJPE of tcmr",
            "mean weights → own weights, Accel error of tcmr",
            "mean weights → own weights, PA-MPJPE of " + OTHER,
            "mean weights → own weights, MPJPE of " + OTHER,
            "mean weights → own weights, Accel error of " + OTHER);
    assertThat(finding.evidence().get(3).verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
  }

  @Test
  void without_tcmr_it_is_judged_by_every_network_that_got_a_mean() throws IOException {
    Map<String, Map<String, Function<Integer, Double>>> other = new LinkedHashMap<>();
    other.put(OTHER, kinds("mean", i -> -worse(i)));
    other.put("tcmr", kinds("swapped", AttentionUseTest::worse));
    Finding finding = finding(other).orElseThrow();
    assertThat(finding.verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
    assertThat(finding.evidence()).hasSize(3).allMatch(it -> it.what().endsWith(OTHER));
  }

  @Test
  void no_claim_is_made_where_no_mean_was_put_in_the_place_of_weights() throws IOException {
    assertThat(finding(Map.of("tcmr", kinds("swapped", AttentionUseTest::worse)))).isEmpty();
  }
}
