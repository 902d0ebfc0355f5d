package hmrbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hmrbench.core.Fault;
import hmrbench.core.OutputKind;
import hmrbench.core.WindowRule;
import hmrbench.data.WindowPlan.Row;
import hmrbench.data.WindowPlan.Window;
import hmrbench.data.Windows.Span;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Numbers come from the official split_into_chunks functions (golden/expected/windows.json) and
 * from a count by hand.
 */
class WindowsTest {

  private static final int T = 16;

  private static WindowPlan plan(WindowRule rule, int frames) {
    OutputKind output =
        switch (rule) {
          case VIBE, MEVA, CHUNKS -> OutputKind.SEQUENCE;
          default -> OutputKind.MIDDLE_FRAME;
        };
    return Windows.plan(rule, frames, rule == WindowRule.MEVA ? 90 : T, output);
  }

  private static List<Integer> range(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().toList();
  }

  private static List<Span> spansOf(JsonNode windows) {
    List<Span> spans = new ArrayList<>();
    windows.forEach(pair -> spans.add(new Span(pair.get(0).asInt(), pair.get(1).asInt())));
    return spans;
  }

  private static JsonNode golden(String name) throws IOException {
    return new ObjectMapper().readTree(Shared.golden("expected/" + name).toFile());
  }

  private static List<Span> moved(List<Span> spans, int by) {
    return spans.stream().map(span -> new Span(span.first() + by, span.last() + by)).toList();
  }

  @Test
  void spans_agree_with_tcmr_for_every_length_stride_and_flag() throws IOException {
    int compared = 0;
    for (JsonNode example : golden("windows.json").get("tcmr")) {
      if (!example.has("lengths")) {
        continue;
      }
      List<Span> spans = new ArrayList<>();
      int start = 0;
      for (JsonNode length : example.get("lengths")) {
        spans.addAll(
            moved(
                Windows.spans(
                    length.asInt(),
                    example.get("seqlen").asInt(),
                    example.get("stride").asInt(),
                    example.get("is_train").asBoolean(),
                    example.get("match_vibe").asBoolean() ? 16 : 0),
                start));
        start += length.asInt();
      }
      assertThat(spans).as(example.toString()).isEqualTo(spansOf(example.get("windows")));
      compared++;
    }
    assertThat(compared).isGreaterThan(200);
  }

  @Test
  void vibe_windows_agree_with_vibe() throws IOException {
    for (JsonNode example : golden("windows.json").get("vibe")) {
      if (example.get("lengths").size() > 1 || example.get("stride").asInt() != T) {
        continue;
      }
      WindowPlan plan = plan(WindowRule.VIBE, example.get("lengths").get(0).asInt());
      assertThat(plan.windows())
          .isEqualTo(
              spansOf(example.get("windows")).stream()
                  .map(span -> new Window(range(span.first(), span.last())))
                  .toList());
    }
  }

  @Test
  void glot_windows_agree_with_glot() throws IOException {
    for (JsonNode example : golden("windows.json").get("glot_test")) {
      if (example.get("lengths").size() > 1) {
        continue;
      }
      WindowPlan plan = plan(WindowRule.GLOT, example.get("lengths").get(0).asInt());
      List<Span> withoutPadding =
          plan.windows().stream()
              .map(window -> new Span(window.frames().get(0), window.frames().get(T - 1)))
              .toList();
      assertThat(withoutPadding).as(example.toString()).isEqualTo(spansOf(example.get("windows")));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 21, 40})
  void demo_windows_are_those_of_the_tcmr_rule(int frames) throws IOException {
    List<Window> expected = new ArrayList<>();
    for (Span span :
        spansOf(golden("demo_windows.json").get("seq_list").get(String.valueOf(frames)))) {
      int first = Math.floorMod(span.first(), frames);
      expected.add(
          new Window(
              span.first() == span.last()
                  ? Collections.nCopies(T, first)
                  : range(first, span.last())));
    }
    assertThat(plan(WindowRule.TCMR, frames).windows()).isEqualTo(expected);
  }

  @Test
  void sixteen_frames_give_one_sliding_window() {
    WindowPlan plan = plan(WindowRule.TCMR, 16);

    assertThat(plan.windows().get(7).frames()).isEqualTo(Collections.nCopies(T, 7));
    assertThat(plan.windows().get(8).frames()).isEqualTo(range(0, 15));
    assertThat(plan.windows().get(9).frames()).isEqualTo(Collections.nCopies(T, 9));
    assertThat(plan.targets()).isEqualTo(IntStream.range(0, 16).toArray());
  }

  @Test
  void the_trainer_cuts_seventeen_frames_to_sixteen() {
    assertThat(plan(WindowRule.TCMR_TRAINER, 17)).isEqualTo(plan(WindowRule.TCMR, 16));
  }

  @Test
  void vibe_drops_the_frames_after_its_last_whole_window() {
    WindowPlan plan = plan(WindowRule.VIBE, 35);

    assertThat(plan.windows()).hasSize(2);
    assertThat(plan.targets()).isEqualTo(IntStream.range(0, 32).toArray());
    assertThat(plan.rows().get(17)).isEqualTo(new Row(1, 1, 17));
  }

  @Test
  void the_last_of_a_hundred_meva_frames_come_from_a_window_moved_back() {
    WindowPlan plan = plan(WindowRule.MEVA, 100);

    assertThat(plan.windows()).containsExactly(new Window(range(0, 89)), new Window(range(10, 99)));
    assertThat(plan.rows().get(84)).isEqualTo(new Row(0, 84, 84));
    assertThat(plan.rows().get(85)).isEqualTo(new Row(1, 75, 85));
  }

  @ParameterizedTest
  @ValueSource(ints = {90, 91, 95, 100, 169, 170, 171, 250, 257, 1000})
  void meva_scores_every_frame_once_and_in_order(int frames) {
    assertThat(plan(WindowRule.MEVA, frames).targets())
        .isEqualTo(IntStream.range(0, frames).toArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 17, 31, 32, 40, 100})
  void chunks_and_padded_windows_score_every_frame_once_and_in_order(int frames) {
    int[] all = IntStream.range(0, frames).toArray();

    assertThat(plan(WindowRule.CHUNKS, frames).targets()).isEqualTo(all);
    assertThat(plan(WindowRule.EDGE_PADDED, frames).targets()).isEqualTo(all);
  }

  @ParameterizedTest
  @EnumSource(WindowRule.class)
  void a_row_reads_the_frame_that_it_is_scored_against(WindowRule rule) {
    int frames = 203;
    WindowPlan plan = plan(rule, frames);

    // GLoT's last rows are stored in reverse order; that is the rule.
    int compared = rule == WindowRule.GLOT ? frames - 7 : plan.rows().size();
    for (Row row : plan.rows().subList(0, compared)) {
      assertThat(plan.windows().get(row.window()).frames().get(row.position()))
          .isEqualTo(row.target());
    }
  }

  @Test
  void glot_scores_its_last_seven_rows_against_frames_in_reverse_order() {
    WindowPlan plan = plan(WindowRule.GLOT, 20);

    List<Integer> middles =
        plan.rows().subList(13, 20).stream()
            .map(row -> plan.windows().get(row.window()).frames().get(row.position()))
            .toList();
    assertThat(middles).containsExactly(19, 18, 17, 16, 15, 14, 13);
    assertThat(plan.targets()).isEqualTo(IntStream.range(0, 20).toArray());
    assertThat(plan.windows().get(13).frames().subList(9, 16)).containsOnly(19);
    assertThat(plan.windows().get(0).frames()).startsWith(0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
  }

  @ParameterizedTest
  @EnumSource(WindowRule.class)
  void a_sequence_shorter_than_a_window_has_no_rows(WindowRule rule) {
    int frames = rule == WindowRule.MEVA ? 89 : 15;
    boolean isPadded = rule == WindowRule.EDGE_PADDED || rule == WindowRule.HMMR;

    assertThat(plan(rule, frames).rows()).hasSize(isPadded ? frames : 0);
  }

  @ParameterizedTest
  @EnumSource(WindowRule.class)
  void a_per_frame_model_sees_the_scored_frames_one_by_one(WindowRule rule) {
    int[] scored = plan(rule, 107).targets();
    WindowPlan plan =
        Windows.plan(rule, 107, rule == WindowRule.MEVA ? 90 : T, OutputKind.PER_FRAME);

    assertThat(plan.targets()).isEqualTo(scored);
    assertThat(plan.windows()).allSatisfy(window -> assertThat(window.frames()).hasSize(1));
    assertThat(plan.windows().get(90)).isEqualTo(new Window(List.of(90)));
    assertThat(Windows.plan(rule, 5, 1, OutputKind.PER_FRAME).targets())
        .containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void a_sequence_model_keeps_its_middle_output_where_windows_slide() {
    assertThat(Windows.plan(WindowRule.TCMR, 40, T, OutputKind.SEQUENCE))
        .isEqualTo(plan(WindowRule.TCMR, 40));
  }

  @Test
  void a_middle_frame_model_scores_the_frames_that_vibe_scores() {
    WindowPlan plan = Windows.plan(WindowRule.VIBE, 45, T, OutputKind.MIDDLE_FRAME);

    assertThat(plan.targets()).isEqualTo(plan(WindowRule.VIBE, 45).targets());
    assertThat(plan.rows()).allSatisfy(row -> assertThat(row.position()).isEqualTo(8));
  }

  @Test
  void a_middle_frame_model_cannot_be_laid_out_as_meva() {
    assertThatThrownBy(() -> Windows.plan(WindowRule.MEVA, 200, T, OutputKind.MIDDLE_FRAME))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "window rule MEVA scores many frames of each window, but the model answers for the"
                + " middle frame alone: use the rule TCMR or EDGE_PADDED");
  }

  @Test
  void meva_needs_windows_longer_than_twice_its_overlap() {
    assertThatThrownBy(() -> Windows.plan(WindowRule.MEVA, 200, T, OutputKind.SEQUENCE))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "window rule MEVA needs windows of more than 20 frames (MEVA's have 90), the model has"
                + " 16");
  }

  @Test
  void a_plan_makes_windows_when_they_are_asked_for() {
    // A list of them would not fit into memory.
    WindowPlan plan = Windows.plan(WindowRule.EDGE_PADDED, 2_000_000_000, T, OutputKind.SEQUENCE);
    assertThat(plan.windows()).hasSize(2_000_000_000);
    assertThat(plan.windows().get(1_999_999_999).frames())
        .isEqualTo(
            IntStream.range(0, T)
                .map(t -> Math.min(1_999_999_999, 1_999_999_991 + t))
                .boxed()
                .toList());
    assertThat(plan.rows().get(1_234_567_890)).isEqualTo(new Row(1_234_567_890, 8, 1_234_567_890));
  }
}
