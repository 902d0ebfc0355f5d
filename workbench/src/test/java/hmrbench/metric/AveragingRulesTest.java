package hmrbench.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AveragingRulesTest {

  /** The evaluators' own code: see the last line of each description. */
  @Test
  void each_protocol_names_the_one_that_averages_accelerations_over_the_same_rows() {
    assertThat(
            Protocols.all().stream()
                .map(it -> it.name() + " like " + it.averagesLike())
                .collect(Collectors.joining("\n")))
        .isEqualTo(
            """
            tcmr like tcmr
            tcmr-trainer like vibe
            vibe like vibe
            meva like tcmr
            mpsnet like tcmr
            glot like tcmr
            smoothnet like smoothnet
            wham like wham
            hmmr like hmrbench
            hmrbench like hmrbench
            wham-world like wham
            gvhmr-world like tcmr
            tram-world like wham
            josh-world like wham
            emdb2 like hmrbench
            emdb1 like tcmr
            gvhmr like tcmr
            rich like tcmr
            3dpw-official like tcmr
            4d-humans like tcmr
            bedlam like tcmr
            agora-like like tcmr""");
  }
}
