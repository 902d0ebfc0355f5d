package hmrbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingReportTest {

  private final Path folder;

  TrainingReportTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private void card(String model, int seed, String recipe, int steps, double error)
      throws IOException {
    Path at = folder.resolve("models/%s-simulated/seed-%d".formatted(model, seed));
    Files.createDirectories(at);
    Files.writeString(
        at.resolve("model.yaml"),
        """
        name: %s
        training:
          recipe: %s
        steps-done: %d
        ended: "validation flat"
        validation:
          loss: 2.5
          pa_mpjpe_mm: %s
        """
            .formatted(model, recipe, steps, error));
  }

  @Test
  void the_table_has_the_median_of_the_seeds_and_their_range() throws IOException {
    card("tcmr", 1, "mine", 13000, 47.04);
    card("tcmr", 2, "mine", 12500, 46.80);
    card("tcmr", 3, "mine", 15000, 49.11);
    card("tcmr", 4, "another", 1, 1);
    assertThat(TrainingReport.write("mine", folder.resolve("models"), folder)).isTrue();
    assertThat(folder.resolve("tables/training.md"))
        .content()
        .contains(
            "| model | seeds | steps | ended | loss | PA-MPJPE (mm) |",
            "| tcmr | 3 | 13000 [12500 to 15000] | validation flat | 2.50 [2.50 to 2.50] |"
                + " 47.0 [46.8 to 49.1] |");
  }

  @Test
  void without_a_checkpoint_there_is_no_table() throws IOException {
    card("tcmr", 1, "another", 1, 1);
    assertThat(TrainingReport.write("mine", folder.resolve("models"), folder)).isFalse();
    assertThat(TrainingReport.write("mine", folder.resolve("nowhere"), folder)).isFalse();
    assertThat(folder.resolve("tables")).doesNotExist();
  }

  @Test
  void a_damaged_card_is_reported() throws IOException {
    card("tcmr", 1, "mine", 1, 1);
    Path card = folder.resolve("models/tcmr-simulated/seed-1/model.yaml");
    Files.writeString(card, "training: {recipe: [");
    assertThatThrownBy(() -> TrainingReport.write("mine", folder.resolve("models"), folder))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(card + ": not a card: ");
  }
}
