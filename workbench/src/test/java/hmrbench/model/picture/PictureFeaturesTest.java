package hmrbench.model.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.tensor.ComputeDevice;
import hmrbench.testing.TinyBackbone;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFeaturesTest {

  private static final int PIXELS = 3 * 32 * 32;

  @Test
  void a_feature_that_is_no_number_is_refused_and_never_kept(@TempDir Path folder) {
    Path weights = TinyBackbone.write(folder.resolve("weights.safetensors"), 1);
    float[] two = new float[2 * PIXELS];
    try (PictureFeatures features = PictureFeatures.open(weights, ComputeDevice.CPU)) {
      assertThat(features.of(FloatGrid.copyOf(two, 2, 3, 32, 32)).isFinite()).isTrue();
      Arrays.fill(two, PIXELS, 2 * PIXELS, Float.NaN);
      assertThatThrownBy(() -> features.of(FloatGrid.copyOf(two, 2, 3, 32, 32)))
          .isInstanceOf(Fault.class)
          .hasMessageStartingWith(weights + ": features of pictures are NaN or infinite;");
    }
  }
}
