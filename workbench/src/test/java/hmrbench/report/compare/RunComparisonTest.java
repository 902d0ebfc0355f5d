package hmrbench.report.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.Fault;
import hmrbench.metric.Metrics;
import hmrbench.record.RunFolder;
import hmrbench.report.page.ComparisonPage;
import hmrbench.report.testing.SyntheticRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunComparisonTest {

  @TempDir Path folder;

  private Path run(String name) throws IOException {
    return SyntheticRun.small().writeTo(folder.resolve(name));
  }

  @Test
  void a_run_does_not_differ_from_itself() throws IOException {
    Path run = run("a");
    RunComparison same = RunComparison.of(run, run);
    assertThat(same.configs()).isEmpty();
    assertThat(same.verdicts()).isEmpty();
    assertThat(same.unmatched()).isEmpty();
    assertThat(same.results()).isNotEmpty().allMatch(RunComparison.Difference::none);
  }

  @Test
  void tells_the_keys_and_the_sequences_that_differ() throws IOException {
    Path a = run("a");
    Path b = run("b");
    Path config = b.resolve("config.resolved.yaml");
    String text = Files.readString(config);
    Files.writeString(
        config, text.replaceFirst("seeds: ?\\[[^\\]]*\\]", "").concat("\nseeds: [7]\nlimit: 2\n"));
    // One millimetre more PA-MPJPE for TCMR in every sequence of B.
    Path sequences = b.resolve("sequences.csv");
    List<String> lines = Files.readAllLines(sequences);
    int column = List.of(lines.get(0).split(",", -1)).indexOf(Metrics.PA_MPJPE.id().column());
    List<String> worse =
        lines.stream().map(line -> line.startsWith("tcmr,") ? raised(line, column) : line).toList();
    Files.write(sequences, worse);

    assertThatThrownBy(() -> RunComparison.of(a, b))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s: not as the run wrote it: config.resolved.yaml, sequences.csv; run the experiment"
                + " again, which makes anew what differs, or add --accept-edited to go on and say"
                + " so on the page",
            b);
    RunComparison runs = RunComparison.of(a, b, RunFolder.Edited.ACCEPT);
    assertThat(ComparisonPage.html(runs)).contains("Do not cite this page", "B: sequences.csv");
    assertThat(runs.configs())
        .anyMatch(line -> line.startsWith("seeds: "))
        .contains("limit: absent -> 2");
    List<RunComparison.Difference> changed =
        runs.results().stream().filter(it -> !it.none()).toList();
    assertThat(changed).hasSize(1);
    assertThat(changed.get(0).cell().model()).isEqualTo("tcmr");
    assertThat(changed.get(0).metric()).isEqualTo(Metrics.PA_MPJPE.id());
    assertThat(changed.get(0).comparison().change().estimate()).isCloseTo(1, within(1e-9));
    assertThat(changed.get(0).comparison().worse()).isEqualTo(2);

    String page = ComparisonPage.html(runs);
    assertThat(page)
        .contains("limit: absent -&gt; 2", "+1.00", "chart-scatter-pa_mpjpe_mm", "Both runs judge")
        .doesNotContain("src=\"http", "{{")
        .doesNotContain("id=\"versions\"");
    assertThat(ComparisonPage.html(withVersions(runs, "walks: A has <1>, B has 2")))
        .contains(
            """
            <section id="versions">
            <h2>Versions of data</h2>
            <div class="remarks">
            <ul>
            <li>walks: A has &lt;1&gt;, B has 2</li>
            </ul>
            </div>
            """);
  }

  private static RunComparison withVersions(RunComparison runs, String apart) {
    return new RunComparison(
        runs.first(),
        runs.second(),
        runs.configs(),
        runs.results(),
        runs.unmatched(),
        runs.verdicts(),
        List.of(apart));
  }

  private static String raised(String line, int column) {
    String[] fields = line.split(",", -1);
    fields[column] = Double.toString(Double.parseDouble(fields[column]) + 1);
    return String.join(",", fields);
  }
}
