package hmrbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.body.BodyModel;
import hmrbench.body.EmbeddedBody;
import hmrbench.body.JointRecipe;
import hmrbench.core.FloatGrid;
import hmrbench.core.Rotations;
import hmrbench.core.SmplTrack;
import hmrbench.metric.Similarity;
import org.junit.jupiter.api.Test;

class AlignedMeshesTest {

  /** Joints and vertices are float32. */
  private static final double SINGLE_PRECISION_MM = 1e-3;

  private static final int FRAMES = 3;

  private static final BodyModel BODY = EmbeddedBody.model();

  /**
   * A body whose joints are bent by so many radians, each about its own axis.
   *
   * @param root how far the whole body is turned
   * @param size first shape value
   */
  private static SmplTrack bent(double bend, double root, float size) {
    float[] vectors = new float[FRAMES * 24 * 3];
    for (int i = 0; i < vectors.length; i++) {
      boolean ofRoot = i % 72 < 3;
      vectors[i] = (float) (ofRoot ? root : bend * Math.sin(1.7 * i));
    }
    float[] betas = new float[FRAMES * 10];
    for (int t = 0; t < FRAMES; t++) {
      betas[t * 10] = size;
    }
    return new SmplTrack(
        Rotations.fromAxisAngle(FloatGrid.owning(vectors, FRAMES, 24, 3)),
        FloatGrid.owning(betas, FRAMES, 10),
        FloatGrid.zeros(FRAMES, 3));
  }

  private static double[] row(FloatGrid points, int frame) {
    double[] row = new double[points.size(1) * 3];
    for (int i = 0; i < row.length; i++) {
      row[i] = points.at(frame, i / 3, i % 3);
    }
    return row;
  }

  @Test
  void vertices_go_along_with_the_joints() {
    SmplTrack predicted = bent(0.2, 0.4, 1);
    SmplTrack truth = bent(0.3, 0, 0);
    double[] errors =
        AlignedMeshes.errorMm(BODY, predicted, BODY, truth, JointRecipe.SMPL24).presentValues();

    FloatGrid joints = BODY.joints(predicted, JointRecipe.SMPL24, 30).metres();
    FloatGrid trueJoints = BODY.joints(truth, JointRecipe.SMPL24, 30).metres();
    FloatGrid meshes = BODY.vertices(predicted);
    FloatGrid trueMeshes = BODY.vertices(truth);
    assertThat(errors).hasSize(FRAMES);
    for (int t = 0; t < FRAMES; t++) {
      Similarity byJoints = Similarity.fit(row(joints, t), row(trueJoints, t)).orElseThrow();
      Similarity byMesh = Similarity.fit(row(meshes, t), row(trueMeshes, t)).orElseThrow();
      double expected = distance(byJoints.apply(row(meshes, t)), row(trueMeshes, t));
      assertThat(errors[t]).isEqualTo(expected, within(SINGLE_PRECISION_MM));
      assertThat(Math.abs(expected - distance(byMesh.apply(row(meshes, t)), row(trueMeshes, t))))
          .as("another number than after the similarity of the meshes")
          .isGreaterThan(10 * SINGLE_PRECISION_MM);
    }
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i += 3) {
      sum +=
          Math.sqrt(
              square(a[i] - b[i]) + square(a[i + 1] - b[i + 1]) + square(a[i + 2] - b[i + 2]));
    }
    return 1000 * sum / (a.length / 3.0);
  }

  private static double square(double x) {
    return x * x;
  }

  @Test
  void a_body_that_is_turned_alone_has_no_error() {
    assertThat(
            AlignedMeshes.errorMm(
                    BODY, bent(0.2, 0.4, 0), BODY, bent(0.2, 0, 0), JointRecipe.SMPL24)
                .presentValues())
        .containsExactly(new double[FRAMES], within(SINGLE_PRECISION_MM));
  }
}
