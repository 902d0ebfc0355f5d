package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.core.AxisMap;
import hmrbench.core.Sides;
import hmrbench.data.sim.SimulatedDataset;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.io.NdArray;
import hmrbench.io.npy.Npz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code detect} as it is typed, and what {@code score --fix} makes of its answer. */
class DetectTest {

  @TempDir private Path folder;

  private static MadeUpPredictions madeUp() {
    return new MadeUpPredictions(
        new SimulatedDataset("simulated-quick", SimulatedSplit.TEST, 8, 8, 5, 30, 128), 6);
  }

  private MadeUpPredictions.Drawn drawn(String form, double unit, AxisMap axes, int shift) {
    return new MadeUpPredictions.Drawn(50, unit, axes, form, Sides.AS_NAMED, 0, shift, 30, false);
  }

  private Typed detect(String file) {
    return Typed.in(folder, "detect", file, "--against", "simulated-quick");
  }

  private static double mpjpe(Path out) throws IOException {
    String json = Files.readString(out.resolve("summary.json"));
    Matcher matcher = Pattern.compile("\"mpjpe_mm\" *: *([0-9.]+)").matcher(json);
    assertThat(matcher.find()).as(json).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  @Test
  void what_it_prints_makes_score_read_the_file_as_it_was_meant() throws IOException {
    madeUp().write(folder.resolve("odd.npz"), drawn("", 1000, AxisMap.Z_UP, 3), new Random(4));

    Typed said = detect("odd.npz");

    assertThat(said.err()).isEmpty();
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .contains(
            "if this is what the file means: score odd.npz --dataset simulated-quick --unit mm --fix"
                + " shift=3,axes=z-up\n");
    Typed scored =
        Typed.in(
            folder,
            "score",
            "odd.npz",
            "--dataset",
            "simulated-quick",
            "--unit",
            "mm",
            "--fix",
            "shift=3,axes=z-up",
            "--out",
            "out");
    assertThat(scored.code()).as(scored.err()).isZero();
    assertThat(scored.out()).contains("odd-fixed");
    assertThat(scored.err())
        .contains(
            "--fix shift=3,axes=z-up changed it before it was scored: its rows are those of a changed"
                + " file");
    assertThat(Files.readString(folder.resolve("out/report.html"))).contains("shift=3,axes=z-up");
    assertThat(mpjpe(folder.resolve("out"))).isBetween(40.0, 60.0);
  }

  @Test
  void rows_of_six_numbers_are_refused_without_a_word_and_told_apart() {
    madeUp()
        .write(folder.resolve("six.npz"), drawn("6d-rows", 1, AxisMap.CAMERA, 0), new Random(5));

    Typed refused = Typed.in(folder, "score", "six.npz", "--dataset", "simulated-quick");
    Typed said = detect("six.npz");

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains(
            "pose: six numbers per rotation may be the first two rows of a matrix or its first two"
                + " columns; say which with --fix rotations=6d-rows or rotations=6d-columns (fix: in"
                + " a config), which `detect` finds against a truth");
    assertThat(said.out()).contains("--dataset simulated-quick --fix rotations=6d-rows\n");
  }

  private void write(String name, String sequence, long first, float value, int shape) {
    Map<String, NdArray> keys = new LinkedHashMap<>();
    keys.put("sequence", NdArray.of(new String[] {sequence}));
    long[] frames = new long[20];
    for (int t = 0; t < frames.length; t++) {
      frames[t] = first + 20L * t;
    }
    keys.put("frame", NdArray.of(frames, 20));
    float[] pose = new float[20 * 72];
    pose[100] = value;
    keys.put("pose", NdArray.of(pose, 20, 72));
    keys.put("betas", NdArray.of(new float[20 * shape], 20, shape));
    Npz.write(folder.resolve(name), keys);
  }

  @Test
  void what_it_cannot_read_it_refuses_as_score_does() {
    write("nan.npz", "test-000-walk", 0, Float.NaN, 10);
    write("shapes.npz", "test-000-walk", 0, 0, 300);
    write("late.npz", "test-000-walk", 20 * 400, 0, 10);

    assertThat(detect("nan.npz").err())
        .contains("nan.npz: pose: expected finite numbers, got NaN or infinity in 1 of 20 rows");
    assertThat(detect("shapes.npz").err())
        .endsWith(
            "shapes.npz: betas: expected [20, 10], the first shape values of SMPL, got float32 [20,"
                + " 300]; write betas[:, :10]\n");
    Typed late = detect("late.npz");
    assertThat(late.code()).isEqualTo(2);
    assertThat(late.err())
        .contains(
            "none of its frames is a frame of data set simulated-quick, nor within 10 frames");
    assertThat(Typed.in(folder, "detect", "nan.npz", "--against", "nothing").code()).isEqualTo(2);
  }

  @Test
  void a_wrong_fix_is_refused_with_what_is_expected() {
    write("fine.npz", "test-000-walk", 0, 0, 10);

    Typed said =
        Typed.in(
            folder, "score", "fine.npz", "--dataset", "simulated-quick", "--fix", "axes=upwards");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains(
            "fix: expected camera, y-up, z-up or three signed axes such as +x-z+y, got"
                + " \"axes=upwards\"");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
