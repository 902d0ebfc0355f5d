package hmrbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hmrbench.config.MixtureConfig;
import hmrbench.data.official.TcmrDb;
import hmrbench.model.Models;
import hmrbench.model.Predictor;
import hmrbench.tensor.ComputeDevice;
import hmrbench.testing.GoldenData;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The number by which the official trainer chooses a checkpoint. */
class OfficialValidationTest {

  @Test
  void gives_what_the_trainer_of_tcmr_gave() throws IOException {
    Path golden = GoldenData.folder();
    TcmrDb set =
        new TcmrDb(
            "val",
            TcmrDb.Kind.THREEDPW,
            golden.resolve("preprocessed_data/3dpw_test_db.pt"),
            30,
            golden.resolve("base_data"));
    Path checkpoint = golden.resolve("checkpoints/dev_tcmr_h64_legacy.pth.tar");
    JsonNode expected =
        new ObjectMapper()
            .readTree(Shared.golden("expected/evaluate/tcmr_trainer_validation.json").toFile())
            .get("eval_dict");
    try (OfficialValidation validation =
            OfficialValidation.open(new MixtureConfig.Scoring(set, "tcmr-trainer"));
        Predictor tcmr =
            Models.all()
                .open(
                    Models.all().named("tcmr").network("tcmr", List.of(checkpoint)),
                    0,
                    ComputeDevice.CPU)) {
      Map<String, Double> found = validation.score(tcmr);
      // The official program averages in float32.
      assertThat(found.get("pa_mpjpe_mm"))
          .isCloseTo(expected.get("pa-mpjpe").asDouble(), within(1e-3));
      assertThat(found.get("mpjpe_mm")).isCloseTo(expected.get("mpjpe").asDouble(), within(1e-3));
      assertThat(found.get("accel_err_mm_per_frame2"))
          .isCloseTo(expected.get("accel_err").asDouble(), within(1e-3));
    }
  }
}
