package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * TCMR without its branch over all frames weighs past and future alone. Its weight of the current
 * frame does not exist: it is an empty cell, and no 0, from the network to the film.
 */
class MissingBranchTest {

  @TempDir Path folder;

  private Typed typed(String... words) {
    Typed said = Typed.in(folder, words);
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out() + said.err()).doesNotContain("NaN");
    return said;
  }

  private void run(String out) throws IOException {
    Files.writeString(
        folder.resolve("x.yaml"),
        """
        name: x
        models: [tcmr-no-all, tcmr]
        datasets: [{name: few, format: simulated, split: test, sequences: 1, seconds: 2, fps: 30}]
        seeds: [1]
        """);
    typed("run", "x.yaml", "--out", out);
  }

  private List<String[]> rows(String model) throws IOException {
    try (Stream<Path> shards = Files.list(folder.resolve("out/shards"))) {
      Path shard =
          shards
              .filter(path -> path.getFileName().toString().startsWith(model + "__"))
              .findFirst()
              .orElseThrow();
      return Files.readAllLines(shard).stream().map(line -> line.split(",", -1)).toList();
    }
  }

  private void assertWeights(String model, boolean hasCurrent) throws IOException {
    List<String[]> rows = rows(model);
    int past = Arrays.asList(rows.get(0)).indexOf("attention_past");
    for (String[] row : rows.subList(1, rows.size())) {
      double sum = Double.parseDouble(row[past]) + Double.parseDouble(row[past + 2]);
      if (hasCurrent) {
        sum += Double.parseDouble(row[past + 1]);
      } else {
        assertThat(row[past + 1]).isEmpty();
      }
      assertThat(sum).isBetween(0.99999, 1.00001);
    }
  }

  @Test
  void a_weight_that_does_not_exist_is_an_empty_cell_everywhere() throws IOException {
    run("out");
    assertWeights("tcmr-no-all", false);
    assertWeights("tcmr", true);
    String summary = Files.readString(folder.resolve("out/summary.json"));
    assertThat(summary).doesNotContain("NaN");

    Typed report = typed("report", "out");
    assertThat(report.out()).contains("tcmr-no-all");
    assertThat(Files.readString(folder.resolve("out/report.html"))).doesNotContain(">NaN");

    run("other");
    assertThat(typed("compare", "out", "other").out()).contains("the same in every sequence");

    Typed film =
        typed(
            "video",
            "render",
            "out/test-000-walk",
            "--models",
            "tcmr-no-all",
            "--size",
            "320x240",
            "--out",
            "film.mp4");
    assertThat(film.out()).contains("60 frames of 320x240");
  }
}
