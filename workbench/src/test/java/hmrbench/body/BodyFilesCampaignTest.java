package hmrbench.body;

import hmrbench.campaign.Campaign;
import hmrbench.io.Fixtures;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Body models that chance has damaged. */
class BodyFilesCampaignTest {

  private static Campaign campaign() {
    return Campaign.ofBytes(
        "body: SMPL pickle",
        List.of(Fixtures.bytes("body_py3.pkl"), Fixtures.bytes("body_chumpy.pkl")),
        Campaign.inFile("SMPL_NEUTRAL.pkl", BodyFiles::read));
  }

  @Test
  void gives_nothing_but_faults_on_damaged_body_models() {
    campaign().runShortly(200, 1000);
  }

  @Test
  @Tag("campaign")
  void gives_nothing_but_faults_on_ten_thousand_damaged_body_models() {
    campaign().run();
  }
}
