package hmrbench.model.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.io.NdArray;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.tensor.ComputeDevice;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectionMapsTest {

  @TempDir Path folder;

  private static Map<String, NdArray> weights() {
    SplittableRandom random = new SplittableRandom(5);
    Map<String, NdArray> weights = new LinkedHashMap<>();
    DetectionNetwork.shapes(
        (name, shape) -> {
          int length = 1;
          for (int size : shape) {
            length *= size;
          }
          float[] values = new float[length];
          for (int i = 0; i < length; i++) {
            values[i] = (float) (0.4 * random.nextDouble() - 0.2);
          }
          weights.put(name, NdArray.of(FloatGrid.owning(values, shape)));
        });
    return weights;
  }

  private DetectionMaps open(Map<String, NdArray> weights, Map<String, String> words) {
    Path file = folder.resolve("weights.safetensors");
    SafeTensors.write(file, weights, words);
    return DetectionMaps.open(file, ComputeDevice.CPU);
  }

  private static FloatGrid pixels(int pictures) {
    SplittableRandom random = new SplittableRandom(6);
    float[] values = new float[pictures * 3 * 32 * 48];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return FloatGrid.owning(values, pictures, 3, 32, 48);
  }

  @Test
  void a_picture_has_the_same_maps_alone_and_among_others() {
    try (DetectionMaps maps = open(weights(), Map.of("side", "48"))) {
      FloatGrid among = maps.of(pixels(3));
      FloatGrid alone = maps.of(pixels(1));

      assertThat(maps.side()).isEqualTo(48);
      assertThat(among.shape()).containsExactly(3, 5, 8, 12);
      assertThat(alone.shape()).containsExactly(1, 5, 8, 12);
      for (int i = 0; i < alone.length(); i++) {
        assertThat(alone.get(i)).isCloseTo(among.get(i), within(1e-4f));
      }
    }
  }

  @Test
  void weights_of_another_network_or_without_a_size_are_refused() {
    Map<String, NdArray> less = weights();
    less.remove("said.bias");
    Map<String, NdArray> more = weights();
    more.put("stranger.weight", NdArray.of(FloatGrid.zeros(3)));
    Map<String, NdArray> other = weights();
    other.put("said.bias", NdArray.of(FloatGrid.zeros(4)));

    assertThatThrownBy(() -> open(less, Map.of("side", "48")))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("weights.safetensors: tensor said.bias [5] is missing");
    assertThatThrownBy(() -> open(more, Map.of("side", "48")))
        .hasMessageContaining("1 tensors have no place in a detector network, the first is stra");
    assertThatThrownBy(() -> open(other, Map.of("side", "48")))
        .hasMessageContaining("tensor said.bias: expected shape [5], got [4]");
    assertThatThrownBy(() -> open(weights(), Map.of()))
        .hasMessageContaining("its metadata must say the longer side of its pictures (side: 32 to")
        .hasMessageContaining("got nothing");
    assertThatThrownBy(() -> open(weights(), Map.of("side", "9"))).hasMessageContaining("got 9;");
  }
}
