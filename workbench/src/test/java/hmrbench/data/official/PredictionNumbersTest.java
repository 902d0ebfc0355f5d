package hmrbench.data.official;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.config.PredictionReading;
import hmrbench.core.Fault;
import hmrbench.core.Fixes;
import hmrbench.core.FloatGrid;
import hmrbench.core.RotationForm;
import hmrbench.io.NdArray;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of the numbers and the frame names of a file of predictions. */
class PredictionNumbersTest {

  private static final Map<String, String> NONE = Map.of();

  private final Map<String, NdArray> arrays = new HashMap<>();

  private static PredictionReading reading(
      PredictionReading.Unit unit, PredictionReading.Angles angles, Fixes fixes) {
    return new PredictionReading(
        Optional.empty(), Optional.empty(), unit, angles, fixes, Optional.empty());
  }

  private static PredictionReading metres(Fixes fixes) {
    return reading(PredictionReading.Unit.M, PredictionReading.Angles.RADIANS, fixes);
  }

  private static Fixes form(RotationForm form) {
    return Fixes.NONE.withRotations(form);
  }

  private PredictedPerson read(PredictionReading reading, int rows) {
    return new PredictionArrays("mine.npz", arrays, row -> "row " + row, reading)
        .person("walk", "", IntStream.range(0, rows).mapToObj(Integer::toString).toList());
  }

  private static float[] sixD(float... first) {
    float[] values = new float[144];
    for (int j = 0; j < 24; j++) {
      System.arraycopy(first, 0, values, j * 6, 6);
    }
    return values;
  }

  @Test
  void six_numbers_are_two_columns_or_two_rows_as_stated() {
    // A quarter turn about z: x becomes y, y becomes -x. Columns: (0, 1, 0) and (-1, 0, 0), stored
    // as the official code does, entry by entry of the two columns.
    arrays.put("pose", NdArray.of(sixD(0, -1, 1, 0, 0, 0), 1, 144));
    double[] quarter = {0, -1, 0, 1, 0, 0, 0, 0, 1};
    assertRotation(read(metres(form(RotationForm.SIX_D_COLUMNS)), 1), quarter);
    // Rows: (0, -1, 0) and (1, 0, 0), one after the other.
    arrays.put("pose", NdArray.of(sixD(0, -1, 0, 1, 0, 0), 1, 144));
    assertRotation(read(metres(form(RotationForm.SIX_D_ROWS)), 1), quarter);
    arrays.put("rotations", NdArray.of(sixD(0, -1, 0, 1, 0, 0), 1, 24, 6));
    assertRotation(read(metres(form(RotationForm.SIX_D_ROWS)), 1), quarter);
  }

  private static void assertRotation(PredictedPerson person, double... expected) {
    FloatGrid rotations = person.smpl().orElseThrow().all().rotations();
    for (int i = 0; i < 9; i++) {
      assertThat((double) rotations.at(0, 7, i / 3, i % 3)).isCloseTo(expected[i], within(1e-6));
    }
  }

  @Test
  void six_numbers_without_a_word_are_refused_and_a_word_without_six_numbers_too() {
    arrays.put("pose", NdArray.of(sixD(1, 0, 0, 1, 0, 0), 1, 144));
    refused(
        metres(Fixes.NONE),
        "mine.npz: pose: six numbers per rotation may be the first two rows of a matrix or its first"
            + " two columns; say which with --fix rotations=6d-rows or rotations=6d-columns (fix: in"
            + " a config), which `detect` finds against a truth");
    arrays.put("pose", NdArray.of(new float[72], 1, 72));
    refused(
        metres(form(RotationForm.SIX_D_ROWS)),
        "mine.npz: rotations=6d-rows needs six numbers per rotation, rotations or pose [1, 144],"
            + " which are not in it");
    refused(
        metres(form(RotationForm.TRANSPOSED)),
        "mine.npz: rotations=transposed needs matrices, rotations [1, 24, 3, 3], which are not in"
            + " it");
    float[] nan = sixD(1, 0, 0, 1, 0, 0);
    nan[100] = Float.NaN;
    arrays.put("pose", NdArray.of(nan, 1, 144));
    refused(
        metres(form(RotationForm.SIX_D_COLUMNS)),
        "mine.npz: pose: expected finite numbers, got NaN or infinity in 1 of 1 rows: row 0; leave"
            + " these rows out of every array, or fill them");
  }

  private void refused(PredictionReading reading, String message) {
    assertThatThrownBy(() -> read(reading, 1)).isInstanceOf(Fault.class).hasMessage(message);
  }

  @Test
  void matrices_are_taken_as_they_are_or_transposed() {
    float[] matrices = new float[216];
    for (int j = 0; j < 24; j++) {
      System.arraycopy(new float[] {0, -1, 0, 1, 0, 0, 0, 0, 1}, 0, matrices, j * 9, 9);
    }
    arrays.put("rotations", NdArray.of(matrices, 1, 24, 3, 3));
    arrays.put("pose", NdArray.of(new float[72], 1, 72));
    assertRotation(read(metres(Fixes.NONE), 1), 0, -1, 0, 1, 0, 0, 0, 0, 1);
    assertThat(read(metres(Fixes.NONE), 1).turns()).isEmpty();
    assertRotation(read(metres(form(RotationForm.TRANSPOSED)), 1), 0, 1, 0, -1, 0, 0, 0, 0, 1);
  }

  @Test
  void degrees_and_millimetres_become_radians_and_metres() {
    float[] pose = new float[72];
    pose[7 * 3 + 2] = 90;
    arrays.put("pose", NdArray.of(pose, 1, 72));
    float[] joints = new float[14 * 3];
    joints[5] = 1500;
    arrays.put("joints", NdArray.of(joints, 1, 14, 3));
    PredictedPerson person =
        read(reading(PredictionReading.Unit.MM, PredictionReading.Angles.DEGREES, Fixes.NONE), 1);
    assertRotation(person, 0, -1, 0, 1, 0, 0, 0, 0, 1);
    assertThat((double) person.turns().orElseThrow().all().at(0, 23))
        .isCloseTo(Math.PI / 2, within(1e-6));
    assertThat(person.joints().orElseThrow().metres().all().at(0, 1, 2)).isEqualTo(1.5f);
    PredictedPerson plain = read(metres(Fixes.NONE), 1);
    assertThat(plain.turns().orElseThrow().all().at(0, 23)).isEqualTo(90);
    assertThat(plain.joints().orElseThrow().metres().all().at(0, 1, 2)).isEqualTo(1500);
  }

  @Test
  void rows_with_numbers_that_are_none_are_counted_to_the_end_of_a_long_file() {
    int rows = 4099; // more than one block
    float[] camera = new float[rows * 3];
    for (int row : new int[] {0, 17, 4095, 4096, 4098}) {
      camera[row * 3 + 2] = Float.NEGATIVE_INFINITY;
    }
    arrays.put("pose", NdArray.of(new float[rows * 72], rows, 72));
    arrays.put("camera", NdArray.of(camera, rows, 3));
    assertThatThrownBy(() -> read(metres(Fixes.NONE), rows))
        .hasMessage(
            "mine.npz: camera: expected finite numbers, got NaN or infinity in 5 of 4099 rows: row"
                + " 0; row 17; row 4095; ...; leave these rows out of every array, or fill them");
    java.util.Arrays.fill(camera, 0, 3 * 4096, 0);
    arrays.put("camera", NdArray.of(camera, rows, 3));
    assertThatThrownBy(() -> read(metres(Fixes.NONE), rows))
        .hasMessage(
            "mine.npz: camera: expected finite numbers, got NaN or infinity in 2 of 4099 rows: row"
                + " 4096; row 4098; leave these rows out of every array, or fill them");
  }

  @Test
  void shapes_and_camera_are_zero_where_the_file_has_none() {
    arrays.put("pose", NdArray.of(new float[2 * 72], 2, 72));
    assertThat(read(metres(Fixes.NONE), 2).smpl().orElseThrow().all().betas())
        .isEqualTo(FloatGrid.zeros(2, 10));
    float[] betas = new float[20];
    betas[13] = 0.75f;
    arrays.put("betas", NdArray.of(betas, 2, 10));
    arrays.put("camera", NdArray.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
    PredictedPerson person = read(metres(Fixes.NONE), 2);
    assertThat(person.smpl().orElseThrow().rows(1).betas().at(0, 3)).isEqualTo(0.75f);
    assertThat(person.smpl().orElseThrow().rows(1).camera().at(0, 0)).isEqualTo(4);
    arrays.put("betas", NdArray.of(new float[22], 2, 11));
    assertThatThrownBy(() -> read(metres(Fixes.NONE), 2))
        .hasMessage(
            "mine.npz: betas: expected [2, 10], the first shape values of SMPL, got float32 [2, 11];"
                + " write betas[:, :10]");
    arrays.put("betas", NdArray.of(new float[18], 2, 9));
    assertThatThrownBy(() -> read(metres(Fixes.NONE), 2))
        .hasMessageStartingWith("mine.npz: betas: expected [2, 10], got float32 [2, 9]");
  }

  private static PredictedPerson named(String... frames) {
    float[] values = new float[frames.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return PredictedPerson.ofMesh(
        "walk", List.of(frames), Rows.of(NdArray.of(values, frames.length, 1)));
  }

  private static PredictedPerson renumbered(
      PredictedPerson person, Fixes fixes, double rate, String... labels) {
    Map<String, List<String>> sequences = new LinkedHashMap<>();
    sequences.put("walk", List.of(labels));
    return FrameNumbers.renumbered(
            new PredictionFile("mine.npz", "test", List.of(person)), sequences, NONE, fixes, rate)
        .people()
        .get(0);
  }

  private static List<Float> rowsOf(PredictedPerson person) {
    FloatGrid mesh = person.mesh().orElseThrow().all();
    return IntStream.range(0, mesh.length()).mapToObj(mesh::get).toList();
  }

  @Test
  void frames_of_a_data_set_lie_the_greatest_common_step_apart() {
    FrameNumbers numbers =
        FrameNumbers.of(List.of("img_0100.jpg", "img_0106.jpg", "img_0110.jpg")).orElseThrow();
    assertThat(numbers.framesOf(named("a/100", "102", "103", "98"))).containsExactly(0, 1, 1.5, -1);
    // Places in the order of the video are frames as they are.
    assertThat(numbers.framesOf(named("0", "1", "2").byOrder(3))).containsExactly(0, 1, 2);
    assertThat(FrameNumbers.of(List.of("a", "b1"))).isEmpty();
    assertThat(FrameNumbers.of(List.of("7")).orElseThrow().framesOf(named("9"))).containsExactly(2);
    // Backwards, the step is the same.
    assertThat(FrameNumbers.of(List.of("110", "106", "100")).orElseThrow().framesOf(named("112")))
        .containsExactly(1);
  }

  @Test
  void a_shift_and_another_rate_renumber_rows_and_leave_out_those_between() {
    Fixes shifted = Fixes.NONE.withShift(1);
    PredictedPerson later =
        renumbered(named("100", "102", "103"), shifted, 30, "100", "102", "104");
    assertThat(later.frames()).containsExactly("102", "104");
    assertThat(rowsOf(later)).containsExactly(0f, 1f);
    // At 60 hertz every second row is a frame of a set at 30.
    PredictedPerson half =
        renumbered(
            named("0", "1", "2", "3", "4"),
            Fixes.NONE.withRate(Optional.of(60.0)),
            30,
            "0",
            "1",
            "2",
            "3");
    assertThat(half.frames()).containsExactly("0", "1", "2");
    assertThat(rowsOf(half)).containsExactly(0f, 2f, 4f);
    PredictedPerson ordered =
        renumbered(
            named("0", "1", "2").byOrder(3), Fixes.NONE.withShift(-1), 25, "img_8", "img_10");
    assertThat(ordered.frames()).containsExactly("6", "8", "10");
    assertThat(ordered.inOrder()).isEmpty();
    // No frame has a number below 0.
    PredictedPerson early =
        renumbered(named("0", "1", "2"), Fixes.NONE.withShift(-1), 25, "0", "1", "2");
    assertThat(early.frames()).containsExactly("0", "1");
    assertThat(rowsOf(early)).containsExactly(1f, 2f);
    // A person of no sequence stays as they are.
    assertThat(renumbered(named("5"), shifted, 30).frames()).containsExactly("5");
  }
}
