package hmrbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.io.NdArray;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.run.WeightComparison.Change;
import hmrbench.run.WeightComparison.Difference;
import hmrbench.run.WeightComparison.Kind;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightComparisonTest {

  @TempDir Path folder;

  private Path file(String name, Map<String, NdArray> tensors) {
    Path file = folder.resolve(name);
    SafeTensors.write(file, new LinkedHashMap<>(tensors), Map.of());
    return file;
  }

  private static NdArray row(float... values) {
    return NdArray.of(values, values.length);
  }

  @Test
  void tells_what_was_added_removed_reshaped_and_changed() {
    Path a =
        file(
            "a.safetensors",
            Map.of("gone", row(1), "kept", row(1, 2), "moved", row(3, 0, 4), "grown", row(1)));
    Path b =
        file(
            "b.safetensors",
            Map.of("new", row(1), "kept", row(1, 2), "moved", row(3, 1, 2), "grown", row(1, 1)));
    List<Difference> all = WeightComparison.of(a, b);
    assertThat(all)
        .extracting(it -> it.name() + " " + it.kind())
        .containsExactly(
            "gone REMOVED", "grown RESHAPED", "kept SAME", "moved CHANGED", "new ADDED");
    Change moved =
        all.stream()
            .filter(it -> it.kind() == Kind.CHANGED)
            .findFirst()
            .orElseThrow()
            .change()
            .orElseThrow();
    assertThat(moved.changed()).isEqualTo(2);
    assertThat(moved.largest()).isEqualTo(2);
    assertThat(moved.norm()).isCloseTo(Math.sqrt(5), within(1e-12));
    assertThat(moved.relative().orElseThrow()).isCloseTo(Math.sqrt(5) / 5, within(1e-12));
    // -2, 0 and 1 of -2 to 2: the first, the middle and the seventh of nine parts.
    assertThat(moved.histogram()).containsExactly(1, 0, 0, 0, 1, 0, 1, 0, 0);
  }
}
