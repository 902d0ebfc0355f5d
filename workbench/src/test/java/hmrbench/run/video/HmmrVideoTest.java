package hmrbench.run.video;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.config.ModelConfig;
import hmrbench.core.Fault;
import hmrbench.io.tensorflow.BundleOut;
import hmrbench.model.Models;
import hmrbench.tensor.ComputeDevice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HMMR and the other networks read features of different networks on images, of one length. */
class HmmrVideoTest {

  @TempDir private Path folder;

  private void open(String architecture, Optional<Path> backbone) {
    ModelConfig model = Models.all().named(architecture).network("it", List.of());
    VideoModels.Asked asked =
        new VideoModels.Asked(
            model, Optional.empty(), backbone, Optional.empty(), OptionalLong.of(1), folder);
    VideoModels.open(asked, ComputeDevice.CPU).close();
  }

  @Test
  void hmmr_refuses_the_network_of_the_others() {
    assertThatThrownBy(() -> open("hmmr", Optional.empty()))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "model it reads features of HMMR's own ResNet-50 v2; name hmr_noS5.ckpt-642561.index,"
                + " which has it, as --backbone");
  }

  @Test
  void others_refuse_the_network_of_hmmr() throws IOException {
    Path file =
        new BundleOut(4)
            .floats("resnet_v2_50/conv1/biases", new int[] {1}, 1)
            .write(folder, "hmr_noS5.ckpt-642561");
    assertThatThrownBy(() -> open("tcmr", Optional.of(file)))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "model it does not read features of HMMR's ResNet-50 v2, which --backbone names; name the"
                + " network that made the features it was trained on");
  }

  @Test
  void a_backbone_that_lacks_a_tensor_says_which() throws IOException {
    Path file =
        new BundleOut(4)
            .floats("resnet_v2_50/conv1/biases", new int[] {1}, 1)
            .write(folder, "hmr_noS5.ckpt-642561");
    assertThatThrownBy(() -> open("hmmr", Optional.of(file)))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("tensor resnet_v2_50/conv1/weights [7, 7, 3, 64] is missing");
  }
}
