package hmrbench.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.metric.stats.CellSample;
import hmrbench.record.SequenceRow;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.testing.SyntheticRun;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightingTableTest {

  @TempDir Path folder;

  @Test
  void sequences_of_any_length_weigh_the_same_in_the_second_column() throws IOException {
    RunView run = RunView.open(SyntheticRun.small().writeTo(folder));
    Setting setting = run.home().orElseThrow();
    Row tcmr =
        WeightingTable.of(run, setting).orElseThrow().rows().stream()
            .filter(row -> row.entries().get(0).text().equals("tcmr"))
            .findFirst()
            .orElseThrow();

    double perFrame = tcmr.entries().get(1).value().orElseThrow();
    double perSequence = tcmr.entries().get(2).value().orElseThrow();

    assertThat(perFrame).isCloseTo(expected(run, setting, true), within(1e-9));
    assertThat(perSequence).isCloseTo(expected(run, setting, false), within(1e-9));
  }

  @Test
  void a_long_sequence_weighs_more_only_per_frame() {
    CellSample sample =
        new CellSample(List.of("long", "short"), new double[][] {{1, 4}}, new double[] {3, 1});

    assertThat(sample.value()).isCloseTo(1.75, within(1e-12));
    assertThat(sample.bySequence().value()).isCloseTo(2.5, within(1e-12));
  }

  private static double expected(RunView run, Setting setting, boolean byFrame) {
    List<Double> seeds = new ArrayList<>();
    for (String seed : run.seeds(setting, "tcmr", RunView.NO_FILTER)) {
      double sum = 0;
      double total = 0;
      for (SequenceRow row : run.sequences(setting.cell("tcmr", RunView.NO_FILTER, seed))) {
        double weight = byFrame ? row.frames() : 1;
        sum += weight * row.metrics().get("mpjpe_mm");
        total += weight;
      }
      seeds.add(sum / total);
    }
    List<Double> sorted = seeds.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
