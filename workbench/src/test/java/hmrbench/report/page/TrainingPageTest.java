package hmrbench.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingPageTest {

  private static final String LOSSES =
      "step,learning_rate,loss,joints_2d,joints_3d,pose,shape,gradient_norm\n";

  private static final String ERRORS =
      "step,loss,pa_mpjpe_mm,accel_err_mm_per_frame2,seen_pa_mpjpe_mm\n";

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    training(
        "work/tcmr/seed-1",
        LOSSES + "25,0.0015,8.25,4,3,1,0.25,61.5\n50,0.0015,7.5,3.5,3,0.75,0.25,31.25\n",
        ERRORS + "50,7.125,80.5,40.25,71\n");
    training("work/tcmr/seed-2", LOSSES + "25,0.0015,8.75,4,3,1,0.75,60\n", "");
    training("earlier/tcmr/seed-1", LOSSES + "25,0.002,9,4,4,1,0,50\n", ERRORS + "25,9,90,50,80\n");
  }

  private void training(String name, String losses, String errors) throws IOException {
    Path at = Files.createDirectories(folder.resolve(name));
    Files.writeString(at.resolve("loss.csv"), losses);
    Files.writeString(at.resolve("validation.csv"), errors);
  }

  private String html(boolean goesOn) {
    return TrainingPage.html(
        "Training of small",
        "0.2.0",
        folder.resolve("work"),
        List.of(folder.resolve("earlier")),
        "tcmr seed 1: step 50 of at most 100",
        goesOn);
  }

  @Test
  void the_last_values_of_every_training_stand_in_a_table() {
    String html = html(true).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    assertThat(html)
        .contains("tcmr seed 1: step 50 of at most 100")
        .contains("tcmr 1 50 0.00150 7.50 3.50 3.00 0.750 0.250 31.3 7.13 80.5 40.3")
        .contains("tcmr 2 25 0.00150 8.75")
        .contains("tcmr (earlier) 1 25 0.00200 9.00")
        .contains("validation: PA-MPJPE (mm)")
        .doesNotContain("seen pa mpjpe");
  }

  @Test
  void every_column_has_a_chart_and_other_trainings_are_in_it() {
    String html = html(true);
    for (String name :
        List.of("learning_rate", "joints_2d", "gradient_norm", "validation-pa_mpjpe_mm")) {
      assertThat(html).contains("id=\"chart-" + name + "\"");
    }
    assertThat(html).doesNotContain("validation-seen");
  }

  @Test
  void a_page_loads_itself_again_while_the_training_goes_on() {
    assertThat(html(true)).contains("location.reload()");
    assertThat(html(false)).doesNotContain("location.reload()");
  }
}
