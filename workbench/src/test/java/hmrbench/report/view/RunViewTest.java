package hmrbench.report.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import hmrbench.core.Look;
import hmrbench.core.Look.Hue;
import hmrbench.core.Look.Mark;
import hmrbench.core.NetworkFacts;
import hmrbench.core.OutputKind;
import hmrbench.record.ModelFacts;
import hmrbench.report.chart.Ink;
import hmrbench.report.chart.SeriesStyle;
import hmrbench.report.testing.SyntheticRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunViewTest {

  @TempDir Path folder;

  @Test
  void finds_the_four_networks_of_table_1_by_their_config() throws IOException {
    RunView run = RunView.open(SyntheticRun.small().writeTo(folder));
    assertThat(
            run.models().stream()
                .filter(model -> model.gridPlace().isPresent())
                .map(model -> model.name() + ": " + model.gridPlace().orElseThrow()))
        .containsExactly(
            "middle-residual: residual kept, no PoseForecast",
            "middle: residual removed, no PoseForecast",
            "middle-residual-poseforecast: residual kept, with PoseForecast",
            "tcmr: residual removed, with PoseForecast");
  }

  @Test
  void draws_no_two_competing_models_alike() throws IOException {
    RunView run = RunView.open(SyntheticRun.small().writeTo(folder));
    Set<List<Object>> looks = new HashSet<>();
    List<ModelFacts> models = run.models().stream().filter(ModelFacts::competes).toList();
    for (ModelFacts model : models) {
      SeriesStyle style = run.styles().of(model.name());
      looks.add(List.of(style.color(), style.shape()));
    }
    assertThat(looks).hasSameSizeAs(models);
  }

  @Test
  void draws_a_model_alike_whatever_stands_beside_it() {
    ModelFacts tcmr = network("tcmr", new Look(Hue.VERMILION, Mark.CIRCLE));
    ModelFacts vibe = network("vibe-seq", new Look(Hue.BLUE, Mark.SQUARE));
    ModelFacts other = ModelFacts.unknown("mine");
    SeriesStyle alone = new ModelStyles(List.of(tcmr)).of("tcmr");
    assertThat(new ModelStyles(List.of(other, vibe, tcmr)).of("tcmr")).isEqualTo(alone);
  }

  @Test
  void gives_a_look_that_two_networks_ask_for_to_the_first() {
    Look look = new Look(Hue.BLUE, Mark.SQUARE);
    ModelStyles styles = new ModelStyles(List.of(network("first", look), network("second", look)));
    assertThat(styles.of("first"))
        .isEqualTo(new SeriesStyle("first", Ink.BLUE, SeriesStyle.Shape.SQUARE, false));
    assertThat(styles.of("second"))
        .isEqualTo(new SeriesStyle("second", Ink.SKY, SeriesStyle.Shape.TRIANGLE, false));
  }

  @Test
  void draws_sixteen_models_that_ask_for_nothing_apart() {
    List<ModelFacts> models =
        IntStream.range(0, 16).mapToObj(i -> ModelFacts.unknown("m" + i)).toList();
    ModelStyles styles = new ModelStyles(models);
    assertThat(models.stream().map(it -> styles.of(it.name()).labelled("")).distinct()).hasSize(16);
  }

  @Test
  void sets_another_model_against_a_baseline_that_is_tcmr_itself() throws IOException {
    Path run = SyntheticRun.small().writeTo(folder);
    assertThat(rivals(run)).isEqualTo(new ComparedModels("vibe-seq", "tcmr"));
    Path manifest = run.resolve("manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replaceAll("(\"baseline\" *: *)\"vibe-seq\"", "$1\"tcmr\""));
    assertThat(rivals(run).first()).isEqualTo("tcmr");
    assertThat(rivals(run).second()).isNotEqualTo("tcmr");
  }

  private static ComparedModels rivals(Path folder) {
    RunView run = RunView.open(folder);
    return ComparedModels.of(run, run.home().orElseThrow()).orElseThrow();
  }

  @Test
  void opens_with_30_frames_per_second() throws IOException {
    RunView run =
        RunView.open(
            new SyntheticRun(1, 30, 1, List.of(15.0, 30.0, 60.0), List.of("none"), List.of("tcmr"))
                .writeTo(folder));
    assertThat(run.home()).contains(new Setting("simulated-test", "tcmr", 30));
    assertThat(run.rates(run.home().orElseThrow())).containsExactly(15.0, 30.0, 60.0);
  }

  @Test
  void says_what_to_do_where_there_is_no_run() {
    assertThatThrownBy(() -> RunView.open(folder))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s: no manifest.json there; name the folder that `run` wrote".formatted(folder));
  }

  private static ModelFacts network(String name, Look look) {
    NetworkFacts facts = NetworkFacts.of(OutputKind.SEQUENCE, OptionalInt.of(16)).drawn(look);
    return new ModelFacts(name, ModelFacts.Kind.NETWORK, "some", facts, List.of(), null);
  }
}
