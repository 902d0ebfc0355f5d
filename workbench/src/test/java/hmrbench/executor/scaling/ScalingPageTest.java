package hmrbench.executor.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.record.bench.ScalingResult;
import hmrbench.record.bench.ScalingResult.Cost;
import hmrbench.report.bench.ScalingPage;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about executors: as it is written, and as it is kept. */
class ScalingPageTest {

  private static final Pattern CURVE =
      Pattern.compile("Cells of ([\\d.]+) s, groups of ([\\d.]+) minutes");

  private static final Pattern ROW =
      Pattern.compile(
          "\\| (\\d+) \\| (\\d+) \\| ([\\d.]+) (s|min|h) \\| ([\\d.]+) \\| (\\d+) % \\| (\\d+) % \\|"
              + " (\\d+) % \\| (\\d+) % \\| (\\d+) % \\| .+ \\|");

  private static final int CELLS = 10_000;

  @TempDir Path folder;

  @Test
  void a_page_says_what_was_measured_and_what_limits() throws IOException {
    ScalingModel model = new ScalingModel(List.of(30.0), 5, 0, 2, 0.25);
    ScalingResult result =
        new ScalingResult(
            "2026-01-02T03:04:05Z",
            Map.of("cores", "2"),
            "`run small`",
            new Cost(8, 4, 240, 4, 260, 0.25, 5, 30),
            8,
            List.of(model.curve("these", 8, 1, List.of(2, 4, 8))));
    Path page = ScalingPage.write(result, "./hmrbench bench scaling", folder);
    assertThat(Files.readString(page))
        .contains(
            "| more than in one program, per cell | 3.000 |\n",
            "| 2 | 4 | 134 s | 1.8 | 92 % | 8 % | 0 % | 0 % | 3 % | nothing yet |\n",
            "| 4 | 4 | 69 s | 3.5 | 92 % | 8 % | 0 % | 0 % | 6 % | nothing yet |\n",
            "| 8 | 4 | 69 s | 3.5 | 46 % | 4 % | 0 % | 50 % | 6 % | fewer groups than workers |\n",
            "Beyond 4 workers, twice as many save less than a quarter of the time: fewer groups than"
                + " workers.\n");
    assertThat(folder.resolve("scaling.svg")).exists();
    assertThat(folder.resolve("scaling.png")).exists();
  }

  @Test
  void the_page_that_is_kept_agrees_with_itself() throws IOException {
    double cell = 0;
    int rows = 0;
    for (String line : Files.readAllLines(Shared.projectRoot().resolve("docs/scaling.md"))) {
      Matcher curve = CURVE.matcher(line);
      if (curve.find()) {
        cell = Double.parseDouble(curve.group(1));
      }
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows++;
        double seconds = seconds(row.group(3), row.group(4));
        double workers = Double.parseDouble(row.group(1));
        // 10 min is 9.5 to 10.5, and a speed has two digits: 6 % is their rounding.
        assertThat(Double.parseDouble(row.group(5)) * seconds / (CELLS * cell))
            .as(line)
            .isCloseTo(1, within(0.06));
        double shares = 0;
        for (int group = 6; group <= 9; group++) {
          shares += Double.parseDouble(row.group(group));
        }
        assertThat(shares).as(line).isBetween(98.0, 102.0);
        double working = seconds * (1 - Double.parseDouble(row.group(10)) / 100);
        assertThat(100 * CELLS * cell / (workers * working))
            .as(line)
            .isCloseTo(Double.parseDouble(row.group(6)), within(5.0));
      }
    }
    assertThat(rows).isEqualTo(18);
  }

  private static double seconds(String number, String unit) {
    return Double.parseDouble(number)
        * switch (unit) {
          case "h" -> 3600;
          case "min" -> 60;
          default -> 1;
        };
  }
}
