package hmrbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import hmrbench.core.OutputKind;
import hmrbench.core.WindowRule;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the description of predict_all_images: padded, cut, the middle kept, joined, cut off. */
class HmmrWindowsTest {

  private static final int T = 20;
  private static final int MARGIN = 6;
  private static final int KEPT = 8;
  private static final int BATCH = 8;

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 20, 64, 65, 150})
  void windows_are_those_of_the_tester(int frames) {
    int batches = (frames + KEPT * BATCH - 1) / (KEPT * BATCH);
    List<Integer> padded = new ArrayList<>();
    for (int i = 0; i < MARGIN; i++) {
      padded.add(-1);
    }
    for (int t = 0; t < frames; t++) {
      padded.add(t);
    }
    for (int i = 0; i < batches * BATCH * T - frames + MARGIN; i++) {
      padded.add(-1);
    }
    List<List<Integer>> seen = new ArrayList<>();
    for (int i = 0; i < batches * BATCH; i++) {
      for (int p = MARGIN; p < T - MARGIN; p++) {
        seen.add(padded.subList(i * KEPT, i * KEPT + T));
      }
    }
    WindowPlan plan = Windows.hmmr(frames, T, OptionalInt.of(-1));
    assertThat(plan.rows()).hasSize(frames);
    for (int t = 0; t < frames; t++) {
      WindowPlan.Row row = plan.rows().get(t);
      assertThat(row.target()).isEqualTo(t);
      assertThat(row.position()).isEqualTo(MARGIN + t % KEPT);
      assertThat(plan.windows().get(row.window()).frames()).isEqualTo(seen.get(t));
    }
  }

  @Test
  void without_blank_frames_the_first_and_the_last_stand_for_them() {
    WindowPlan plan = Windows.plan(WindowRule.HMMR, 9, T, OutputKind.SEQUENCE);
    assertThat(plan.windows().get(1).frames())
        .containsExactly(2, 3, 4, 5, 6, 7, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8);
    assertThat(plan.windows().get(0).frames()).startsWith(0, 0, 0, 0, 0, 0, 0, 1);
  }

  @Test
  void other_kinds_of_models_answer_for_every_frame() {
    for (OutputKind kind : List.of(OutputKind.PER_FRAME, OutputKind.MIDDLE_FRAME)) {
      assertThat(Windows.plan(WindowRule.HMMR, 30, 16, kind).targets()).hasSize(30);
    }
  }

  @Test
  void a_window_that_keeps_nothing_is_refused() {
    assertThatThrownBy(() -> Windows.plan(WindowRule.HMMR, 30, 12, OutputKind.SEQUENCE))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "window rule HMMR needs windows of more than 12 frames (HMMR's have 20), the model has"
                + " 12");
  }
}
