package hmrbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.body.BodyArrays;
import hmrbench.body.BodyFiles;
import hmrbench.core.Fault;
import hmrbench.io.NdArray;
import hmrbench.io.Tensors;
import hmrbench.io.torch.TorchCheckpoint;
import hmrbench.io.torch.TorchWriter;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints as the official trainers save them. */
class OfficialLayoutTest {

  private record Named(Map<String, NdArray> arrays) implements Tensors {

    @Override
    public Set<String> names() {
      return arrays.keySet();
    }

    @Override
    public NdArray array(String name) {
      return arrays.get(name);
    }

    @Override
    public Map<String, String> metadata() {
      return Map.of();
    }
  }

  private static Tensors without(Tensors all, String part) {
    Map<String, NdArray> kept = new LinkedHashMap<>();
    all.names().stream()
        .filter(name -> !name.contains(part))
        .forEach(name -> kept.put(name, all.array(name)));
    return new Named(kept);
  }

  /** Of the official program's own file all is taken away that a body model gives back. */
  @ParameterizedTest
  @ValueSource(strings = {"dev_tcmr_h64_zip.pth.tar", "dev_vibe_res_h64_zip.pth.tar"})
  void with_a_body_model_the_file_has_every_tensor_of_the_official_one(
      String name, @TempDir Path folder) throws IOException {
    Tensors official = Checkpoints.open(Shared.golden("checkpoints/" + name));
    for (String part : List.of("SMPL_NEUTRAL.pkl", "J_regressor_extra.npy")) {
      Files.copy(Shared.golden("base_data/" + part), folder.resolve(part));
    }
    BodyArrays body = BodyFiles.read(folder).arrays();
    Path file = folder.resolve("again.pth.tar");
    TorchWriter.write(
        file, OfficialLayout.of(without(official, "smpl."), Optional.of(55.8), Optional.of(body)));
    TorchCheckpoint again = TorchCheckpoint.open(file);
    Tensors written = again.tensors("gen_state_dict");
    assertThat(written.names()).containsExactlyInAnyOrderElementsOf(official.names());
    for (String tensor : official.names()) {
      NdArray expected = official.array(tensor);
      NdArray actual = written.array(tensor);
      assertThat(actual.dtype()).as(tensor).isEqualTo(expected.dtype());
      assertThat(actual.shape()).as(tensor).isEqualTo(expected.shape());
      assertThat(actual.doubles()).as(tensor).isEqualTo(expected.doubles());
    }
    assertThat(again.root().keys()).containsExactly("epoch", "gen_state_dict", "performance");
    assertThat(again.root().key("performance").number()).isEqualTo(55.8);
  }

  @Test
  void a_regressor_alone_lies_as_in_the_file_of_spin() {
    Path shipped = Shared.projectRoot().resolve("models/spin-simulated/seed-1/weights.safetensors");
    Map<String, Object> file =
        OfficialLayout.of(Checkpoints.open(shipped), Optional.empty(), Optional.empty());
    assertThat(file).containsOnlyKeys("model");
    assertThat(((Map<?, ?>) file.get("model")).keySet().stream().map(Object::toString))
        .hasSize(13)
        .contains("fc1.weight", "deccam.bias", "init_pose");
  }

  @Test
  void what_has_no_regressor_of_spin_is_refused() {
    Tensors other = new Named(Map.of("linear.weight", NdArray.of(new float[] {1}, 1)));
    assertThatThrownBy(() -> OfficialLayout.of(other, Optional.empty(), Optional.empty()))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "expected the weights of a network with SPIN's regressor (fc1.weight, decpose.weight),"
                + " got 1 tensors without");
  }
}
