package hmrbench.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.config.ModelConfig.Network;
import hmrbench.core.Fault;
import hmrbench.data.DataFormats;
import hmrbench.data.official.TcmrDb;
import hmrbench.data.sim.Simulated;
import hmrbench.model.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {

  private static final Vocabulary WORDS =
      new Vocabulary(
          Models.all().keys(),
          DataFormats.all().readers(),
          List.of("tcmr", "vibe"),
          List.of("tcmr", "edge-padded"),
          name ->
              name.equals("none") || name.startsWith("slerp-")
                  ? Optional.empty()
                  : Optional.of("no filter is called " + name));

  @TempDir Path project;

  @BeforeEach
  void writeBlocks() throws IOException {
    put("models/a.safetensors", "weights");
    put("configs/models/tcmr.yaml", "architecture: tcmr\ncheckpoint: ../../models/a.safetensors\n");
    put("configs/models/vibe.yaml", "architecture: vibe\nresidual: false\n");
    put(
        "configs/datasets/walks.yaml",
        "format: simulated\nsplit: test\nsequences: 4\nseed: 7\nseconds: 2\n");
  }

  private void put(String name, String text) throws IOException {
    Path path = project.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Path file() {
    return project.resolve("experiments/mine/experiment.yaml");
  }

  private ConfigReader reader() {
    return new ConfigReader(project, Optional.empty(), project, WORDS);
  }

  private ExperimentConfig read(String yaml, String... overrides) throws IOException {
    put("experiments/mine/experiment.yaml", yaml);
    return reader().read(project.resolve("experiments/mine"), List.of(overrides));
  }

  private List<String> mistakes(String yaml, String... overrides) throws IOException {
    put("experiments/mine/experiment.yaml", yaml);
    ConfigReader.Result result = reader().check(file(), List.of(overrides), true);
    assertThat(result.experiment()).isEmpty();
    return result.mistakes();
  }

  @Test
  void a_short_experiment_gets_every_default() throws IOException {
    ExperimentConfig read = read("name: mine\nmodels: [tcmr, vibe]\ndatasets: [walks]\n");
    assertThat(ConfigWriter.write(read, reader().roots()))
        .isEqualTo(
            """
            name: mine
            models:
              - name: tcmr
                architecture: tcmr
                checkpoint: ["${project}/models/a.safetensors"]
                residual: false
                poseforecast-sees-current: false
                all-branch: true
              - name: vibe
                architecture: vibe
                residual: false
            datasets:
              - name: walks
                format: simulated
                split: test
                sequences: 4
                seed: 7
                seconds: 2
                fps: 30
            protocols:
              - name: tcmr
                protocol: tcmr
            frame-rates: [native]
            frame-rate-mode: input
            filters: [none]
            seeds: [1]
            device: auto
            report:
              title: mine
            """);
  }

  @Test
  void what_is_written_out_reads_back_as_the_same() throws IOException {
    put("lists/3dpw.pt", "db");
    for (String name :
        List.of(
            "SMPL_NEUTRAL.pkl",
            "J_regressor_h36m.npy",
            "J_regressor_extra.npy",
            "smpl_mean_params.npz")) {
      put("lists/body/" + name, "body");
    }
    ExperimentConfig read =
        read(
            """
            name: mine
            models:
              - tcmr
              - {name: frozen, architecture: reference, reference: frozen}
              - {name: other, architecture: predictions, checkpoint: ../../models/a.safetensors}
              - {name: script, architecture: torchscript, checkpoint: ../../models/a.safetensors,
                 window: 16}
              - name: glot
                architecture: glot
                heads: 8
                short-stride: 4
            datasets:
              - walks
              - {name: 3dpw, format: tcmr-db, kind: 3dpw, file: [no.pt, ../../lists/3dpw.pt],
                 fps: 29.97, body-model: ../../lists/body}
              - {name: cmu, format: mocap, files: ../../lists, fps: 30}
            protocols:
              - {name: tcmr-2, protocol: tcmr, windowing: edge-padded}
            frame-rates: [native, 15, 29.97]
            frame-rate-mode: score
            filters: [none, slerp-0.3]
            seeds: [1, 2]
            device: gpu:1
            baseline: frozen
            limit: 3
            report: {title: 'It says "no"', reference: published/tcmr-table-1}
            """);
    Path copy = project.resolve("reports/mine/config.resolved.yaml");
    Files.createDirectories(copy.getParent());
    Files.writeString(copy, ConfigWriter.write(read, reader().roots()));
    assertThat(reader().read(copy, List.of())).isEqualTo(read);
  }

  @Test
  void every_mistake_is_reported_at_once_with_its_place() throws IOException {
    List<String> said =
        mistakes(
            """
            name: mine
            modles: [tcmr]
            models:
              - tcrm
              - name: own
                architecture: tcmr
                hidden: many
                residul: true
                checkpoint: nowhere.pth.tar
              - {name: short, architecture: vibe, heads: 3}
              - {name: what, architecture: vib}
              - {architecture: tcmr}
            datasets: walks
            frame-rates: [native, .nan, -3]
            filters: [slurp-0.3, one-euor]
            seeds: [1, 1.5]
            device: tpu
            interventions: [past, presnet]
            """);
    String nowhere = file().resolveSibling("nowhere.pth.tar").toString();
    assertThat(said)
        .containsExactly(
            "experiments/mine/experiment.yaml:2: modles: unknown key; did you mean models?; known"
                + " are [name, models, datasets, protocols, frame-rates, frame-rate-mode, filters,"
                + " refine, filters-chosen-on, seeds, device, baseline, interventions, limit, report,"
                + " data]",
            "experiments/mine/experiment.yaml:4: models[0]: expected a name in configs/models or a"
                + " map, got \"tcrm\"; did you mean tcmr?; known are [tcmr, vibe]",
            "experiments/mine/experiment.yaml:7: models.own.hidden: expected a whole number, got"
                + " \"many\"",
            "experiments/mine/experiment.yaml:8: models.own.residul: unknown key; did you mean"
                + " residual?; known are [name, architecture, checkpoint, residual,"
                + " poseforecast-sees-current, all-branch, hidden, layers, window]",
            "experiments/mine/experiment.yaml:9: models.own.checkpoint: missing file " + nowhere,
            "experiments/mine/experiment.yaml:10: models.short.heads: unknown key; known are"
                + " [name, architecture, checkpoint, residual, hidden, layers, window]",
            "experiments/mine/experiment.yaml:11: models.what.architecture: expected one of [spin, pictures,"
                + " vibe, tcmr, mpsnet, glot, meva, hmmr, middle, conv, conv-foresight,"
                + " predictions, torchscript,"
                + " reference], got \"vib\"; did you mean vibe?",
            "experiments/mine/experiment.yaml:12: models[4].name: is missing; expected a text",
            "experiments/mine/experiment.yaml:13: datasets: expected a list, got \"walks\"",
            "experiments/mine/experiment.yaml:14: frame-rates[1]: expected a number, got \".nan\"",
            "experiments/mine/experiment.yaml:14: frame-rates[2]: expected native or a rate above"
                + " 0, got -3",
            "experiments/mine/experiment.yaml:15: filters: no filter is called slurp-0.3",
            "experiments/mine/experiment.yaml:15: filters: no filter is called one-euor",
            "experiments/mine/experiment.yaml:16: seeds[1]: expected a whole number, got \"1.5\"",
            "experiments/mine/experiment.yaml:17: device: expected auto, cpu, gpu, gpu:N or gpu:all, got"
                + " \"tpu\"",
            "experiments/mine/experiment.yaml:18: interventions: expected some of [past, current,"
                + " future, uniform, swapped, unbounded, mean, refit-constant, refit-constant-seen,"
                + " refit-frames, refit-frames-seen, simplex, hidden-10, hidden-17, hidden-33,"
                + " hidden-50, noisy-17, noisy-33], got \"presnet\"");
  }

  @Test
  void missing_keys_are_reported() throws IOException {
    assertThat(mistakes("models: [tcmr]\n"))
        .containsExactly(
            "experiments/mine/experiment.yaml:1: name: is missing; expected a text",
            "experiments/mine/experiment.yaml:1: datasets: is missing; expected a list of names in"
                + " configs/datasets or maps");
  }

  @Test
  void a_key_that_is_there_twice_is_refused() throws IOException {
    assertThat(mistakes("name: mine\nmodels: [tcmr]\nname: yours\ndatasets: [walks]\n"))
        .containsExactly("experiments/mine/experiment.yaml:3: name: is there twice");
  }

  @Test
  void broken_yaml_is_reported_with_its_line() throws IOException {
    assertThat(mistakes("name: mine\nmodels: [tcmr\ndatasets: [walks]\n"))
        .containsExactly(
            "experiments/mine/experiment.yaml:3: document: not YAML: column 9: expected ',' or ']',"
                + " but got ':', in the list in brackets that begins in line 2, column 9");
  }

  @Test
  void aliases_are_refused() throws IOException {
    assertThat(mistakes("name: &n mine\nmodels: [tcmr]\ndatasets: [walks]\nbaseline: *n\n"))
        .contains(
            "experiments/mine/experiment.yaml:4: *n: aliases are not supported; write it out");
  }

  @Test
  void what_a_whole_record_refuses_is_reported_with_the_line_of_its_key() throws IOException {
    assertThat(mistakes("name: mine\nmodels: [tcmr, tcmr]\ndatasets: [walks]\n"))
        .containsExactly("experiments/mine/experiment.yaml:2: models[1]: has tcmr twice");
    assertThat(mistakes("name: mine\nmodels: [tcmr]\ndatasets: [walks]\nbaseline: vibe\n"))
        .containsExactly(
            "experiments/mine/experiment.yaml:4: baseline: vibe is none of the models");
  }

  @Test
  void the_command_line_sets_any_key() throws IOException {
    ExperimentConfig read =
        read(
            "name: mine\nmodels: [tcmr, vibe]\ndatasets: [walks]\n",
            "seeds=[1]",
            "models.vibe.residual=true",
            "models.0.hidden=64",
            "datasets.walks.sequences=2",
            "report.title=Two words");
    assertThat(((Network) read.models().get(1)).options().isOn("residual")).isTrue();
    assertThat(((Network) read.models().get(0)).options().size("hidden")).hasValue(64);
    assertThat(((Simulated) read.datasets().get(0)).sequences()).isEqualTo(2);
    assertThat(read.report().title()).contains("Two words");
    assertThat(read("name: mine\nmodels: [tcmr]\ndatasets: [walks]\n", "models=[vibe]").models())
        .extracting(ModelConfig::name)
        .containsExactly("vibe");
  }

  @Test
  void a_wrong_override_is_reported() throws IOException {
    assertThat(
            mistakes(
                "name: mine\nmodels: [tcmr]\ndatasets: [walks]\n",
                "models.vibe.residual=true",
                "device.x=1",
                "nothing",
                "sedes=[2]"))
        .containsExactly(
            "--set nothing: option: expected key=value",
            "--set models.vibe.residual=true: models.vibe: there is no such item; name one, or"
                + " give its position from 0",
            "--set device.x=1: device: expected a text, got a map",
            "--set sedes=[2]: sedes: unknown key; did you mean seeds?; known are [name, models,"
                + " datasets, protocols, frame-rates, frame-rate-mode, filters, refine, filters-chosen-on,"
                + " seeds, device, baseline, interventions, limit, report, data]");
  }

  @Test
  void licensed_files_are_listed_with_where_to_get_them() throws IOException {
    String yaml =
        """
        name: mine
        models: [{name: t4, architecture: tcmr,
                  checkpoint: "${data}/tcmr/tcmr_table4_3dpw_test.pth.tar"}]
        datasets: [walks]
        """;
    assertThat(mistakes(yaml, "data=elsewhere"))
        .containsExactly(
            "experiments/mine/experiment.yaml:3: models.t4.checkpoint: missing file "
                + project.resolve("elsewhere/tcmr/tcmr_table4_3dpw_test.pth.tar")
                + "\n    get it from https://github.com/hongsukchoi/TCMR_RELEASE (README,"
                + " Evaluation: pre-trained weights)");
    assertThat(reader().check(file(), List.of("data=elsewhere"), false).missing())
        .extracting(MissingFile::path)
        .containsExactly(project.resolve("elsewhere/tcmr/tcmr_table4_3dpw_test.pth.tar"));
  }

  @Test
  void of_two_names_for_a_file_the_one_that_is_there_is_taken() throws IOException {
    put("data/b.pt", "db");
    put(
        "experiments/mine/experiment.yaml",
        """
        name: mine
        models: [tcmr]
        datasets: [{name: h36m, format: tcmr-db, kind: h36m, file: ["${data}/a.pt", "${data}/b.pt"],
                    fps: 25, body-model: "${data}/base_data"}]
        """);
    ExperimentConfig read = reader().check(file(), List.of(), false).experiment().orElseThrow();
    assertThat(((TcmrDb) read.datasets().get(0)).file()).isEqualTo(project.resolve("data/b.pt"));
  }

  @Test
  void a_seed_without_a_checkpoint_is_reported() throws IOException {
    Files.copy(project.resolve("models/a.safetensors"), project.resolve("models/b.safetensors"));
    assertThat(
            mistakes(
                """
                name: mine
                models: [{name: own, architecture: tcmr, checkpoint: [../../models/a.safetensors,
                          ../../models/b.safetensors]}]
                datasets: [walks]
                seeds: [2, 3]
                """))
        .containsExactly(
            "experiments/mine/experiment.yaml:5: seeds: model own has no checkpoint for seed 3; it"
                + " has 2");
  }

  @Test
  void an_experiment_that_is_not_there_is_one_sentence() {
    Path nowhere = project.resolve("experiments/nowhere");
    assertThatThrownBy(() -> reader().read(nowhere, List.of()))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s: there is no such experiment; name a folder with an experiment.yaml, or a YAML file"
                .formatted(nowhere));
  }

  @Test
  void options_are_held_against_the_architecture() throws IOException {
    assertThat(
            mistakes(
                """
                name: mine
                models:
                  - {name: a, architecture: tcmr, window: 2}
                  - {name: b, architecture: tcmr, residual: true, all-branch: false}
                  - {name: c, architecture: meva, window: 91}
                  - {name: d, architecture: spin, hidden: 64}
                  - {name: e, architecture: glot, short-heads: 0}
                datasets: [walks]
                """))
        .containsExactly(
            "experiments/mine/experiment.yaml:3: models.a.window: must be at least 3, got 2",
            "experiments/mine/experiment.yaml:4: models.b: residual: true needs all-branch: true,"
                + " whose feature the static one is added to",
            "experiments/mine/experiment.yaml:5: models.c.window: must be at most 90, got 91",
            "experiments/mine/experiment.yaml:6: models.d.hidden: unknown key; known are [name,"
                + " architecture, checkpoint]",
            "experiments/mine/experiment.yaml:7: models.e.short-heads: must be at least 1, got 0");
  }

  @Test
  void a_wrong_name_in_a_list_of_one_is_one_mistake() throws IOException {
    assertThat(mistakes("name: mine\nmodels: [vibe]\ndatasets: [wakls]\nseeds: [1, 1]\n"))
        .containsExactly(
            "experiments/mine/experiment.yaml:3: datasets[0]: expected a name in configs/datasets or"
                + " a map, got \"wakls\"; did you mean walks?; known are [walks]");
  }

  @Test
  void names_of_persons_that_yaml_would_split_read_back() throws IOException {
    put("experiments/mine/p.npz", "arrays");
    ExperimentConfig read =
        read(
            """
            name: mine
            models:
              - name: own
                architecture: predictions
                checkpoint: p.npz
                sequence-of: {"a: b": "c # d", "- e": "{f}", "true": "12", "g\\"h": " i "}
            datasets: [walks]
            report: {title: Mine}
            """);
    Path copy = project.resolve("copy.yaml");
    Files.writeString(copy, ConfigWriter.write(read, reader().roots()));
    assertThat(reader().read(copy, List.of())).isEqualTo(read);
    assertThat(((ModelConfig.Predictions) read.models().get(0)).sequenceOf())
        .containsEntry("a: b", "c # d")
        .containsEntry("- e", "{f}")
        .containsEntry("true", "12")
        .containsEntry("g\"h", " i ");
  }
}
