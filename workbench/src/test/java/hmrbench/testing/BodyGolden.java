package hmrbench.testing;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.core.FloatGrid;
import hmrbench.model.BodyOutput;
import hmrbench.tensor.Grids;
import hmrbench.tensor.SixD;

/** Body parameters against golden ones: camera, axis-angle pose and shape in rows of 85. */
public final class BodyGolden {

  private BodyGolden() {}

  /**
   * Asserts that rotations (as matrices), shape and camera agree.
   *
   * @param theta name of the golden rows [R, 85]
   * @param rotmat name of the golden matrices [R, 24, 3, 3]
   * @param relative largest difference, over the largest expected magnitude of each
   */
  public static void assertClose(
      Golden golden, String theta, String rotmat, BodyOutput body, double relative) {
    golden.assertClose(rotmat, Grids.toGrid(SixD.toMatrices(body.pose6d(), 24)), relative);
    assertParameters(golden.floats(theta), body, relative);
  }

  /** Asserts that camera and shape agree with rows of 85. */
  public static void assertParameters(FloatGrid theta, BodyOutput body, double relative) {
    FloatGrid rows = theta.reshape(theta.length() / 85, 85);
    assertColumns("camera", rows, 0, Grids.toGrid(body.camera()), relative);
    assertColumns("shape", rows, 75, Grids.toGrid(body.betas()), relative);
  }

  private static void assertColumns(
      String name, FloatGrid rows, int from, FloatGrid actual, double relative) {
    assertThat(actual.size(0)).as("rows of %s", name).isEqualTo(rows.size(0));
    double largest = 0;
    double worst = 0;
    for (int r = 0; r < rows.size(0); r++) {
      for (int i = 0; i < actual.size(1); i++) {
        largest = Math.max(largest, Math.abs(rows.at(r, from + i)));
        worst = Math.max(worst, Math.abs(rows.at(r, from + i) - actual.at(r, i)));
      }
    }
    assertThat(worst / largest).as("relative difference of %s", name).isLessThan(relative);
  }
}
