package hmrbench.metric;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.core.JointSet;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What sets the evaluators apart, by name; see the descriptions that tables print. */
class ProtocolTraitsTest {

  private static List<String> names(Predicate<Protocol> which) {
    return Protocols.all().stream().filter(which).map(Protocol::name).toList();
  }

  private static List<String> ruled(Predicate<RuledProtocol> which) {
    return names(it -> it instanceof RuledProtocol rules && which.test(rules));
  }

  @Test
  void frames_that_are_invalid_count_where_the_evaluators_count_them() {
    assertThat(names(Protocol::countsInvalidFrames)).containsExactly("tcmr-trainer", "vibe");
    assertThat(names(it -> !it.dropsInvalidFrames()))
        .containsExactly("tcmr-trainer", "vibe", "hmmr", "hmrbench");
  }

  @Test
  void evaluators_have_the_faults_that_their_code_has() {
    assertThat(names(Protocol::quantisesTargets)).containsExactly("tcmr-trainer", "vibe");
    assertThat(names(Protocol::meshErrorIgnoresFilter)).containsExactly("tcmr", "mpsnet", "glot");
    assertThat(ruled(RuledProtocol::alignsTruth)).containsExactly("meva");
    assertThat(ruled(RuledProtocol::misalignsFewFrames))
        .containsExactly("wham-world", "gvhmr-world", "tram-world", "josh-world");
    assertThat(ruled(RuledProtocol::isOfEmdb)).containsExactly("emdb1");
  }

  @Test
  void a_vertex_error_is_where_its_definition_is_known() {
    assertThat(ruled(it -> !it.hasVertexError()))
        .containsExactly("meva", "3dpw-official", "4d-humans");
    assertThat(names(Protocol::takesMeshesAboutRoot))
        .containsExactly(
            "wham",
            "wham-world",
            "gvhmr-world",
            "tram-world",
            "josh-world",
            "emdb2",
            "emdb1",
            "gvhmr",
            "rich",
            "bedlam",
            "agora-like");
  }

  @Test
  void some_are_defined_on_one_joint_set_alone() {
    assertThat(names(it -> !it.takes(JointSet.COMMON14)))
        .containsExactly("rich", "3dpw-official", "4d-humans", "bedlam", "agora-like");
    assertThat(names(it -> it.takes(JointSet.SMPL24))).contains("3dpw-official", "tcmr");
  }

  @Test
  void accelerations_are_averaged_like_those_of_a_representative() {
    assertThat(names(it -> it.averagesLike().equals("wham"))).contains("wham");
    assertThat(names(it -> it.averagesLike().equals("vibe"))).contains("vibe");
    assertThat(names(it -> it.averagesLike().equals("hmrbench"))).contains("hmrbench");
    assertThat(names(it -> it.averagesLike().equals("tcmr"))).contains("tcmr", "meva", "glot");
  }

  @Test
  void each_says_what_it_does_under_a_version() {
    assertThat(Protocols.all())
        .allSatisfy(
            it -> {
              assertThat(it.version()).as(it.name()).isPositive();
              assertThat(it.description()).as(it.name()).hasSizeGreaterThan(4);
            });
  }

  @Test
  void the_main_table_shows_errors_and_not_what_describes_the_motion() {
    List<String> main = Metrics.ofMainTable().stream().map(it -> it.column()).toList();
    assertThat(main)
        .startsWith("mpjpe_mm", "pa_mpjpe_mm")
        .contains("accel_err_mm_per_frame2", "w_mpjpe_mm", "wa_mpjpe_mm")
        .doesNotContain("accel_gt_mm_per_frame2", "attention_past");
    assertThat(Metrics.mainErrors()).isNotEmpty().allMatch(it -> it.lowerIsBetter());
    assertThat(Metrics.columnsOfEveryRecord())
        .contains("mpjpe_mm", "accel_gt_mm_per_frame2")
        .doesNotContain("w_mpjpe_mm");
    assertThat(Metrics.mainErrors().stream().map(it -> it.column()).toList())
        .isSubsetOf(Metrics.columnsOfEveryRecord());
  }

  @Test
  void needs_are_named() {
    assertThat(Need.values()).extracting(Need::words).doesNotHaveDuplicates().doesNotContain("");
    assertThat(Need.VERTICES.words()).isEqualTo("meshes");
  }
}
