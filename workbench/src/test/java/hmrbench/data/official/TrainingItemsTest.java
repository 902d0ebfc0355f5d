package hmrbench.data.official;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hmrbench.core.FloatGrid;
import hmrbench.data.official.TrainingItems.Purpose;
import hmrbench.data.official.TrainingItems.Span;
import hmrbench.data.official.TrainingItems.Target;
import hmrbench.io.npy.Npz;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingItemsTest {

  // One unit in the last place of half precision, for values that lie on its rounding edge.
  private static final float HALF_UNIT = 1e-3f;

  private static TrainingItems open(String set) {
    DbKind kind = DbKind.of(set.substring(0, set.indexOf('_')));
    Purpose purpose = set.endsWith("train") ? Purpose.TRAIN : Purpose.VALIDATE;
    String name =
        switch (kind) {
          case THREE_DPW -> "3dpw_test_db.pt";
          case H36M -> "h36m_test_25fps_nosmpl_db.pt";
          case MPII3D -> "mpii3d_val_scale12_db.pt";
        };
    Path file = Shared.golden("preprocessed_data/" + name);
    return set.equals("3dpw_train")
        ? TrainingItems.withJoints(
            file,
            kind,
            purpose,
            Npz.open(Shared.golden("expected/preprocess_3dpw_train_joints3D.npz"))
                .get("joints3D_49"))
        : TrainingItems.open(file, kind, purpose);
  }

  private static JsonNode golden(String set) throws IOException {
    JsonNode sets =
        new ObjectMapper()
            .readTree(Shared.golden("expected/dataset_items.json").toFile())
            .get("sets");
    return StreamSupport.stream(sets.spliterator(), false)
        .filter(node -> node.get("tag").asText().equals(set))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"3dpw_train", "3dpw_val", "h36m_train", "h36m_val", "mpii3d_train", "mpii3d_val"})
  void windows_and_targets_are_those_of_the_official_data_set(String set) throws IOException {
    TrainingItems items = open(set);
    JsonNode golden = golden(set);
    List<Span> windows = items.windows(true);
    List<Span> expected =
        StreamSupport.stream(golden.get("windows").spliterator(), false)
            .map(pair -> new Span(pair.get(0).asInt(), pair.get(1).asInt()))
            .toList();
    assertThat(windows).isEqualTo(expected);
    Npz arrays = Npz.open(Shared.golden("expected/dataset_items.npz"));
    for (JsonNode item : golden.get("items")) {
      Target target = items.target(windows.get(item.asInt()));
      String prefix = set + "/" + item.asInt() + "/";
      requireClose(target.theta(), arrays.get(prefix + "theta").floats());
      requireClose(target.keypoints(), arrays.get(prefix + "kp_2d").floats());
      requireClose(target.joints(), arrays.get(prefix + "kp_3d").floats());
      assertThat(arrays.get(prefix + "w_smpl").booleans()).containsOnly(target.hasBody());
      if (arrays.has(prefix + "valid")) {
        assertThat(arrays.get(prefix + "valid").booleans()).containsOnly(target.counted());
      }
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
  void windows_side_by_side_drop_the_remainder() {
    TrainingItems items = open("3dpw_val");
    assertThat(items.windows(false)).hasSize(86 / 16 + 45 / 16 + 64 / 16 + 64 / 16);
    assertThat(items.windows(false).get(5)).isEqualTo(new Span(86, 101));
    assertThat(items.features(new Span(3, 3)))
        .isEqualTo(items.features(new Span(3, 18)).rows(new int[16]));
  }

  @Test
  void a_test_file_of_3dpw_has_no_joints_to_train_on() {
    Path file = Shared.golden("preprocessed_data/3dpw_test_db.pt");
    assertThatThrownBy(() -> TrainingItems.open(file, DbKind.THREE_DPW, Purpose.TRAIN))
        .hasMessage(
            file + ": joints3D: expected 49 joints to train on, got 14; name a training file");
  }
}
