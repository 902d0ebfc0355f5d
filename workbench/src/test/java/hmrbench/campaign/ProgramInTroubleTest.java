package hmrbench.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.campaign.CampaignRows.Trouble;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** As the campaign, a few times: a share of it for every night. */
@Tag("long")
class ProgramInTroubleTest {

  private static final int FEW_KILLS = 3;

  private final Path top;

  ProgramInTroubleTest(@TempDir Path top) {
    this.top = top;
  }

  @ParameterizedTest
  @EnumSource(SmallCommand.class)
  void what_is_killed_three_times_goes_on(SmallCommand command) throws Exception {
    String trouble = Trouble.KILL.row(command) + ProgramTable.SHORTLY;
    assertThat(new Killing(command, top).times(FEW_KILLS, trouble)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = SmallCommand.class,
      names = {"RUN", "VIDEO_RUN"})
  void a_disk_that_is_full_half_way_is_reported(SmallCommand command) throws Exception {
    assertThat(Starving.shortly(command, top).disk(0.4)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = SmallCommand.class,
      names = {"TRAIN", "SCORE", "VIDEO_RENDER"})
  void a_file_that_cannot_grow_is_reported(SmallCommand command) throws Exception {
    assertThat(Starving.shortly(command, top).largestFile(0.5)).isEmpty();
  }

  @Test
  void far_too_little_memory_and_few_open_files_are_reported() throws Exception {
    assertThat(Starving.shortly(SmallCommand.RUN, top).memory("16m", "40m")).isEmpty();
    assertThat(Starving.shortly(SmallCommand.RUN, top).descriptors(64)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = SmallCommand.class,
      names = {"RUN", "VIDEO_RUN"})
  void of_two_that_start_together_one_works(SmallCommand command) throws Exception {
    String trouble = Trouble.TWO_AT_ONCE.row(command) + ProgramTable.SHORTLY;
    assertThat(Company.of(command, top, trouble, 0)).isEmpty();
  }
}
