package hmrbench.data.official;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.SmplTrack;
import hmrbench.io.npy.Npz;
import hmrbench.testing.Shared;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcmrDbDatasetTest {

  // The official program subtracts the root in float32, in another order for the means of two.
  private static final float ROUNDING = 1e-6f;

  private static TcmrDbDataset open(String file, String kind, double rate) {
    return TcmrDbDataset.open(
        "golden", Shared.golden("preprocessed_data/" + file), DbKind.of(kind), rate);
  }

  /** The frames that TCMR's evaluator keeps, relative to the root. */
  private static FloatGrid target(Clip clip) {
    return clip.frames(clip.valid().indices()).truth().relativeToRoot().metres();
  }

  @ParameterizedTest
  @CsvSource({
    "3dpw_test_db.pt, 3dpw, 30, tcmr_3dpw_nofilter",
    "3dpw_test_db_zlib.pt, 3dpw, 30, tcmr_3dpw_nofilter",
    "3dpw_test_db_joblib12.pt, 3dpw, 30, tcmr_3dpw_nofilter",
    "h36m_test_25fps_nosmpl_db.pt, h36m, 25, tcmr_h36m_nofilter",
    "mpii3d_val_scale12_db.pt, mpii3d, 25, tcmr_mpii3d_nofilter"
  })
  void targets_are_those_that_the_official_evaluation_used(
      String file, String kind, double rate, String run) {
    Npz official = Npz.open(Shared.golden("expected/evaluate/" + run + ".npz"));
    int compared = 0;
    try (TcmrDbDataset data = open(file, kind, rate)) {
      assertThat(data.remarks()).isEmpty();
      for (int i = 0; i < data.sequences().size(); i++) {
        String key = String.format(Locale.ROOT, "s%02d_target_j3d_centered", i);
        if (!official.has(key)) {
          continue; // no frame of it counts
        }
        FloatGrid target = target(data.clip(i, rate));
        assertThat(target.shape()).isEqualTo(official.get(key).shape());
        float[] expected = official.get(key).floats();
        for (int k = 0; k < expected.length; k++) {
          assertThat(target.get(k)).isCloseTo(expected[k], byLessThan(ROUNDING));
        }
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(2);
  }

  private static org.assertj.core.data.Offset<Float> byLessThan(float limit) {
    return org.assertj.core.api.Assertions.within(limit);
  }

  @Test
  void sequences_of_3dpw_have_bodies_and_invalid_frames() {
    try (TcmrDbDataset data = open("3dpw_test_db.pt", "3dpw", 30)) {
      assertThat(data.sequences())
          .containsExactly(
              "alley_waving_00_0",
              "garden_turning_01_0",
              "studio_pacing_00_0",
              "studio_pacing_00_1");
      assertThat(data.evaluationOrder()).containsExactly(0, 1, 2, 3);
      assertThat(data.frames()).isEqualTo(259);
      assertThat(data.featureSize()).isEqualTo(2048);
      assertThat(data.joints()).isEqualTo(JointSet.COMMON14);
      assertThat(data.frameRates()).containsExactly(5.0, 6.0, 7.5, 10.0, 15.0, 30.0);
      Clip garden = data.clip(1, 30);
      assertThat(garden.frames()).isEqualTo(45);
      assertThat(garden.valid().count()).isEqualTo(39);
      assertThat(garden.counted().count()).isEqualTo(45);
      assertThat(garden.frameLabels()).startsWith("0", "1", "2");
      assertThat(garden.smpl().map(SmplTrack::frames)).contains(45);
    }
  }

  @Test
  void files_without_bodies_hold_zeros_and_give_none() {
    try (TcmrDbDataset data = open("h36m_test_25fps_nosmpl_db.pt", "h36m", 25)) {
      Clip clip = data.clip(0, 25);
      assertThat(clip.smpl()).isEmpty();
      assertThat(clip.tags())
          .containsEntry("subject", "09")
          .containsEntry("action", "02")
          .containsEntry("camera", "01");
      assertThat(clip.frameLabels()).startsWith("0", "2", "4");
    }
  }

  @Test
  void frames_of_mpi_inf_3dhp_are_counted_by_their_own_flag() {
    try (TcmrDbDataset data = open("mpii3d_val_scale12_db.pt", "mpii3d", 25)) {
      assertThat(data.joints()).isEqualTo(JointSet.MPII3D17);
      int[] counted =
          java.util.stream.IntStream.range(0, data.sequences().size())
              .map(i -> data.clip(i, 25).counted().count())
              .toArray();
      assertThat(counted).containsExactly(40, 29, 44, 0, 33, 9, 20, 23);
      assertThat(data.clip(2, 25).valid().count()).isEqualTo(50);
    }
  }

  @Test
  void a_lower_rate_keeps_frames_that_lie_even_in_time() {
    try (TcmrDbDataset data = open("3dpw_test_db.pt", "3dpw", 30)) {
      Clip full = data.clip(0, 30);
      Clip half = data.clip(0, 15);
      assertThat(half.framesPerSecond()).isEqualTo(15);
      assertThat(half.truth().framesPerSecond()).isEqualTo(15);
      assertThat(half.frameLabels())
          .isEqualTo(
              full.frameLabels().stream().filter(label -> Long.parseLong(label) % 2 == 0).toList());
      int[] kept = half.frameLabels().stream().mapToInt(full.frameLabels()::indexOf).toArray();
      assertThat(half.features()).isEqualTo(full.features().rows(kept));
    }
  }

  @Test
  void a_gap_does_not_shift_the_frames_that_a_lower_rate_keeps() {
    assertThat(FrameRows.everyNth(7, 2, 10, 11, 12, 15, 16, 17, 18)).containsExactly(0, 2, 4, 6);
    assertThat(FrameRows.everyNth(5, 2, 0, 2, 4, 6, 10)).containsExactly(0, 2);
    assertThat(FrameRows.everyNth(4, 3, 5, 8, 11, 17)).containsExactly(0);
    assertThat(FrameRows.everyNth(4, 3, 5, 6, 7, 8)).containsExactly(0, 3);
    assertThat(FrameRows.everyNth(1, 2, 7)).containsExactly(0);
    assertThat(FrameRows.everyNth(5, 2)).containsExactly(0, 2, 4);
    assertThat(FrameRows.numbers(Arrays.asList("img_000001", "img_000012"))).containsExactly(1, 12);
    assertThat(FrameRows.numbers(Arrays.asList("a1", "b"))).isEmpty();
  }

  @Test
  void sequences_are_sorted_by_code_point_and_may_lie_apart() {
    FrameRows rows = new FrameRows("b", "b", "\uD83C\uDFC3", "\uFF5A", "b");
    assertThat(rows.sorted()).containsExactly("b", "\uFF5A", "\uD83C\uDFC3");
    assertThat(rows.fileOrder()).containsExactly("b", "\uD83C\uDFC3", "\uFF5A");
    assertThat(rows.of("b")).containsExactly(0, 1, 4);
    assertThat(rows.contiguous()).isFalse();
  }

  @Test
  void a_rate_between_the_recorded_ones_is_refused_with_a_list() {
    try (TcmrDbDataset data = open("3dpw_test_db.pt", "3dpw", 30)) {
      assertThatThrownBy(() -> data.clip(0, 25))
          .isInstanceOf(Fault.class)
          .hasMessage(
              "data set golden cannot be had at 25 frames per second exactly: "
                  + "use one of 5, 6, 7.5, 10, 15, 30");
    }
  }

  @Test
  void the_wrong_kind_is_reported_by_the_joints() {
    String file = Shared.golden("preprocessed_data/3dpw_test_db.pt").toString();
    assertThatThrownBy(() -> open("3dpw_test_db.pt", "h36m", 25))
        .isInstanceOf(Fault.class)
        .hasMessage(
            file
                + ": joints3D: expected [49] joints for kind h36m, got 14; "
                + "check the kind of the data set");
    assertThatThrownBy(() -> DbKind.of("coco"))
        .hasMessage("kind: expected 3dpw or h36m or mpii3d, got coco");
  }

  @Test
  void a_motion_file_lacks_what_a_benchmark_needs() {
    String file = Shared.golden("preprocessed_data/amass_db.pt").toString();
    assertThatThrownBy(() -> open("amass_db.pt", "3dpw", 30))
        .isInstanceOf(Fault.class)
        .hasMessage(
            file
                + ": top: expected a key features, got [theta, vid_name]; "
                + "check that this is the right file");
  }
}
