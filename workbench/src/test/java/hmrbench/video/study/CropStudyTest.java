package hmrbench.video.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.data.sim.SimulatedDataset;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.picture.geometry.Box;
import hmrbench.picture.image.Picture;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CropStudyTest {

  // The set's joints and cameras are float32: 1e-4 pixels are their rounding.
  private static final double ROUNDING = 1e-4;

  private static Map<CropPolicy, CropStudy.Row> rows() {
    try (SimulatedDataset dataset = new SimulatedDataset("two", SimulatedSplit.TEST, 2, 7, 128)) {
      return CropStudy.measure(dataset).stream()
          .collect(Collectors.toMap(CropStudy.Row::policy, Function.identity()));
    }
  }

  @Test
  void crops_that_keep_shapes_are_explained_by_a_camera_without_error() {
    Map<CropPolicy, CropStudy.Row> rows = rows();
    for (CropPolicy policy : List.of(CropPolicy.SQUARE, CropPolicy.MOVED, CropPolicy.LETTERBOX)) {
      CropStudy.Row row = rows.get(policy);
      assertThat(row.anisotropy().low()).as("%s", policy).isCloseTo(1, within(1e-6));
      assertThat(row.anisotropy().high()).as("%s", policy).isCloseTo(1, within(1e-6));
      assertThat(row.cropError()).as("%s", policy).isLessThan(ROUNDING);
      assertThat(row.pictureError()).as("%s", policy).isLessThan(ROUNDING);
    }
  }

  @Test
  void crops_that_stretch_are_not() {
    Map<CropPolicy, CropStudy.Row> rows = rows();
    assertThat(rows.get(CropPolicy.STRETCHED).anisotropy().median()).isLessThan(0.8);
    assertThat(rows.get(CropPolicy.STRETCHED).bodyError()).isGreaterThan(20);
    assertThat(rows.get(CropPolicy.CUT).anisotropy().low()).isLessThan(0.9);
    assertThat(rows.get(CropPolicy.CUT).cropError()).isGreaterThan(0.1);
  }

  @Test
  void only_squares_that_stay_where_they_are_show_nothing_beyond_the_edge() {
    Map<CropPolicy, CropStudy.Row> rows = rows();
    assertThat(rows.get(CropPolicy.SQUARE).empty()).isGreaterThan(0.02);
    assertThat(rows.get(CropPolicy.MOVED).empty()).isLessThan(1e-9);
    assertThat(rows.get(CropPolicy.CUT).empty()).isLessThan(1e-9);
    assertThat(rows.get(CropPolicy.LETTERBOX).empty())
        .isGreaterThan(rows.get(CropPolicy.SQUARE).empty());
  }

  @Test
  void a_box_at_the_edge_becomes_what_each_policy_says() {
    Box tight = Box.between(-0.5, 99.5, 49.5, 199.5);
    assertThat(CropPolicy.SQUARE.source(tight, 640, 480)).isEqualTo(new Box(24.5, 149.5, 120, 120));
    assertThat(CropPolicy.MOVED.source(tight, 640, 480)).isEqualTo(new Box(59.5, 149.5, 120, 120));
    assertThat(CropPolicy.CUT.source(tight, 640, 480))
        .isEqualTo(Box.between(-0.5, 89.5, 84.5, 209.5));
    assertThat(CropPolicy.STRETCHED.source(tight, 640, 480))
        .isEqualTo(new Box(24.5, 149.5, 60, 120));
    assertThat(CropPolicy.LETTERBOX.shown(tight, 640, 480))
        .isEqualTo(new Box(24.5, 149.5, 60, 120));
  }

  @Test
  void the_sheet_has_a_row_per_clip_with_a_person_in_every_crop() {
    try (SimulatedDataset dataset = new SimulatedDataset("two", SimulatedSplit.TEST, 2, 7, 128)) {
      Picture sheet = CropSheet.draw(dataset, new int[] {0, 1}, new double[] {0.5, 0.5});
      List<CropPolicy> policies = List.of(CropPolicy.values());
      for (CropPolicy policy : policies) {
        int left = 12 + 298 + 12 + policies.indexOf(policy) * 236;
        assertThat(orange(sheet, left, 38)).as("%s", policy).isGreaterThan(1500);
        assertThat(orange(sheet, left, 274)).as("%s", policy).isGreaterThan(1500);
      }
    }
  }

  private static int orange(Picture sheet, int left, int top) {
    int count = 0;
    for (int y = top; y < top + 224; y++) {
      for (int x = left; x < left + 224; x++) {
        int colour = sheet.colour(x, y);
        count += (colour >> 16 & 255) > (colour & 255) + 60 ? 1 : 0;
      }
    }
    return count;
  }
}
