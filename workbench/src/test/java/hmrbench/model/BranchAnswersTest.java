package hmrbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.FloatGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two rows of a body of two numbers instead of 157: all is a weighted sum. */
class BranchAnswersTest {

  private static BranchAnswers answers(boolean current) {
    return new BranchAnswers(
        FloatGrid.copyOf(new float[] {1, 2, 10, 20, 100, 200, 3, 4, 30, 40, 300, 400}, 2, 3, 2),
        FloatGrid.copyOf(new float[] {0.5f, -0.5f}, 2),
        FloatGrid.zeros(2, 3),
        FloatGrid.zeros(2, 3),
        current);
  }

  private static FloatGrid weights(float... values) {
    return FloatGrid.copyOf(values, values.length / 3, 3);
  }

  @Test
  void a_body_is_the_weighted_sum_of_its_branches_and_the_offset() {
    FloatGrid bodies = answers(true).under(weights(0.5f, 0.25f, 0.125f, 1, -2, 4));
    assertThat(bodies.shape()).containsExactly(2, 2);
    // 0.5 * 1 + 0.25 * 10 + 0.125 * 100 + 0.5; 3 - 60 + 1200 + 0.5
    assertThat(bodies.toArray()).containsExactly(16f, 30.5f, 1143.5f, 1523.5f);
  }

  @ParameterizedTest
  @CsvSource({"0", "NaN"})
  void a_branch_that_is_not_there_adds_nothing(float nothing) {
    FloatGrid bodies = answers(false).under(weights(1, nothing, 1, 1, nothing, 0));
    assertThat(bodies.toArray()).containsExactly(101.5f, 201.5f, 3.5f, 3.5f);
  }

  @Test
  void a_branch_that_is_not_there_cannot_be_weighed() {
    FloatGrid weighed = weights(1, 0, 0, 0, 0.1f, 0);
    assertThatThrownBy(() -> answers(false).under(weighed))
        .hasMessage("a network without a current branch cannot weigh it");
    assertThat(answers(true).under(weighed).toArray()).containsExactly(1.5f, 1.5f, 3.5f, 3.5f);
  }

  @Test
  void weights_of_another_shape_are_refused() {
    assertThat(answers(true).rows()).isEqualTo(2);
    assertThatThrownBy(() -> answers(true).under(weights(1, 0, 0)))
        .hasMessageStartingWith("weights must be [2, 3], got ");
    assertThatThrownBy(() -> answers(true).under(FloatGrid.zeros(2, 2)))
        .hasMessageStartingWith("weights must be [2, 3], got ");
    assertThatThrownBy(() -> answers(true).under(FloatGrid.zeros(2, 3, 1)))
        .hasMessageStartingWith("weights must be [2, 3], got ");
  }
}
