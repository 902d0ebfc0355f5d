package hmrbench.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import hmrbench.run.ConfigNames;
import hmrbench.run.Extensions;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configs in the layout of TCMR's and VIBE's repositories, with the values that those have. */
class OfficialConfigTest {

  private static final String COMMON =
      """
      DEBUG: false
      DEBUG_FREQ: 5
      LOGDIR: ''
      DEVICE: 'cuda'
      EXP_NAME: '%s'
      OUTPUT_DIR: 'experiments'
      NUM_WORKERS: 8
      SEED_VALUE: %d
      DATASET:
        SEQLEN: 16
      LOSS:
        KP_2D_W: 300.0
        KP_3D_W: 300.0
        SHAPE_W: 0.06
        POSE_W: 60.0
        D_MOTION_LOSS_W: %s
      MODEL:
        TEMPORAL_TYPE: gru
        TGRU:
          NUM_LAYERS: 2
          HIDDEN_SIZE: 1024
      """;

  private static final String TRAIN =
      """
      TRAIN:
        BATCH_SIZE: 32
        NUM_ITERS_PER_EPOCH: 500
        PRETRAINED: ''
        PRETRAINED_REGRESSOR: data/base_data/spin_model_checkpoint.pth.tar
        RESUME: ''
        START_EPOCH: 0
        END_EPOCH: %d
        LR_PATIENCE: 5
        DATA_2D_RATIO: 0.6
        GEN_LR: 0.00005
        GEN_WD: 0.0
        DATASET_EVAL: '%s'
        DATASETS_2D: [%s]
        DATASETS_3D: [%s]
        MOT_DISCR:
          OPTIM: Adam
          LR: 0.0001
          WD: 0.0001
          MOMENTUM: 0.9
          HIDDEN_SIZE: 1024
          NUM_LAYERS: 2
          FEATURE_POOL: attention
          ATT:
            LAYERS: 3
            SIZE: 1024
            DROPOUT: 0.2
      """;

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("config.yaml"), text);
  }

  private static String tcmr(
      String title, boolean overlap, int epochs, String validation, String with2d, String with3d) {
    return "TITLE: '%s'\n".formatted(title)
        + COMMON.formatted("tcmr", 1, "0.0")
        + TRAIN.formatted(epochs, validation, with2d, with3d)
        + "  OVERLAP: %s\n".formatted(overlap);
  }

  private static String vibe(String with3d) {
    return COMMON.formatted("vibe", -1, "0.5")
        + "    ADD_LINEAR: true\n    RESIDUAL: true\n    BIDIRECTIONAL: false\n"
        + TRAIN.formatted(30, "ThreeDPW", "Insta", with3d);
  }

  private TrainingReader reader() {
    return new TrainingReader(
        PathRoots.of(Shared.projectRoot(), Optional.of(folder.resolve("data"))),
        folder,
        ConfigNames.vocabulary(Extensions.all()));
  }

  private TrainingConfig read(Path recipe) {
    TrainingReader.Result result = reader().check(recipe, List.of(), false);
    assertThat(result.mistakes()).isEmpty();
    return result.recipe().orElseThrow();
  }

  private void requireSame(String config, String shipped) throws IOException {
    Path file = file(config);
    TrainingConfig meant = read(file);
    TrainingConfig recipe = read(Path.of(shipped));
    assertThat(meant).usingRecursiveComparison().ignoringFields("name", "output").isEqualTo(recipe);
    assertThat(meant.models()).isEqualTo(recipe.models());
    assertThat(reader().official(file).orElseThrow().unknown()).isEmpty();
    assertThat(reader().official(Path.of(shipped))).isEmpty();
  }

  /** The published configs are the recipes that ship. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      repr_table4_3dpw_model        | true  | 30 | ThreeDPW | Insta            | ThreeDPW, MPII3D, Human36M | official-tcmr-table-4-3dpw
      repr_table4_h36m_mpii3d_model | true  | 45 | ThreeDPW | Insta, PoseTrack | ThreeDPW, MPII3D, Human36M | official-tcmr-table-4-h36m-mpii3d
      repr_table6_3dpw_model        | false | 45 | ThreeDPW | Insta, PoseTrack | MPII3D, Human36M           | official-tcmr-table-6-3dpw
      repr_table6_h36m_model        | false | 45 | Human36M | Insta            | MPII3D, Human36M           | official-tcmr-table-6-h36m
      repr_table6_mpii3d_model      | false | 30 | ThreeDPW | Insta, PoseTrack | MPII3D, Human36M           | official-tcmr-table-6-mpii3d
      """)
  void a_config_of_tcmr_means_the_recipe_that_ships(
      String title,
      boolean overlap,
      int epochs,
      String validation,
      String with2d,
      String with3d,
      String shipped)
      throws IOException {
    requireSame(tcmr(title, overlap, epochs, validation, with2d, with3d), shipped);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      MPII3D           | official-vibe
      ThreeDPW, MPII3D | official-vibe-3dpw
      """)
  void a_config_of_vibe_means_the_recipe_that_ships(String with3d, String shipped)
      throws IOException {
    requireSame(vibe(with3d), shipped);
  }

  @Test
  void what_a_config_changes_is_in_the_recipe() throws IOException {
    String config =
        tcmr("repr_table4_3dpw_model", true, 30, "ThreeDPW", "Insta", "ThreeDPW")
            .replace("POSE_W: 60.0", "POSE_W: 20")
            .replace("GEN_LR: 0.00005", "GEN_LR: 0.0002")
            .replace("END_EPOCH: 30", "END_EPOCH: 2")
            .replace("NUM_LAYERS: 2\n    HIDDEN_SIZE: 1024", "NUM_LAYERS: 1\n    HIDDEN_SIZE: 512")
            .replace("SEED_VALUE: 1", "SEED_VALUE: 7");
    TrainingConfig meant = read(file(config));
    assertThat(meant.loss().pose()).isEqualTo(20);
    assertThat(meant.temporal().rate()).isEqualTo(0.0002);
    assertThat(meant.temporal().steps()).isEqualTo(1000);
    assertThat(meant.sizes().layers()).isEqualTo(1);
    assertThat(meant.sizes().hidden()).isEqualTo(512);
    assertThat(meant.seeds()).containsExactly(7L);
    assertThat(meant.mixture().orElseThrow().with3d()).hasSize(1);
    assertThat(meant.name()).isEqualTo("repr_table4_3dpw_model");
  }

  @Test
  void keys_that_nothing_knows_are_told() throws IOException {
    String config =
        tcmr("repr_table4_3dpw_model", true, 30, "ThreeDPW", "Insta", "ThreeDPW")
            + "  VELOCITY_W: 3\nGLOT:\n  SHORT: {LAYERS: 3}\n";
    assertThat(reader().official(file(config)).orElseThrow().unknown())
        .containsExactly("TRAIN.VELOCITY_W", "GLOT.SHORT.LAYERS");
  }

  private static final Map<String, String> WRONG =
      Map.of(
          "SEQLEN: 16", "SEQLEN: 90",
          "GEN_WD: 0.0", "GEN_WD: 0.01",
          "RESUME: ''", "RESUME: 'old.pth.tar'",
          "DATASET_EVAL: 'ThreeDPW'", "DATASET_EVAL: 'MPII3D'",
          "DATASETS_2D: [Insta]", "DATASETS_2D: [PennAction]",
          "  POSE_W: 60.0\n", "");

  /** Its program takes SGD, concatenated features and a weight of 1 where a config says nothing. */
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "'  D_MOTION_LOSS_W: 0.5',LOSS.D_MOTION_LOSS_W",
        "'    OPTIM: Adam',TRAIN.MOT_DISCR.OPTIM",
        "'    FEATURE_POOL: attention',TRAIN.MOT_DISCR.FEATURE_POOL",
      })
  void what_vibe_has_another_default_for_may_not_be_left_out(String line, String key)
      throws IOException {
    String config = vibe("MPII3D");
    assertThat(config).contains("\n" + line + "\n");
    Path file = file(config.replace("\n" + line + "\n", "\n"));
    assertThat(reader().check(file, List.of(), false).mistakes())
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains(key + ": is missing");
  }

  @Test
  void a_loss_of_a_discriminator_needs_one() throws IOException {
    String config = vibe("MPII3D");
    Path file = file(config.substring(0, config.indexOf("  MOT_DISCR:")));
    assertThat(reader().check(file, List.of(), false).mistakes())
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("TRAIN.MOT_DISCR: is missing");
  }

  @Test
  void what_no_recipe_does_is_refused_with_its_place() throws IOException {
    String config = tcmr("repr_table4_3dpw_model", true, 30, "ThreeDPW", "Insta", "ThreeDPW");
    for (Map.Entry<String, String> change : WRONG.entrySet()) {
      assertThat(config).contains(change.getKey());
      Path file = file(config.replace(change.getKey(), change.getValue()));
      String key = change.getKey().strip().split(":", 2)[0];
      assertThatThrownBy(() -> reader().official(file))
          .isInstanceOf(Fault.class)
          .hasMessageContaining("config.yaml")
          .hasMessageContaining("." + key + ":");
      assertThat(reader().check(file, List.of(), false).mistakes()).hasSize(1);
      assertThat(reader().isRecipe(file)).as("`validate` tells its mistakes").isTrue();
    }
    Path seq = file(config.replace("SEQLEN: 16", "SEQLEN: 90"));
    assertThatThrownBy(() -> reader().official(seq))
        .hasMessageContaining("DATASET.SEQLEN: expected 16, which recipes are made for, got 90");
  }
}
