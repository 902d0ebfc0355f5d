package hmrbench.io.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.FloatGrid;
import hmrbench.io.NdArray;
import hmrbench.io.Tensors;
import hmrbench.io.npy.Npz;
import hmrbench.io.pickle.Pickle;
import hmrbench.testing.Shared;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchGoldenTest {

  @ParameterizedTest
  @ValueSource(strings = {"dev_tcmr_h64", "dev_vibe_res_h64"})
  void both_containers_hold_the_same_weights(String name) {
    Tensors legacy =
        TorchCheckpoint.open(Shared.golden("checkpoints/" + name + "_legacy.pth.tar"))
            .tensors("gen_state_dict");
    Tensors zip =
        TorchCheckpoint.open(Shared.golden("checkpoints/" + name + "_zip.pth.tar"))
            .tensors("gen_state_dict");
    assertThat(legacy.names()).hasSizeGreaterThan(30).containsExactlyElementsOf(zip.names());
    for (String tensor : legacy.names()) {
      assertThat(legacy.floats(tensor)).as(tensor).isEqualTo(zip.floats(tensor));
    }
    assertThat(legacy.metadata()).containsEntry("container", "torch legacy stream");
    assertThat(zip.metadata()).containsEntry("container", "torch zip container");
    assertThat(legacy.metadata().get("performance")).isEqualTo(zip.metadata().get("performance"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev_tcmr_h64_legacy",
        "dev_vibe_res_h64_zip",
        "dev_vibe_bi_nores_h48_zip",
        "dev_mpsnet_zip",
        "dev_glot_zip"
      })
  void the_body_in_a_checkpoint_is_the_body_of_its_own_file(String name) {
    Tensors weights =
        TorchCheckpoint.open(Shared.golden("checkpoints/" + name + ".pth.tar")).weights();
    String template =
        weights.names().stream().filter(n -> n.endsWith("smpl.v_template")).findFirst().get();
    FloatGrid vertices =
        Pickle.read(Shared.golden("base_data/SMPL_NEUTRAL.pkl"))
            .key("v_template")
            .array()
            .toFloatGrid();
    assertThat(weights.floats(template)).isEqualTo(vertices);
    String pose =
        weights.names().stream().filter(n -> n.endsWith("regressor.init_pose")).findFirst().get();
    assertThat(weights.floats(pose).toArray())
        .isEqualTo(Npz.open(Shared.golden("base_data/smpl_mean_params.npz")).get("pose").floats());
  }

  @Test
  void the_tree_of_a_trainer_is_there_with_scalars_and_optimizer() {
    TorchCheckpoint checkpoint =
        TorchCheckpoint.open(Shared.golden("checkpoints/dev_tcmr_h64_legacy.pth.tar"));
    assertThat(checkpoint.root().keys())
        .containsExactly(
            "epoch",
            "gen_state_dict",
            "performance",
            "gen_optimizer",
            "disc_motion_state_dict",
            "disc_motion_optimizer");
    assertThat(checkpoint.root().key("performance").number()).isGreaterThan(0);
    assertThat(
            checkpoint
                .root()
                .key("gen_optimizer")
                .key("param_groups")
                .items()
                .get(0)
                .key("lr")
                .number())
        .isCloseTo(5e-5, within(1e-12));
    assertThat(checkpoint.tensors("disc_motion_state_dict").names()).isNotEmpty();
  }

  @Test
  void a_packed_checkpoint_can_be_named_as_it_is() {
    Path plain = Shared.golden("checkpoints/dev_tcmr_h64_zip.pth.tar");
    Path packed =
        Shared.golden("checkpoints/dev_tcmr_h64_zip.pth.tar.gz"); // itself, not what is in it
    assertThat(packed.toString()).endsWith(".gz");
    String name = "regressor.fc1.weight";
    assertThat(TorchCheckpoint.open(packed).weights().floats(name))
        .isEqualTo(TorchCheckpoint.open(plain).weights().floats(name));
  }

  @Test
  void recurrent_weights_have_the_shape_of_a_gru() {
    Tensors weights =
        TorchCheckpoint.open(Shared.golden("checkpoints/dev_tcmr_h64_zip.pth.tar"))
            .tensors("gen_state_dict");
    String name =
        weights.names().stream().filter(n -> n.endsWith("weight_hh_l0")).findFirst().get();
    assertThat(weights.shape(name)).containsExactly(3 * 64, 64);
    assertThat(NdArray.of(weights.floats(name)).toString()).isEqualTo("float32 [192, 64]");
  }
}
