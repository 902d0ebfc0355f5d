package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.core.Remark;
import hmrbench.record.RunFolder;
import hmrbench.testing.Shared;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is sound raises no doubt: the models that ship, on the simulated sets and on real motion.
 * GoldenExperimentsTest holds the golden evaluations to the same.
 */
class SilentChecksTest {

  @TempDir Path folder;

  private List<Remark> remarks(String experiment, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "run",
                Shared.projectRoot().resolve("experiments").resolve(experiment).toString(),
                "--out",
                "out",
                "--set",
                "seeds=[1]",
                "--set",
                "frame-rates=[30]"));
    words.addAll(Arrays.asList(more));
    Typed said = Typed.in(folder, words.toArray(new String[0]));
    assertThat(said.code()).as(said.err()).isZero();
    return RunFolder.open(folder.resolve("out")).manifest().doubtsFirst();
  }

  @Test
  void nothing_is_remarked_on_the_quickstart() {
    assertThat(remarks("quickstart", "--limit", "1")).isEmpty();
  }

  @Test
  @Tag("long")
  void nothing_is_remarked_on_the_models_that_ship_over_the_whole_test_set() {
    assertThat(remarks("quickstart", "--set", "datasets=[rendered-test]")).isEmpty();
  }

  @Test
  void no_doubt_is_raised_about_real_motion() {
    String files =
        "datasets.mocap.files=[%s,%s]"
            .formatted(Shared.data("motion/cmu_01_01.bvh"), Shared.data("motion/cmu_131_01.bvh"));
    assertThat(remarks("real-motion", "--set", files))
        .extracting(Remark::weight)
        .doesNotContain(Remark.Weight.DOUBT);
  }
}
