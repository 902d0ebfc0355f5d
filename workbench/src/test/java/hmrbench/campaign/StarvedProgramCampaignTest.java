package hmrbench.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every command that writes with too little of a machine: a full disk, little memory, few open
 * files. It says so in one sentence, and goes on when there is enough.
 */
@Tag("campaign")
class StarvedProgramCampaignTest {

  private final Path top;

  StarvedProgramCampaignTest(@TempDir Path top) {
    this.top = top;
  }

  @ParameterizedTest
  @EnumSource(SmallCommand.class)
  void a_full_disk_is_reported_and_work_goes_on_when_there_is_room(SmallCommand command)
      throws Exception {
    assertThat(Starving.whole(command, top).disk(0, 0.4, 0.8)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(SmallCommand.class)
  void a_file_that_cannot_grow_is_reported_and_work_goes_on_when_it_can(SmallCommand command)
      throws Exception {
    assertThat(Starving.whole(command, top).largestFile(0, 0.6)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(SmallCommand.class)
  void little_memory_is_reported_and_work_goes_on_with_more(SmallCommand command) throws Exception {
    assertThat(Starving.whole(command, top).memory("12m", "24m", "48m")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(SmallCommand.class)
  void few_open_files_are_reported_and_work_goes_on_with_more(SmallCommand command)
      throws Exception {
    assertThat(Starving.whole(command, top).descriptors(16, 48, 96)).isEmpty();
  }
}
