package hmrbench.model.resnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hmrbench.body.BodyFiles;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.Rotations;
import hmrbench.core.SmplTrack;
import hmrbench.model.spin.Spin;
import hmrbench.tensor.CheckpointParameters;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.Grids;
import hmrbench.tensor.TensorEngine;
import hmrbench.testing.Golden;
import hmrbench.testing.Shared;
import hmrbench.testing.TensorMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Golden data: the official network on weights that a formula gives, by the name of each tensor.
 */
class HmrTest {

  // The bound of the golden set; 53 convolutions of up to 4608 float32 products each.
  private static final double PARITY = 1e-4;

  private static TensorMap weights;

  @BeforeAll
  static void makeWeights() throws IOException {
    JsonNode formula =
        new ObjectMapper().readTree(Shared.golden("expected/hmr_formula.json").toFile());
    weights = new TensorMap();
    String prefix = formula.get("key_prefix").asText();
    for (Map.Entry<String, JsonNode> entry : formula.get("tensors").properties()) {
      JsonNode tensor = entry.getValue();
      int[] shape =
          StreamSupport.stream(tensor.get("shape").spliterator(), false)
              .mapToInt(JsonNode::asInt)
              .toArray();
      float[] values =
          values(
              prefix + entry.getKey(),
              FloatGrid.zeros(shape).length(),
              tensor.get("c").asDouble(),
              tensor.get("s").asDouble());
      assertThat((double) values[2]).isEqualTo(tensor.get("first").get(2).asDouble());
      assertThat((double) values[values.length - 1]).isEqualTo(tensor.get("last").asDouble());
      weights.put(entry.getKey(), FloatGrid.owning(values, shape));
    }
    BodyFiles.MeanBody mean =
        BodyFiles.mean(Shared.golden("base_data/smpl_mean_params.npz").resolveSibling(""))
            .orElseThrow();
    weights.put("init_pose", mean.pose6d().reshape(1, 144));
    weights.put("init_shape", mean.betas().reshape(1, 10));
    weights.put("init_cam", mean.camera().reshape(1, 3));
  }

  /** The rule of hmr_formula.json: FNV-1a of the name seeds a SplitMix64 sequence. */
  private static float[] values(String name, int count, double centre, double spread) {
    long seed = 0xcbf29ce484222325L;
    for (byte letter : name.getBytes(StandardCharsets.UTF_8)) {
      seed = (seed ^ (letter & 0xff)) * 0x100000001b3L;
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      long z = seed + (i + 1) * 0x9E3779B97F4A7C15L;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      z = z ^ (z >>> 31);
      values[i] = (float) (centre + spread * ((z >>> 40) * 0x1p-23 - 1));
    }
    return values;
  }

  @Test
  void agrees_with_the_official_network_from_pixels_to_body() {
    Golden golden = Golden.of("hmr_formula.npz");
    try (Hmr hmr = Hmr.of(weights, "formula", ComputeDevice.CPU);
        NDManager manager = TensorEngine.newManager()) {
      NDArray image = hmr.network().stem(Grids.toTensor(manager, golden.floats("input")));
      golden.assertClose("maxpool_corner", corner(image), PARITY);
      for (int stage = 0; stage < 4; stage++) {
        image = hmr.network().stage(stage, image);
        golden.assertClose("layer%d_corner".formatted(stage + 1), corner(image), PARITY);
      }
      FloatGrid features = hmr.features(golden.floats("input"));
      golden.assertClose("features", features, PARITY);
      SmplTrack bodies = hmr.bodies(features);
      FloatGrid theta = golden.floats("theta");
      for (int n = 0; n < 3; n++) {
        for (int i = 0; i < 3; i++) {
          assertThat((double) bodies.camera().at(n, i)).isCloseTo(theta.at(n, i), within(PARITY));
        }
        for (int i = 0; i < 10; i++) {
          assertThat((double) bodies.betas().at(n, i))
              .isCloseTo(theta.at(n, 75 + i), within(PARITY));
        }
        for (int j = 0; j < 24; j++) {
          double[] expected = new double[9];
          int at = 3 + 3 * j;
          Rotations.fromAxisAngle(
              theta.at(n, at), theta.at(n, at + 1), theta.at(n, at + 2), expected);
          for (int i = 0; i < 9; i++) {
            assertThat((double) bodies.rotations().at(n, j, i / 3, i % 3))
                .isCloseTo(expected[i], within(PARITY));
          }
        }
      }
    }
  }

  @Test
  void one_program_answers_as_its_layers_do() {
    FloatGrid images = Golden.of("hmr_formula.npz").floats("input");
    try (Hmr hmr = Hmr.of(weights, "formula", ComputeDevice.CPU)) {
      FloatGrid layers = hmr.layerByLayer(images);
      FloatGrid program = hmr.features(images);
      assertThat(program.shape()).isEqualTo(layers.shape());
      for (int i = 0; i < layers.length(); i++) {
        assertThat((double) program.get(i)).isCloseTo(layers.get(i), within(PARITY));
      }
    }
  }

  @Test
  void answers_several_threads_as_it_answers_one() {
    FloatGrid images = Golden.of("hmr_formula.npz").floats("input");
    try (Hmr hmr = Hmr.of(weights, "formula", ComputeDevice.CPU)) {
      FloatGrid alone = hmr.features(images);
      List<FloatGrid> together =
          IntStream.range(0, 4).parallel().mapToObj(thread -> hmr.features(images)).toList();
      assertThat(together).allSatisfy(features -> assertThat(features).isEqualTo(alone));
    }
  }

  private static FloatGrid corner(NDArray image) {
    return Grids.toGrid(image.get(":, 0:8, 0:6, 0:6"));
  }

  @Test
  void does_not_miss_the_counter_that_older_files_lack_and_newer_ones_have() {
    TensorMap newer = weights.without("").put("bn1.num_batches_tracked", new float[1], 1);
    try (Hmr hmr = Hmr.of(newer, "newer", ComputeDevice.CPU)) {
      assertThat(hmr.features(FloatGrid.zeros(0, 3, 224, 224)).size(0)).isZero();
    }
  }

  @Test
  void names_a_missing_tensor_and_one_that_has_no_place() {
    assertThatThrownBy(
            () -> Hmr.of(weights.without("layer3.4.bn2.running_var"), "cut.pt", ComputeDevice.CPU))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("cut.pt: tensor layer3.4.bn2.running_var [256] is missing");
    TensorMap more = weights.without("").put("fc3.weight", new float[1], 1);
    assertThatThrownBy(() -> Hmr.of(more, "more.pt", ComputeDevice.CPU))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "more.pt: 1 tensors have no place in a hmr network, the first is fc3.weight; is it a"
                + " checkpoint of another architecture?");
  }

  @Test
  void its_file_also_serves_the_regressor_alone() {
    try (NDManager manager = TensorEngine.newManager()) {
      CheckpointParameters parameters = new CheckpointParameters(weights, "spin.pt", manager);
      assertThat(new Spin(parameters).featureSize()).isEqualTo(ResNet50.FEATURES);
      parameters.requireAllUsed("spin");
      assertThat(parameters.usage().extras()).contains("layer4.2.conv3.weight");
    }
  }
}
