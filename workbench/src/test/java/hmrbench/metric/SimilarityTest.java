package hmrbench.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.testing.GoldenArrays;
import hmrbench.testing.Shared;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SimilarityTest {

  // Metres; both sides compute in double, so this is rounding.
  private static final double ROUNDING = 1e-12;

  @Test
  void agrees_with_the_reference_on_every_case_incl_mirrored_flat_and_collinear_ones() {
    GoldenArrays golden = new GoldenArrays(Shared.golden("expected/procrustes.npz"));
    String[] names = golden.strings("case_names");
    double[] source = golden.doubles("source");
    double[] target = golden.doubles("target");
    double[] expected = golden.doubles("pa_error_numpy_m");
    for (int i = 0; i < names.length; i++) {
      double[] from = Arrays.copyOfRange(source, i * 42, (i + 1) * 42);
      double[] to = Arrays.copyOfRange(target, i * 42, (i + 1) * 42);
      Optional<Similarity> fit = Similarity.fit(from, to);
      if (Double.isNaN(expected[i])) {
        assertThat(fit).as(names[i]).isEmpty();
        continue;
      }
      double error = JointErrors.meanDistance(fit.orElseThrow().apply(from), to);
      // huge_offset: positions near 1e3 m leave 1e-13 relative to them.
      double tolerance = names[i].equals("huge_offset") ? 1e-9 : ROUNDING;
      assertThat(error).as(names[i]).isCloseTo(expected[i], within(tolerance));
    }
  }

  @Test
  void places_every_joint_where_the_reference_does_where_the_solution_is_unique() {
    GoldenArrays golden = new GoldenArrays(Shared.golden("expected/procrustes.npz"));
    double[] unique = golden.doubles("unique_solution");
    double[] source = golden.doubles("source");
    double[] target = golden.doubles("target");
    double[] aligned = golden.doubles("aligned_numpy_float64");
    String[] names = golden.strings("case_names");
    for (int i = 0; i < names.length; i++) {
      if (unique[i] == 0) {
        continue;
      }
      double[] from = Arrays.copyOfRange(source, i * 42, (i + 1) * 42);
      double[] moved =
          Similarity.fit(from, Arrays.copyOfRange(target, i * 42, (i + 1) * 42))
              .orElseThrow()
              .apply(from);
      assertThat(moved)
          .as(names[i])
          .containsExactly(Arrays.copyOfRange(aligned, i * 42, (i + 1) * 42), within(1e-8));
    }
  }

  @Test
  void undoes_any_rotation_scale_and_shift_and_never_mirrors() {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      double[] points = random.doubles(42, -1, 1).toArray();
      double[] other = random.doubles(42, -1, 1).toArray();
      Similarity truth = Similarity.fit(points, other).orElseThrow();
      double[] moved = truth.apply(points);
      Similarity back = Similarity.fit(moved, points).orElseThrow();
      assertThat(JointErrors.meanDistance(back.apply(moved), points)).isLessThan(1e-13);
      double[] r = truth.rotation();
      double determinant =
          r[0] * (r[4] * r[8] - r[5] * r[7])
              - r[1] * (r[3] * r[8] - r[5] * r[6])
              + r[2] * (r[3] * r[7] - r[4] * r[6]);
      assertThat(determinant).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void is_no_worse_than_any_nearby_transform() {
    Random random = new Random(8);
    double[] from = random.doubles(42, -1, 1).toArray();
    double[] to = random.doubles(42, -1, 1).toArray();
    double[] best = Similarity.fit(from, to).orElseThrow().apply(from);
    for (int round = 0; round < 200; round++) {
      double[] nudged = from.clone();
      for (int i = 0; i < nudged.length; i++) {
        nudged[i] += 0.01 * random.nextGaussian();
      }
      double[] other = Similarity.fit(nudged, to).orElseThrow().apply(from);
      assertThat(squares(best, to)).isLessThanOrEqualTo(squares(other, to) + 1e-12);
    }
  }

  @Test
  void says_what_it_needs() {
    assertThatThrownBy(() -> Similarity.fit(new double[6], new double[9]))
        .hasMessage("needs two equal numbers of points [J, 3], got 6 and 9 values");
  }

  private static double squares(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }
}
