package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.testing.GoldenData;
import hmrbench.testing.OfficialFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train} on files in the official layouts. */
class OfficialTrainTest {

  @TempDir private Path folder;

  private void write(String model, String windows, String protocol, String more)
      throws IOException {
    Path golden = GoldenData.folder();
    OfficialFiles.allIn(folder.resolve("db"));
    Files.writeString(
        folder.resolve("small.yaml"),
        """
        name: small
        models: [%2$s]
        start: %1$s/checkpoints/dev_tcmr_h64_legacy.pth.tar
        mixture:
          with-2d:
            - {kind: insta, file: db/insta_train_db.h5, fps: 25}
            - {kind: posetrack, file: db/posetrack_train_db.pt, fps: 25, stride: 4}
          with-3d:
            - {kind: 3dpw, file: db/3dpw_train_db.pt, fps: 30}
            - {kind: mpii3d, file: db/mpii3d_train_scale12_db.pt, fps: 25}
            - {kind: h36m, file: db/h36m_train_25fps_db.pt, fps: 25, body: false}
          share-2d: 0.6
          windows: %3$s
          mixed-rates: true
          dropout: 0.5
          body-model: %1$s/base_data
          validation: {name: val, format: tcmr-db, kind: 3dpw, file: %1$s/preprocessed_data/3dpw_test_db.pt, fps: 30, body-model: %1$s/base_data}
          protocol: %4$s
        sizes: {hidden: 8, layers: 1, regressor: 1024, attention: 8, directions: 1}
        temporal: {steps: 10, batch: 5, rate: 0.00005}
        optimiser: {}
        plateau: {patience: 5, factor: 0.1, threshold: 0.0001}
        validation: {every: 10}
        output: out
        %5$s
        """
            .formatted(golden, model, windows, protocol, more));
  }

  private Typed train(String... more) {
    List<String> words =
        new java.util.ArrayList<>(
            List.of("train", "small.yaml", "--work", "work", "--device", "cpu"));
    words.addAll(List.of(more));
    return Typed.in(folder, words.toArray(String[]::new));
  }

  @Test
  void an_epoch_of_tcmr_on_every_layout_leaves_a_scored_checkpoint() throws IOException {
    write("tcmr", "tcmr", "tcmr-trainer", "");
    Typed said = train();
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.err())
        .contains("with 2D joints: 3 windows of ")
        .contains("with 3D joints: 15 windows of ")
        .contains("without SMPL labels");
    Path seed = folder.resolve("out/tcmr-official/seed-1");
    assertThat(Files.readString(seed.resolve("model.yaml")))
        .contains("architecture: tcmr\n", "  starts-from: \"the regressor of SHA-256 ")
        .containsPattern("validation:\n  mpjpe_mm: [0-9.]+\n  pa_mpjpe_mm: [0-9.]+\n");
    List<String> losses = Files.readAllLines(seed.resolve("loss.csv"));
    assertThat(losses).hasSize(2);
    for (String number : losses.get(1).split(",", -1)) {
      assertThat(Double.parseDouble(number)).isPositive();
    }
    assertThat(train().err()).contains("tcmr seed 1: done before");
  }

  @Test
  void vibe_is_held_against_captured_motion() throws IOException {
    Path amass = hmrbench.testing.Shared.golden("preprocessed_data/amass_db.pt");
    write(
        "vibe-seq",
        "vibe",
        "vibe",
        "discriminator: {weight: 0.5, rate: 0.0001, hidden: 16, decay: 0.0001, dropout: 0.2}");
    Typed said = train("--set", "temporal.steps=3", "--set", "mixture.motion=" + amass);
    assertThat(said.code()).as(said.err()).isZero();
    List<String> losses =
        Files.readAllLines(folder.resolve("out/vibe-seq-official/seed-1/loss.csv"));
    assertThat(losses.get(0)).endsWith("adversarial,discriminator_real,discriminator_fake");
    assertThat(losses.get(1).split(",", -1)).allMatch(it -> Double.parseDouble(it) > 0);
  }

  @Test
  void what_is_missing_is_one_list_with_where_to_get_it() {
    Typed said = Typed.in(folder, "train", "official-tcmr-table-4-3dpw");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains(
            "mixture.with-2d[0].file: missing file ",
            "insta_train_db.h5\n    get it from https://github.com/mkocabas/VIBE",
            "mixture.with-3d[2].file: missing file ",
            "3dpw_val_db.pt",
            "spin_model_checkpoint.pth.tar",
            "SMPL_NEUTRAL.pkl")
        .doesNotContain("expected", "unknown key");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void an_experiment_trains_its_recipes_and_scores_what_they_made() throws IOException {
    write("tcmr", "tcmr", "tcmr-trainer", "");
    Path golden = GoldenData.folder();
    Path study = Files.createDirectories(folder.resolve("study"));
    String recipe = Files.readString(folder.resolve("small.yaml"));
    recipe = recipe.replace("db/", "../db/").replace("steps: 10", "steps: 2");
    Files.writeString(study.resolve("training.yaml"), recipe);
    Files.writeString(
        study.resolve("training-alone.yaml"),
        recipe
            .replace("name: small", "name: alone")
            .replace("[tcmr]", "[{name: alone, architecture: tcmr}]")
            .replace(
                "optimiser: {}",
                "optimiser: {}\nloss: {joints-2d: 300, joints-3d: 300, pose: 60, shape: 0.06,"
                    + " branches: false}"));
    Files.writeString(
        study.resolve("experiment.yaml"),
        """
        name: study
        models:
          - {name: tcmr, architecture: tcmr, checkpoint: [out/tcmr-official/seed-1/weights.safetensors]}
          - {name: alone, architecture: tcmr, checkpoint: [out/alone-official/seed-1/weights.safetensors]}
        datasets:
          - {name: golden, format: tcmr-db, kind: 3dpw, file: %1$s/preprocessed_data/3dpw_test_db.pt, fps: 30, body-model: %1$s/base_data}
        protocols: [tcmr]
        report: {title: Study}
        """
            .formatted(golden));
    assertThat(Typed.in(folder, "run", "study").err()).contains("missing file ");
    Typed said = Typed.in(folder, "run", "study", "--train", "--device", "cpu", "--out", "records");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out())
        .contains("checkpoints: ")
        .containsPattern("(?m)^[| ]*tcmr ")
        .containsPattern("(?m)^[| ]*alone ");
    assertThat(folder.resolve("records/summary.csv")).isRegularFile();
    assertThat(folder.resolve("study/out/alone-official/seed-1/model.yaml"))
        .content()
        .contains("branches: false", "command: \"./hmrbench train ");
    assertThat(folder.resolve("study/out/tcmr-official/seed-1/model.yaml"))
        .content()
        .doesNotContain("branches");
  }

  @Test
  void an_experiment_to_be_trained_tells_all_that_is_missing_and_trains_nothing() {
    Typed said = Typed.in(folder, "run", "tcmr-table-1", "--train");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .startsWith("hmrbench: 11 files are missing")
        .contains("insta_train_db.h5", "3dpw_val_db.pt", "3dpw_test_db.pt", "SMPL_NEUTRAL.pkl")
        .contains("training.yaml --estimate` says without them how long the training takes")
        .doesNotContain("weights.safetensors");
    assertThat(folder).isEmptyDirectory();
    assertThat(Typed.in(folder, "run", "quickstart", "--train").err())
        .contains("has no recipe; leave --train out, or write a training.yaml there");
  }

  @Test
  void an_estimate_needs_no_file_and_names_those_that_are_missing() {
    Typed said =
        Typed.in(
            folder,
            "train",
            "official-tcmr-table-4-3dpw",
            "--estimate",
            "--device",
            "cpu",
            "--set",
            "sizes={hidden: 4, layers: 1, regressor: 4, attention: 4}");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out())
        .containsPattern("\\| tcmr \\| [0-9]+\\.[0-9]{3} \\| 15000 \\| 1 \\| [0-9.]+ \\|")
        .contains("trainings at once on cpu", "insta_train_db.h5", "files are missing");
    assertThat(folder).isEmptyDirectory();
    assertThat(Typed.in(folder, "train", "train-simulated", "--estimate").err())
        .contains("recipe train-simulated has no mixture of official files");
  }

  @Test
  void an_estimate_times_the_reading_of_files_that_are_there() throws IOException {
    write("tcmr", "tcmr", "tcmr-trainer", "");
    Typed said = train("--estimate");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out())
        .containsPattern("reading files: [1-9][0-9]* windows/s on one thread, [0-9.]+ ms of each")
        .doesNotContain("missing");
  }

  @Test
  void every_official_recipe_lacks_nothing_but_files() {
    for (String recipe :
        List.of(
            "official-tcmr-table-4-3dpw",
            "official-tcmr-table-4-h36m-mpii3d",
            "official-tcmr-table-6-3dpw",
            "official-tcmr-table-6-h36m",
            "official-tcmr-table-6-mpii3d",
            "official-vibe",
            "official-vibe-3dpw",
            "official-vibe-3dpw-2020")) {
      Typed said = Typed.in(folder, "train", recipe);
      assertThat(said.code()).isEqualTo(2);
      assertThat(said.err().lines().filter(line -> !line.startsWith("    get it from ")))
          .as(recipe)
          .isNotEmpty()
          .allMatch(line -> line.contains(": missing file "));
      assertThat(said.err().lines().filter(line -> line.startsWith("    get it from ")).count())
          .as(recipe)
          .isEqualTo(said.err().lines().count() / 2);
    }
  }

  @Test
  void a_feature_that_is_not_finite_ends_a_training_with_one_sentence() throws IOException {
    write("tcmr", "tcmr", "tcmr-trainer", "");
    Map<String, hmrbench.io.NdArray> arrays = OfficialFiles.with2d(49, 16);
    float[] features = arrays.get("features").floats();
    features[9] = Float.POSITIVE_INFINITY;
    arrays.put("features", hmrbench.io.NdArray.of(features, 16, 2048));
    hmrbench.io.JoblibOut.write(folder.resolve("db/bad.pt"), arrays);
    Typed said = train("--set", "mixture.with-2d=[{kind: posetrack, file: db/bad.pt, fps: 25}]");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains("bad.pt: features: expected finite numbers, got Infinity in row 0");
    assertThat(folder.resolve("out/tcmr-official/seed-1/model.yaml")).doesNotExist();
  }
}
