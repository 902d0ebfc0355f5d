package hmrbench.run.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.record.Cell;
import hmrbench.record.RunFolder;
import hmrbench.report.testing.SyntheticRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs of one experiment, metric by metric. */
class DeviceDifferenceTest {

  private static final String SHARD =
      "shards/%s.csv"
          .formatted(new Cell("spin", "simulated-test", "tcmr", 30, "none", "1").fileName());

  @TempDir Path folder;

  private Path run(String name) throws IOException {
    return SyntheticRun.small().writeTo(folder.resolve(name));
  }

  private static List<DeviceDifference> between(Path one, Path other) {
    return DeviceDifference.of(
        RunFolder.open(one, RunFolder.Edited.ACCEPT),
        RunFolder.open(other, RunFolder.Edited.ACCEPT));
  }

  private static DeviceDifference of(String column, List<DeviceDifference> all) {
    return all.stream().filter(it -> it.metric().column().equals(column)).findFirst().orElseThrow();
  }

  /** Puts a text in the place of a column's values, in the first rows of the per-frame network. */
  private static void change(Path run, String column, String value, int rows) throws IOException {
    Path shard = run.resolve(SHARD);
    List<String> lines = new ArrayList<>(Files.readAllLines(shard));
    int at = Arrays.asList(lines.get(0).split(",", -1)).indexOf(column);
    for (int i = 1; i <= Math.min(rows, lines.size() - 1); i++) {
      String[] fields = lines.get(i).split(",", -1);
      fields[at] = value;
      lines.set(i, String.join(",", fields));
    }
    Files.write(shard, lines);
  }

  private static double value(Path run, String column, int row) throws IOException {
    List<String> lines = Files.readAllLines(run.resolve(SHARD));
    int at = Arrays.asList(lines.get(0).split(",", -1)).indexOf(column);
    return Double.parseDouble(lines.get(row).split(",", -1)[at]);
  }

  @Test
  void runs_that_are_equal_agree_in_every_metric_that_has_values() throws IOException {
    assertThat(between(run("a"), run("b")))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.isWithin(0)).as(it.toString()).isTrue());
  }

  @Test
  void one_frame_is_told_by_its_difference() throws IOException {
    Path one = run("a");
    Path other = run("b");
    double before = value(one, "mpjpe_mm", 3);
    change(other, "mpjpe_mm", "1000", 3);
    change(other, "mpjpe_mm", Double.toString(value(one, "mpjpe_mm", 1)), 1);
    DeviceDifference found = of("mpjpe_mm", between(one, other));
    assertThat(found.largest()).isGreaterThanOrEqualTo(1000 - before - 1e-3);
    assertThat(found.isWithin(1)).isFalse();
    assertThat(of("pa_mpjpe_mm", between(one, other)).isWithin(0)).isTrue();
  }

  @Test
  void frames_that_one_device_alone_has_are_no_agreement() throws IOException {
    Path one = run("a");
    Path other = run("b");
    change(other, "pa_mpjpe_mm", "", 5);
    DeviceDifference found = of("pa_mpjpe_mm", between(one, other));
    assertThat(found.alone()).isEqualTo(5);
    assertThat(found.isWithin(1)).isFalse();
    assertThat(found.toString()).endsWith("; 5 frames only on one side");
  }

  @Test
  void a_whole_column_that_one_device_lacks_is_no_agreement() throws IOException {
    Path one = run("a");
    Path other = run("b");
    int rows = Files.readAllLines(one.resolve(SHARD)).size() - 1;
    change(other, "pa_mpjpe_mm", "", rows);
    assertThat(of("pa_mpjpe_mm", between(one, other)).alone()).isEqualTo(rows);
    assertThat(of("pa_mpjpe_mm", between(other, one)).alone()).isEqualTo(rows);
    assertThat(of("mpjpe_mm", between(one, other)).largest()).isCloseTo(0, within(0.0));
  }
}
