package hmrbench.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.SmplTrack;
import hmrbench.data.sim.Skeleton;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBodyTest {

  // Vertices are float32 and the regressor weights of a joint sum to up to 17 in size.
  private static final double ROUNDING = 2e-7;

  private final BodyModel body = EmbeddedBody.model();
  private final BodyArrays arrays = body.arrays();

  @Test
  void has_the_skeletons_rest_joints_for_every_shape() {
    SplittableRandom random = new SplittableRandom(7);
    for (int n = 0; n < 100; n++) {
      double[] shape = random.doubles(10, -2.5, 2.5).toArray();
      double[] expected = new double[72];
      Skeleton.positions(still(), Skeleton.offsets(shape), expected);
      assertThat(body.restJoints(shape)).containsExactly(expected, within(ROUNDING));
    }
  }

  @Test
  void moves_its_joints_as_the_skeleton_does() {
    SmplTrack track = SmallBody.track(20, 9);
    JointTrack joints = body.joints(track, JointRecipe.SMPL24, 30);
    for (int t = 0; t < track.frames(); t++) {
      double[] rotations = new double[216];
      double[] shape = new double[10];
      for (int i = 0; i < 216; i++) {
        rotations[i] = track.rotations().get(t * 216 + i);
      }
      for (int k = 0; k < 10; k++) {
        shape[k] = track.betas().at(t, k);
      }
      double[] expected = new double[72];
      Skeleton.positions(rotations, Skeleton.offsets(shape), expected);
      for (int i = 0; i < 72; i++) {
        assertThat((double) joints.metres().get(t * 72 + i)).isCloseTo(expected[i], within(2e-6));
      }
    }
  }

  @Test
  void is_scored_on_fourteen_of_its_own_joints() {
    JointTrack joints = body.joints(SmallBody.track(2, 1), JointRecipe.SMPL14, 30);
    assertThat(joints.joints()).isSameAs(JointSet.SMPL14);
    assertThat(joints.metres().shape()).containsExactly(2, 14, 3);
  }

  @Test
  void is_one_closed_skin_that_turns_outwards() {
    Faces faces = arrays.faces();
    Set<Long> edges = new HashSet<>();
    int uses = 0;
    double volume = 0;
    for (int f = 0; f < faces.count(); f++) {
      for (int corner = 0; corner < 3; corner++) {
        long from = faces.at(f, corner);
        long to = faces.at(f, (corner + 1) % 3);
        edges.add(from << 32 | to);
        uses++;
      }
      volume += volumeUnder(f);
    }
    assertThat(edges).as("each edge, with its direction, is used once").hasSize(uses);
    assertThat(edges.stream().filter(edge -> !edges.contains(edge << 32 | edge >>> 32)))
        .as("edges without a face on the other side")
        .isEmpty();
    int euler = arrays.vertices() - edges.size() / 2 + faces.count();
    assertThat(euler).as("sphere with no handles").isEqualTo(2);
    assertThat(volume).as("litres of an adult / 1000").isBetween(0.04, 0.09);
  }

  private double volumeUnder(int face) {
    double[][] p = new double[3][3];
    for (int corner = 0; corner < 3; corner++) {
      for (int axis = 0; axis < 3; axis++) {
        p[corner][axis] = arrays.template().at(arrays.faces().at(face, corner), axis);
      }
    }
    return (p[0][0] * (p[1][1] * p[2][2] - p[1][2] * p[2][1])
            + p[0][1] * (p[1][2] * p[2][0] - p[1][0] * p[2][2])
            + p[0][2] * (p[1][0] * p[2][1] - p[1][1] * p[2][0]))
        / 6;
  }

  @Test
  void follows_at_most_four_joints_per_vertex_with_weights_that_sum_to_one() {
    SparseRows skinning = arrays.skinning();
    for (int v = 0; v < arrays.vertices(); v++) {
      assertThat(skinning.start(v + 1) - skinning.start(v)).isBetween(1, 4);
      assertThat(skinning.rowSum(v)).isCloseTo(1, within(1e-12));
    }
    assertThat(IntStream.range(0, skinning.entries()).allMatch(i -> skinning.value(i) > 0))
        .isTrue();
  }

  @Test
  void is_the_same_left_and_right() {
    FloatGrid mesh = arrays.template();
    Set<String> left = new HashSet<>();
    Set<String> right = new HashSet<>();
    for (int v = 0; v < mesh.size(0); v++) {
      left.add(place(mesh, v, 1));
      right.add(place(mesh, v, -1));
    }
    assertThat(left).hasSize(mesh.size(0)).isEqualTo(right);
  }

  private static String place(FloatGrid mesh, int v, int side) {
    return "%d %d %d"
        .formatted(
            Math.round(side * mesh.at(v, 0) * 1e5),
            Math.round(mesh.at(v, 1) * 1e5),
            Math.round(mesh.at(v, 2) * 1e5));
  }

  @Test
  void is_the_same_body_on_every_machine() {
    long hash = 7;
    for (int i = 0; i < arrays.template().length(); i++) {
      hash = hash * 31 + Float.floatToIntBits(arrays.template().get(i));
    }
    for (int i = 0; i < arrays.skinning().entries(); i++) {
      hash = hash * 31 + Double.doubleToLongBits(arrays.skinning().value(i));
    }
    assertThat(arrays.vertices()).isEqualTo(1816);
    assertThat(hash).isEqualTo(-865572264101003062L);
  }

  @Test
  void comes_back_from_its_file(@TempDir Path folder) {
    Path file = folder.resolve("SMPL_NEUTRAL.npz");
    BodyFiles.write(arrays, file);
    BodyArrays read = BodyFiles.read(folder).arrays();
    assertThat(read.template()).isEqualTo(arrays.template());
    assertThat(read.shapeDirections()).isEqualTo(arrays.shapeDirections());
    assertThat(read.poseDirections()).isEqualTo(arrays.poseDirections());
    assertThat(read.jointRegressor()).isEqualTo(arrays.jointRegressor());
    assertThat(read.skinning()).isEqualTo(arrays.skinning());
    assertThat(read.parents()).isEqualTo(arrays.parents());
    assertThat(read.faces()).isEqualTo(arrays.faces());
  }

  private static double[] still() {
    double[] rotations = new double[216];
    for (int j = 0; j < 24; j++) {
      rotations[j * 9] = 1;
      rotations[j * 9 + 4] = 1;
      rotations[j * 9 + 8] = 1;
    }
    return rotations;
  }
}
