package hmrbench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.metric.stress.MetricStress;
import hmrbench.metric.stress.MetricStress.Row;
import hmrbench.metric.stress.MetricStress.Table;
import hmrbench.report.StressPages;
import hmrbench.report.table.StressCsv;
import hmrbench.run.StressRun;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/stress.md} shows what {@code stress all} prints, and what it says is so. */
class StressPageTest {

  private static Table table;

  @BeforeAll
  static void run() {
    table = StressRun.of(MetricStress.metrics());
  }

  private static double seen(String flaw, String size, String metric) {
    Row row =
        table.flaws().stream()
            .filter(it -> it.flaw().equals(flaw) && it.size().equals(size))
            .findFirst()
            .orElseThrow();
    return row.values().get(MetricStress.metrics().indexOf(metric));
  }

  @Test
  void the_page_shows_what_the_command_prints() throws IOException {
    assertThat(Files.readString(Shared.projectRoot().resolve("docs/stress.md")))
        .contains(StressPages.markdown(table));
  }

  @Test
  void pages_of_runs_show_what_the_command_finds() throws IOException {
    Path measured =
        Shared.projectRoot().resolve("workbench/src/main/resources/hmrbench/report/stress.csv");
    Table shown = StressCsv.read(Files.readString(measured));

    assertThat(shown)
        .as("run `stress all` and copy its stress.csv to %s", measured)
        .usingRecursiveComparison()
        .withComparatorForType(
            (a, b) -> Math.abs(a - b) <= 1e-9 * (1 + Math.abs(b)) ? 0 : 1, Double.class)
        .isEqualTo(table);
  }

  @Test
  void a_table_of_some_metrics_has_their_values_alone() {
    Table some = table.only(List.of("rte", "mpjpe"));

    assertThat(some.columns()).extracting(it -> it.name()).containsExactly("mpjpe", "rte");
    int rte = MetricStress.metrics().indexOf("rte");
    assertThat(some.flaws().get(7).values())
        .containsExactly(
            table.flaws().get(7).values().get(0), table.flaws().get(7).values().get(rte));
    assertThat(some.tricks().get(4).values().get(1))
        .isEqualTo(table.tricks().get(4).values().get(rte));
    assertThat(StressCsv.read(StressCsv.of(some))).isEqualTo(some);
  }

  @Test
  void flaws_have_the_sizes_that_follow_from_them() {
    // All steps of points that rest are those of the person who glides.
    assertThat(seen("foot slide", "25 mm/frame", "foot-sliding")).isBetween(24.9, 25.1);
    // The mean length of three normal numbers is 1.596 times their deviation; the root, the middle
    // of two points, errs by sqrt(1/2) of it: 20 * 1.596 * sqrt(1.5) for all but the hips.
    assertThat(seen("jitter", "20 mm", "mpjpe")).isBetween(33.0, 39.1);
    assertThat(seen("scale", "25 % too small", "pa-mpjpe")).isLessThan(1e-3);
    assertThat(seen("scale", "25 % too small", "wa-mpjpe")).isLessThan(1e-6);
    assertThat(seen("drift of the path", "200 mm/s", "mpjpe")).isLessThan(1e-3);
    assertThat(seen("frozen pose", "100 % of the time", "rte")).isLessThan(1e-6);
  }

  @Test
  void a_frozen_pose_fools_the_acceleration_error_and_not_mpjpe() {
    Row frozen =
        table.tricks().stream()
            .filter(it -> it.flaw().equals("freeze the pose"))
            .findFirst()
            .orElseThrow();

    assertThat(table.fooled(frozen, MetricStress.metrics().indexOf("accel"))).isTrue();
    assertThat(table.fooled(frozen, MetricStress.metrics().indexOf("mpjpe"))).isFalse();
  }
}
