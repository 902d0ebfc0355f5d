package hmrbench.picture.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.io.npy.Npz;
import hmrbench.testing.Shared;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoxSmoothingTest {

  // The reference sums a window of 65 in another order.
  private static final double ROUNDING = 1e-9;

  @ParameterizedTest
  @CsvSource({"keypoints, all_params, start_end", "keypoints_late_start, late_all, late_start_end"})
  void finds_and_interpolates_people_as_the_official_program(
      String keypoints, String parameters, String startEnd) {
    Npz golden = Npz.open(Shared.golden("expected/smooth_bbox.npz"));
    BoxSmoothing.Span span = span(golden, keypoints);
    double[] expected = golden.get(parameters).doubles();
    assertThat(golden.get(startEnd).longs()).containsExactly(span.first(), span.end());
    assertAll(span.values(), expected, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "keypoints, smooth_k11_s8, 11, 8",
    "keypoints, smooth_k5_s3, 5, 3",
    "keypoints_late_start, late_smooth_k11_s8, 11, 8"
  })
  void steadies_people_as_the_official_program(
      String keypoints, String smoothed, int median, double sigma) {
    Npz golden = Npz.open(Shared.golden("expected/smooth_bbox.npz"));
    BoxSmoothing.Span span = span(golden, keypoints);
    double[] expected = golden.get(smoothed).doubles();
    BoxSmoothing smoothing = new BoxSmoothing(median, sigma, BoxSmoothing.Ends.ZEROS);
    // The reference pads the frames before the first one with zeros.
    assertAll(smoothing.smooth(span.values()), expected, span.first() * 3);
  }

  @Test
  void a_span_shorter_than_the_median_keeps_its_boxes() {
    PersonScale person = new PersonScale(100, 200, 0.5);
    List<PersonScale> three = Collections.nCopies(3, person);
    assertThat(BoxSmoothing.FOR_TRACKS.smooth(three))
        .allSatisfy(
            smooth -> {
              assertThat(smooth.centreX()).isCloseTo(100, within(1e-9));
              assertThat(smooth.scale()).isCloseTo(0.5, within(1e-9));
            });
    assertThat(BoxSmoothing.OFFICIAL.smooth(three)).allMatch(smooth -> smooth.scale() == 0);
  }

  @Test
  void nobody_in_any_frame_is_no_span() {
    assertThat(BoxSmoothing.withoutGaps(List.of(Optional.empty(), Optional.empty()))).isEmpty();
  }

  private static BoxSmoothing.Span span(Npz golden, String name) {
    double[] points = golden.get(name).doubles();
    int count = golden.get(name).size(1);
    List<Optional<PersonScale>> seen = new ArrayList<>();
    for (int t = 0; t < golden.get(name).size(0); t++) {
      double[] x = new double[count];
      double[] y = new double[count];
      double[] confidence = new double[count];
      for (int k = 0; k < count; k++) {
        x[k] = points[(t * count + k) * 3];
        y[k] = points[(t * count + k) * 3 + 1];
        confidence[k] = points[(t * count + k) * 3 + 2];
      }
      seen.add(PersonScale.ofKeypoints(x, y, confidence, PersonScale.VISIBLE));
    }
    return BoxSmoothing.withoutGaps(seen).orElseThrow();
  }

  private static void assertAll(List<PersonScale> actual, double[] expected, int from) {
    assertThat(actual).hasSize((expected.length - from) / 3);
    for (int t = 0; t < actual.size(); t++) {
      int at = from + 3 * t;
      assertThat(actual.get(t).centreX()).isCloseTo(expected[at], within(ROUNDING));
      assertThat(actual.get(t).centreY()).isCloseTo(expected[at + 1], within(ROUNDING));
      assertThat(actual.get(t).scale()).isCloseTo(expected[at + 2], within(ROUNDING));
    }
  }
}
