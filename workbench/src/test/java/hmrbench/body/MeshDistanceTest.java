package hmrbench.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.FloatGrid;
import hmrbench.core.SmplTrack;
import hmrbench.testing.Shared;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Meshes of two bodies about their roots: a body of 24 vertices, one on each joint, made by {@code
 * golden/world/more.py}, and one that is a tenth larger.
 */
class MeshDistanceTest {

  private static final Path FILE =
      Shared.projectRoot()
          .resolve("workbench/src/test/resources/golden/world/sam3d/body/SMPL_NEUTRAL.npz");

  private static BodyModel body(float scale) {
    BodyArrays given = BodyFiles.read(FILE).arrays();
    float[] template = given.template().toArray();
    for (int i = 0; i < template.length; i++) {
      template[i] *= scale;
    }
    return new BodyModel(
        new BodyArrays(
            given.name(),
            FloatGrid.owning(template, given.template().shape()),
            given.shapeDirections(),
            given.poseDirections(),
            given.jointRegressor(),
            given.skinning(),
            given.parents(),
            given.faces(),
            given.regressors()));
  }

  private static SmplTrack still(int frames) {
    float[] values = new float[frames * 24 * 9];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 9 % 4 == 0 ? 1 : 0;
    }
    return new SmplTrack(
        FloatGrid.owning(values, frames, 24, 3, 3),
        FloatGrid.zeros(frames, 10),
        FloatGrid.zeros(frames, 3));
  }

  @Test
  void a_body_that_is_a_tenth_larger_is_a_tenth_of_its_size_off() {
    int frames = 70; // more than are posed at a time
    FloatGrid rest = body(1).arrays().template();
    double sum = 0;
    for (int v = 0; v < 24; v++) {
      double squares = 0;
      for (int axis = 0; axis < 3; axis++) {
        double hips = (rest.at(1, axis) + rest.at(2, axis)) / 2;
        squares += (rest.at(v, axis) - hips) * (rest.at(v, axis) - hips);
      }
      sum += Math.sqrt(squares);
    }
    double[] errors =
        body(1.1f)
            .vertexErrorAboutRootMm(still(frames), body(1), still(frames), JointRecipe.SMPL24_HIPS)
            .presentValues();
    assertThat(errors).hasSize(frames);
    assertThat(errors[69]).isEqualTo(0.1 * 1000 * sum / 24, within(1e-2));
    BodyModel same = body(1);
    assertThat(
            same.vertexErrorAboutRootMm(still(3), same, still(3), JointRecipe.SMPL24_HIPS)
                .presentValues())
        .containsOnly(0);
  }
}
