package hmrbench.data.official;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.data.official.TrainingItems.Target;
import hmrbench.io.JoblibOut;
import hmrbench.io.NdArray;
import hmrbench.io.npy.Npz;
import hmrbench.testing.OfficialFiles;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingItemsTest {

  // One unit in the last place of half precision, for values that lie on its rounding edge.
  private static final float HALF_UNIT = 1e-3f;

  @TempDir private Path folder;

  private TrainingItems open(String kind, Map<String, NdArray> arrays, boolean body) {
    Path file = JoblibOut.write(folder.resolve(kind + ".pt"), arrays);
    return TrainingItems.open(TrainingKinds.named(kind), file, body, false);
  }

  private TrainingItems golden(String kind) {
    return switch (kind) {
      case "3dpw" -> open(kind, OfficialFiles.threeDpw(), true);
      case "h36m" -> open(kind, OfficialFiles.h36m(), true);
      default -> open(kind, OfficialFiles.mpii3d(), false);
    };
  }

  private static JsonNode json(String name, String list, String key, String value)
      throws IOException {
    JsonNode all = new ObjectMapper().readTree(Shared.golden("expected/" + name).toFile());
    return StreamSupport.stream(all.get(list).spliterator(), false)
        .filter(node -> node.get(key).asText().equals(value))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"3dpw, 3dpw_train", "h36m, h36m_train", "mpii3d, mpii3d_train"})
  void windows_and_targets_are_those_of_the_official_data_set(String kind, String set)
      throws IOException {
    TrainingItems items = golden(kind);
    JsonNode golden = json("dataset_items.json", "sets", "tag", set);
    int[] windows = items.windows(TrainingWindows.TCMR, 1);
    int[] expected =
        StreamSupport.stream(golden.get("windows").spliterator(), false)
            .peek(pair -> assertThat(pair.get(1).asInt()).isEqualTo(pair.get(0).asInt() + 15))
            .mapToInt(pair -> pair.get(0).asInt())
            .toArray();
    assertThat(windows).isEqualTo(expected);
    Npz arrays = Npz.open(Shared.golden("expected/dataset_items.npz"));
    for (JsonNode item : golden.get("items")) {
      Target target = items.target(windows[item.asInt()] + 8);
      String prefix = set + "/" + item.asInt() + "/";
      if (!kind.equals("h36m")) { // The poses of that file are made up here.
        requireClose(target.theta(), arrays.get(prefix + "theta").floats());
      }
      requireClose(target.keypoints(), arrays.get(prefix + "kp_2d").floats());
      requireClose(target.joints(), arrays.get(prefix + "kp_3d").floats());
      assertThat(arrays.get(prefix + "w_smpl").booleans()).containsOnly(items.hasBody());
    }
  }

  /** Training repeats a target three times: once per branch of the network. */
  private static void requireClose(FloatGrid actual, float[] expected) {
    assertThat(expected.length % actual.length()).isZero();
    for (int i = 0; i < expected.length; i++) {
      float value = actual.get(i % actual.length());
      float unit = HALF_UNIT * Math.max(1, Math.abs(value));
      assertThat(value).isCloseTo(expected[i], within(unit));
    }
  }

  @Test
  void windows_are_those_of_the_official_function() throws IOException {
    JsonNode all =
        new ObjectMapper().readTree(Shared.golden("expected/windows.json").toFile()).get("tcmr");
    int compared = 0;
    for (JsonNode one : all) {
      if (one.get("seqlen").asInt() != 16
          || !one.get("is_train").asBoolean()
          || !one.get("match_vibe").asBoolean()) {
        continue;
      }
      int stride = one.get("stride").asInt();
      int from = 0;
      IntStream.Builder starts = IntStream.builder();
      for (JsonNode length : one.get("lengths")) {
        int first = from;
        Arrays.stream(TrainingWindows.TCMR.in(length.asInt(), stride))
            .forEach(start -> starts.add(first + start));
        from += length.asInt();
      }
      int[] expected =
          StreamSupport.stream(one.get("windows").spliterator(), false)
              .mapToInt(pair -> pair.get(0).asInt())
              .toArray();
      assertThat(starts.build().toArray())
          .as(one.get("lengths") + ", stride " + stride)
          .isEqualTo(expected);
      compared++;
    }
    assertThat(compared).isGreaterThan(5);
  }

  /** Counts and rows that were worked out with the official function (TCMR c41fdd7). */
  @Test
  void a_sequence_gives_as_many_windows_per_row_at_every_stride() {
    assertThat(
            IntStream.of(15, 16, 17, 31, 32, 33, 47, 48)
                .map(rows -> TrainingWindows.TCMR.in(rows, 1).length))
        .containsExactly(0, 16, 16, 16, 32, 32, 32, 48);
    assertThat(TrainingWindows.TCMR.in(35, 16)).containsExactly(0, 16);
    assertThat(TrainingWindows.VIBE.in(35, 4)).containsExactly(0, 4, 8, 12, 16);
    int[] ofStride8 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 16, 16, 16, 16, 16, 16, 16, 16};
    assertThat(TrainingWindows.TCMR.in(40, 8)).isEqualTo(ofStride8);
    assertThat(TrainingWindows.TCMR.in(36, 8)).isEqualTo(ofStride8);
  }

  /** Points of a box at (500, 400) of 300 pixels, as the official code gives them. */
  @Test
  void points_are_moved_into_the_crop_and_again_where_the_original_overwrites_them() {
    Map<String, NdArray> arrays = OfficialFiles.with2d(49, 16);
    double[] points = new double[16 * 49 * 3];
    double[] boxes = new double[16 * 4];
    double[][] pixels = {{500, 400}, {680, 400}, {320, 580}, {612.5, 301.25}, {0, 0}};
    for (int i = 0; i < pixels.length; i++) {
      System.arraycopy(pixels[i], 0, points, 3 * i, 2);
      points[3 * i + 2] = 1;
    }
    System.arraycopy(new double[] {500, 400, 300, 300}, 0, boxes, 0, 4);
    arrays.put("joints2D", NdArray.of(points, 16, 49, 3));
    arrays.put("bbox", NdArray.of(boxes, 16, 4));
    TrainingItems items = open("posetrack", arrays, false);

    FloatGrid once = items.target(0).keypoints();
    double[] expected = {0, 0, 1, 0, -1, 1, 0.625, -0.548828125, -2.77734375, -2.22265625};
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) once.at(i / 2, i % 2)).isEqualTo(expected[i]);
    }
    FloatGrid twice = items.target(0, 2).keypoints();
    assertThat(twice.at(0, 0)).isCloseTo(-2.77778f, within(2e-3f));
    assertThat(twice.at(1, 0)).isCloseTo(-2.77222f, within(2e-3f));
    FloatGrid thrice = items.target(0, 3).keypoints();
    assertThat(thrice.at(0, 0)).isCloseTo(-2.79321f, within(2e-3f));
    assertThat(thrice.at(0, 2)).isEqualTo(1f);
  }

  @Test
  void insta_is_an_hdf5_file_of_crops() {
    Path file = OfficialFiles.insta(folder.resolve("insta.h5"), 5, 20);
    TrainingItems items = TrainingItems.open(TrainingKinds.named("insta"), file, false, false);
    assertThat(items.windows(TrainingWindows.VIBE, 16)).containsExactly(5);
    assertThat(items.frames()).isEqualTo(25);
    assertThat(items.sequenceOf(6)).isEqualTo("walk_20");
    FloatGrid points = items.target(6).keypoints();
    NdArray stored = hmrbench.io.hdf5.Hdf5.open(file).find("joints2D").orElseThrow();
    double[] pixels = stored.row(6).doubles();
    // Its point 14 is the nose (slot 0), its point 13 the top of the head (slot 38).
    assertThat((double) points.at(0, 0)).isCloseTo(pixels[42] / 112 - 1, within(1e-3));
    assertThat((double) points.at(38, 1)).isCloseTo(pixels[40] / 112 - 1, within(1e-3));
    assertThat(points.at(38, 2)).isEqualTo((float) pixels[41]);
    assertThat(points.at(25, 2)).isZero();
    float[] features = new float[16 * 2048];
    items.featuresTo(5, features, 0);
    assertThat(features[2048])
        .isEqualTo(
            hmrbench.io.hdf5.Hdf5.open(file).find("features").orElseThrow().row(6).floats()[0]);
  }

  @Test
  void pennaction_is_taken_for_another_order_as_published() throws IOException {
    Path file = JoblibOut.write(folder.resolve("penn.pt"), OfficialFiles.with2d(14, 16));
    TrainingKind kind = TrainingKinds.named("pennaction");
    FloatGrid right = TrainingItems.open(kind, file, false, false).target(3).keypoints();
    FloatGrid published = TrainingItems.open(kind, file, false, true).target(3).keypoints();
    JsonNode map = json("keypoint_maps.json", "maps", "src", "pennaction").get("take_from");
    for (int slot = 0; slot < 49; slot++) {
      int from = map.get(slot).asInt();
      // Slots 25 to 38 of ours are the points 0 to 13 of the file.
      assertThat(published.at(slot, 2)).isEqualTo(from < 0 ? 0 : right.at(25 + from, 2));
      if (from >= 0) {
        assertThat(published.at(slot, 0)).isEqualTo(right.at(25 + from, 0));
      }
    }
  }

  @Test
  void points_of_insta_are_those_of_the_official_map() throws IOException {
    JsonNode map = json("keypoint_maps.json", "maps", "src", "insta").get("take_from");
    List<hmrbench.core.Joint> points = TrainingKinds.named("insta").points();
    for (int slot = 0; slot < 49; slot++) {
      assertThat(points.indexOf(hmrbench.core.JointSet.SPIN49.joints().get(slot)))
          .as("slot %d", slot)
          .isEqualTo(map.get(slot).asInt());
    }
  }

  private void assertRefused(String kind, Map<String, NdArray> arrays, boolean body, String told) {
    assertThatThrownBy(() -> open(kind, arrays, body).windows(TrainingWindows.TCMR, 1))
        .isInstanceOf(Fault.class)
        .hasMessage(folder.resolve(kind + ".pt") + ": " + told);
  }

  @Test
  void a_file_that_cannot_be_learnt_from_is_refused_with_one_sentence() {
    Map<String, NdArray> zeros = OfficialFiles.h36m();
    int rows = zeros.get("pose").size(0);
    zeros.put("pose", NdArray.of(new float[rows * 72], rows, 72));
    assertRefused(
        "h36m",
        zeros,
        true,
        "pose: all values are 0, as in files without SMPL labels (*_nosmpl), and body: true would"
            + " train towards the rest pose; set body: false, or name the file with labels");
    assertRefused(
        "mpii3d",
        OfficialFiles.mpii3d(),
        true,
        "a file of kind mpii3d has no SMPL labels, and body: true asks for them; set body: false");
    Map<String, NdArray> invisible = OfficialFiles.with2d(49, 20);
    invisible.put("joints2D", NdArray.of(new double[20 * 49 * 3], 20, 49, 3));
    assertRefused(
        "posetrack",
        invisible,
        false,
        "joints2D: no point of any frame has a confidence above 0, so nothing in it can be learnt;"
            + " leave the file out, or make it again");
    assertRefused(
        "posetrack",
        OfficialFiles.with2d(49, 15, 9),
        false,
        "no sequence is as long as a window: the longest has 15 frames, a window has 16; leave the"
            + " file out");
    Map<String, NdArray> mixed = OfficialFiles.with2d(49, 20);
    String[] names = mixed.get("vid_name").strings();
    names[5] = "another";
    mixed.put("vid_name", NdArray.of(names, 20));
    assertRefused(
        "posetrack",
        mixed,
        false,
        "vid_name: the rows of a sequence do not follow each other, and windows would mix"
            + " sequences; make the file again");
  }

  @Test
  void a_feature_that_is_not_finite_is_named_where_it_is_drawn() {
    Map<String, NdArray> arrays = OfficialFiles.with2d(49, 20);
    float[] features = arrays.get("features").floats();
    features[17 * 2048 + 3] = Float.NaN;
    arrays.put("features", NdArray.of(features, 20, 2048));
    TrainingItems items = open("posetrack", arrays, false);
    items.featuresTo(0, new float[16 * 2048], 0);
    assertThatThrownBy(() -> items.featuresTo(4, new float[16 * 2048], 0))
        .isInstanceOf(Fault.class)
        .hasMessage(
            folder.resolve("posetrack.pt")
                + ": features: expected finite numbers, got NaN in row 17 (sequence walk_20); make"
                + " the file again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"preprocessed_data/3dpw_test_db.pt"})
  void a_test_file_of_3dpw_has_no_joints_to_train_on(String name) {
    Path file = Shared.golden(name);
    assertThatThrownBy(() -> TrainingItems.open(TrainingKinds.named("3dpw"), file, true, false))
        .hasMessage(
            file + ": joints3D: expected 49 joints to train on, got 14; name a training file");
  }
}
