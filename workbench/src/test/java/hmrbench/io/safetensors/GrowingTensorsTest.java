package hmrbench.io.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.FloatGrid;
import hmrbench.io.NdArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowingTensorsTest {

  private static final Map<String, String> WORDS = Map.of("b", "2", "a", "1");

  @TempDir Path folder;

  private static FloatGrid drawn(int rows, int columns, long seed) {
    Random random = new Random(seed);
    float[] values = new float[rows * columns * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return FloatGrid.owning(values, rows, columns, 3);
  }

  @Test
  void rows_that_come_piece_by_piece_give_the_bytes_of_whole_tensors() throws IOException {
    // 20,000 values and more in one piece: several turns of the buffer.
    List<FloatGrid> wide = List.of(drawn(2, 24, 1), drawn(300, 24, 2), drawn(0, 24, 3));
    List<FloatGrid> narrow = List.of(drawn(2, 1, 4), drawn(300, 1, 5), drawn(0, 1, 6));
    Path grown = folder.resolve("new/grown.safetensors");
    try (GrowingTensors tensors = new GrowingTensors(grown)) {
      for (int i = 0; i < wide.size(); i++) {
        tensors.append("wide", wide.get(i));
        tensors.append("narrow", narrow.get(i));
      }
      tensors.finish(3, WORDS);
    }
    Map<String, NdArray> whole = new LinkedHashMap<>();
    whole.put("wide", NdArray.of(FloatGrid.stacked(wide)));
    whole.put("narrow", NdArray.of(FloatGrid.stacked(narrow)));
    Path written = folder.resolve("written.safetensors");
    SafeTensors.write(written, whole, WORDS);
    assertThat(grown).hasSameBinaryContentAs(written);
    assertThat(SafeTensors.open(grown).floats("wide")).isEqualTo(FloatGrid.stacked(wide));
    assertThat(grown.getParent()).isDirectoryContaining("glob:**/grown.safetensors");
    assertThat(folder.resolve("new")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void a_tensor_that_lacks_a_piece_is_left_out() {
    Path file = folder.resolve("some.safetensors");
    try (GrowingTensors tensors = new GrowingTensors(file)) {
      tensors.append("all", drawn(1, 2, 1));
      tensors.append("some", drawn(1, 2, 1));
      tensors.append("all", drawn(1, 2, 1));
      tensors.finish(2, Map.of());
    }
    assertThat(SafeTensors.open(file).names()).containsExactly("all");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void what_is_not_finished_leaves_nothing() {
    try (GrowingTensors tensors = new GrowingTensors(folder.resolve("never.safetensors"))) {
      tensors.append("all", drawn(1, 2, 1));
      assertThat(folder).isDirectoryContaining("glob:**.part");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void rows_of_another_shape_are_refused() {
    try (GrowingTensors tensors = new GrowingTensors(folder.resolve("mixed.safetensors"))) {
      tensors.append("joints", drawn(1, 2, 1));
      assertThatThrownBy(() -> tensors.append("joints", drawn(1, 3, 1)))
          .hasMessage("tensor joints has the shape [1, 2, 3], got FloatGrid[1, 3, 3]");
    }
  }
}
