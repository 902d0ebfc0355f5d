package hmrbench.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.campaign.CampaignRows.Trouble;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every command that writes, killed at any moment or with company in its folder: what it leaves in
 * the end is what an undisturbed one leaves.
 */
@Tag("campaign")
class KilledProgramCampaignTest {

  private static final int KILLS = 20;

  private final Path top;

  KilledProgramCampaignTest(@TempDir Path top) {
    this.top = top;
  }

  @ParameterizedTest
  @EnumSource(SmallCommand.class)
  void what_is_killed_goes_on_to_the_same_result(SmallCommand command) throws Exception {
    assertThat(new Killing(command, top).times(KILLS, Trouble.KILL.row(command))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(SmallCommand.class)
  void of_two_that_write_to_one_place_one_works_or_both_do(SmallCommand command) throws Exception {
    String trouble = Trouble.TWO_AT_ONCE.row(command);
    assertThat(Company.of(command, top, trouble, 0, 1000)).isEmpty();
  }
}
