package hmrbench.testing;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.core.FloatGrid;
import hmrbench.io.NdArray;
import hmrbench.io.npy.Npz;
import java.nio.file.Path;

/** One npz of golden outputs. */
public final class Golden {

  private final Npz file;

  private Golden(Npz file) {
    this.file = file;
  }

  /** A file below {@code golden/expected}; the test is skipped where it is absent. */
  public static Golden of(String name) {
    return new Golden(Npz.open(Shared.golden("expected/" + name)));
  }

  /** Outputs of a second implementation of ours, below {@code golden} in the test resources. */
  public static Golden own(String name) {
    return new Golden(Npz.open(ownFile(name)));
  }

  /** A file below {@code golden} in the test resources. */
  public static Path ownFile(String name) {
    return Shared.projectRoot().resolve("workbench/src/test/resources/golden").resolve(name);
  }

  /** A checkpoint, unpacked; the test is skipped where it is absent. */
  public static Path checkpoint(String name) {
    return Shared.golden("checkpoints/" + name);
  }

  public FloatGrid floats(String name) {
    return file.get(name).toFloatGrid();
  }

  public NdArray array(String name) {
    return file.get(name);
  }

  /**
   * Asserts that values agree to a share of the largest expected one.
   *
   * @param relative largest difference allowed, over the largest expected magnitude
   */
  public void assertClose(String name, FloatGrid actual, double relative) {
    FloatGrid expected = floats(name);
    assertThat(actual.length()).as("values of %s", name).isEqualTo(expected.length());
    double largest = 0;
    double worst = 0;
    for (int i = 0; i < expected.length(); i++) {
      largest = Math.max(largest, Math.abs(expected.get(i)));
      worst = Math.max(worst, Math.abs(expected.get(i) - actual.get(i)));
    }
    assertThat(worst / largest).as("relative difference of %s", name).isLessThan(relative);
  }
}
