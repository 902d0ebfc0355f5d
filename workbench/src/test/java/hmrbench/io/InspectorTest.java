package hmrbench.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectorTest {

  private static List<String> describe(Path path) {
    List<String> lines = Inspector.describe(path);
    return lines.stream().map(line -> line.replace(path.toString(), "FILE")).toList();
  }

  @Test
  void a_database_shows_its_arrays_with_units() {
    assertThat(describe(Shared.golden("preprocessed_data/3dpw_test_db.pt")))
        .containsExactly(
            "FILE: pickle or joblib, 2.4 MB",
            "  vid_name  text(19) [259]  (sequence of each frame)",
            "  frame_id  int64 [259]  (frame in its sequence)",
            "  joints3D  float32 [259, 14, 3]  (metres)",
            "  joints2D  float64 [259, 14, 3]  (x, y in pixels, confidence)",
            "  shape     float32 [259, 10]  (SMPL shape coefficients)",
            "  pose      float32 [259, 72]  (axis-angle, radians, camera axes)",
            "  bbox      float64 [259, 4]  (centre x, centre y, width, height, in pixels)",
            "  img_name  text(54) [259]  (path of the image)",
            "  features  float32 [259, 2048]  (static image features)",
            "  valid     int64 [259]  (1 = camera pose is valid)");
  }

  @Test
  void a_body_model_shows_what_its_objects_wrap() {
    assertThat(describe(Shared.golden("base_data/small_chumpy_py2.pkl")))
        .contains(
            "  v_template     float64 [288, 3] in chumpy.ch.Ch  (rest vertices, metres)",
            "  bs_type        text 'lrotmin'")
        .anySatisfy(
            line -> assertThat(line).startsWith("  J_regressor    sparse float64 [24, 288]"));
  }

  @Test
  void a_checkpoint_shows_every_tensor() {
    assertThat(describe(Shared.golden("checkpoints/dev_tcmr_h64_legacy.pth.tar")))
        .startsWith("FILE: PyTorch checkpoint, 46.9 MB", "  torch legacy stream")
        .anySatisfy(line -> assertThat(line).matches("  performance +float64 \\[\\] = [0-9.]+"))
        .anySatisfy(
            line -> assertThat(line).matches("    encoder.*weight_hh_l0 +float32 \\[192, 64\\]"));
  }

  @ParameterizedTest
  @CsvSource({
    "protocol0.pkl, pickle or joblib",
    "protocol5.pkl, pickle or joblib",
    "plain.joblib, pickle or joblib",
    "packed.lz4, 'pickle or joblib, packed with lz4'",
    "objects.npy, NumPy array (npy)",
    "deflated.npz, NumPy arrays (npz)",
    "legacy.pth, PyTorch checkpoint",
    "zip.pth, PyTorch checkpoint",
    "embedded.p, pickle or joblib",
    "script.pt, TorchScript module"
  })
  void every_kind_is_reported_by_content(String name, String kind, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("renamed.bin");
    Files.write(file, Fixtures.bytes(name));
    List<String> lines = describe(file);
    assertThat(lines.get(0)).startsWith("FILE: " + kind + ", ");
    assertThat(lines).hasSizeGreaterThan(1);
  }

  @Test
  void motion_and_weights_are_described_too(@TempDir Path folder) {
    assertThat(describe(Shared.data("motion/cmu_01_01.bvh")).get(0)).contains("(BVH)");
    Path weights = folder.resolve("w.safetensors");
    hmrbench.io.safetensors.SafeTensors.write(
        weights,
        java.util.Map.of("fc.bias", NdArray.of(new float[] {1, 2}, 2)),
        java.util.Map.of("seed", "3"));
    assertThat(describe(weights))
        .containsExactly(
            "FILE: safetensors, 104 bytes",
            "  seed = 3",
            "  fc.bias  float32 [2]",
            "  1 tensors, 2 values");
  }

  @Test
  void a_tree_without_end_is_printed_to_an_end(@TempDir Path folder) throws IOException {
    StringBuilder laughs = new StringBuilder("\u0080\u0002]q\u0000(K\u0001]e");
    for (int i = 0; i < 100; i++) {
      laughs.append("0]q").append((char) (i + 1)).append('(');
      laughs.append("h").append((char) i).append("h").append((char) i).append("e");
    }
    laughs.append("hda."); // and itself
    Path file = folder.resolve("laughs.pkl");
    Files.write(file, Fixtures.latin(laughs.toString()));
    assertThat(Inspector.describe(file)).hasSizeLessThan(2100);
  }

  @Test
  void what_cannot_be_inspected_is_named(@TempDir Path folder) throws IOException {
    Path notes = folder.resolve("notes.txt");
    Files.writeString(notes, "hello, world");
    assertThatThrownBy(() -> Inspector.describe(notes))
        .hasMessage(
            notes
                + ": another format at byte 0: file: expected a pickle, joblib file, torch "
                + "checkpoint, TensorFlow checkpoint (.index), npy, npz, safetensors or BVH, got another "
                + "kind of file; "
                + "check the path");
    Path none = folder.resolve("none.pt");
    assertThatThrownBy(() -> Inspector.describe(none))
        .hasMessage(none + ": no such file; check the path");
    assertThatThrownBy(() -> Inspector.describe(folder))
        .hasMessage(folder + ": expected a file, got a folder; name a file in it");
  }
}
