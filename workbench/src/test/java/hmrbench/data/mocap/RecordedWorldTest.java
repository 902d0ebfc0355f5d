package hmrbench.data.mocap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.world.Positions;
import hmrbench.data.FrameRates;
import hmrbench.data.mocap.MocapReading.Unit;
import hmrbench.data.sim.CameraMotion;
import hmrbench.data.sim.SimulatedDataset;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.io.NdArray;
import hmrbench.io.npy.Npz;
import hmrbench.testing.SkeletonInWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files whose people go somewhere: a path of known numbers, in the axes and the unit of the file.
 */
class RecordedWorldTest {

  @TempDir private Path folder;

  private static FloatGrid walk() {
    return new SimulatedDataset("walk", SimulatedSplit.TEST, 1, 8, 4)
        .clip(0, 30)
        .smpl()
        .orElseThrow()
        .rotations();
  }

  /** Where the pelvis is in a frame, in metres. */
  private static double[] place(int t) {
    return new double[] {0.02 * t, 0.9 + 0.05 * Math.sin(0.3 * t), -0.3 + 0.0002 * t * t};
  }

  /** Our skeleton walks along {@link #place}. */
  private Path bvh(double unitsPerMetre) throws IOException {
    double[][] axes = new double[24][];
    java.util.Arrays.setAll(axes, j -> RotationMath.identity());
    String text = new BvhText(walk(), axes, unitsPerMetre, "").write(1 / 30.0);
    StringBuilder placed = new StringBuilder();
    int t = 0;
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("10 90 -20 ")) {
        double[] p = place(t++);
        placed.append(
            String.format(
                Locale.ROOT,
                "%.7f %.7f %.7f ",
                p[0] * unitsPerMetre,
                p[1] * unitsPerMetre,
                p[2] * unitsPerMetre));
        placed.append(line.substring("10 90 -20 ".length()));
      } else {
        placed.append(line);
      }
      placed.append('\n');
    }
    Path file = folder.resolve("walk.bvh");
    Files.writeString(file, placed);
    return file;
  }

  private static MocapDataset set(Path file, Optional<Unit> unit, Optional<CameraMotion> camera) {
    return new MocapDataset(
        new Mocap(
            "recorded",
            List.of(file),
            Optional.of(30.0),
            1,
            Optional.empty(),
            new MocapReading(Optional.empty(), Optional.empty(), Optional.empty(), unit, Map.of()),
            camera),
        new SkeletonInWorld());
  }

  private static Positions pelvis(Clip clip) {
    return clip.world().orElseThrow().joints().metres().point(0);
  }

  @ParameterizedTest
  @CsvSource({"CENTIMETRE, 100", "INCH, 39.37007874", ", 100", ", 17.3"})
  void a_body_goes_where_the_file_says_in_its_unit_or_by_the_length_of_its_legs(
      Unit unit, double unitsPerMetre) throws IOException {
    Positions path =
        pelvis(
            set(bvh(unitsPerMetre), Optional.ofNullable(unit), Optional.of(CameraMotion.STILL))
                .clip(0, 30));
    for (int t = 0; t < path.frames(); t++) {
      for (int k = 0; k < 3; k++) {
        assertThat(path.at(t, 0, k)).as(t + " " + k).isCloseTo(place(t)[k], within(1e-3));
      }
    }
  }

  @Test
  void a_still_camera_sees_what_a_set_without_a_world_sees() throws IOException {
    Path file = bvh(100);
    Clip without = set(file, Optional.empty(), Optional.empty()).clip(0, 30);
    Clip with = set(file, Optional.empty(), Optional.of(CameraMotion.STILL)).clip(0, 30);

    assertThat(without.world()).isEmpty();
    for (int i = 0; i < without.truth().metres().length(); i++) {
      assertThat(with.truth().metres().get(i))
          .isCloseTo(without.truth().metres().get(i), within(2e-6f));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = CameraMotion.class,
      names = {"STILL", "PAN", "HAND_HELD", "FOLLOW"})
  void what_a_camera_sees_is_what_is_in_the_world(CameraMotion kind) throws IOException {
    MocapDataset set = set(bvh(100), Optional.of(Unit.CENTIMETRE), Optional.of(kind));
    Clip clip = set.clip(0, 30);
    Positions world = clip.world().orElseThrow().joints().metres();
    Positions seen = clip.camera().orElseThrow().toCamera(world);
    int ankle = clip.truth().joints().indexOf(hmrbench.core.Joint.LEFT_ANKLE);
    for (int t = 0; t < clip.frames(); t++) {
      for (int k = 0; k < 3; k++) {
        assertThat(clip.truth().metres().at(t, ankle, k))
            .isCloseTo((float) (seen.at(t, 7, k) - seen.at(t, 0, k)), within(2e-6f));
      }
    }
    assertThat(clip.tags()).containsEntry("camera", kind.key());
    assertThat(set.clip(0, 15)).isEqualTo(FrameRates.everyNth(clip, 2));
  }

  private Path amass(double[] trans, int... shape) {
    int frames = 3;
    double[] poses = new double[frames * 156];
    for (int t = 0; t < frames; t++) {
      poses[t * 156] = Math.PI / 2;
    }
    Map<String, NdArray> arrays = new HashMap<>();
    arrays.put("poses", NdArray.of(poses, frames, 156));
    arrays.put("mocap_framerate", NdArray.of(new double[] {30}, 1));
    if (shape.length > 0) {
      arrays.put("trans", NdArray.of(trans, shape));
    }
    Path file = folder.resolve("walk.npz");
    Npz.write(file, arrays);
    return file;
  }

  @Test
  void amass_says_where_people_are_in_metres_with_z_up() {
    Path file = amass(new double[] {1, 2, 0.9, 1.1, 2, 0.9, 1.2, 2.5, 0.8}, 3, 3);
    Positions path = pelvis(set(file, Optional.empty(), Optional.of(CameraMotion.PAN)).clip(0, 30));

    assertThat(path.flat(0, 3))
        .containsExactly(new double[] {1, 0.9, -2, 1.1, 0.9, -2, 1.2, 0.8, -2.5}, within(1e-12));
  }

  @Test
  void a_file_of_amass_whose_places_are_missing_or_unsound_is_refused() {
    Optional<CameraMotion> pan = Optional.of(CameraMotion.PAN);
    Path none = amass(new double[0]);
    assertThat(set(none, Optional.empty(), Optional.empty()).clip(0, 30).frames()).isEqualTo(3);
    assertThatThrownBy(() -> set(none, Optional.empty(), pan).clip(0, 30))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("trans");
    Path shorter = amass(new double[6], 2, 3);
    assertThatThrownBy(() -> set(shorter, Optional.empty(), pan).clip(0, 30))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s: trans: expected [3, 3], a place per frame, got float64 [2, 3]; fetch the file again"
                .formatted(shorter));
    Path nan = amass(new double[] {0, 0, 0, 0, Double.NaN, 0, 0, 0, 0}, 3, 3);
    assertThatThrownBy(() -> set(nan, Optional.empty(), pan).clip(0, 30))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s: trans: frame 1: expected numbers, got NaN or infinity; fetch the file again"
                .formatted(nan));
  }
}
