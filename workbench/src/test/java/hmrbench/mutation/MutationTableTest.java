package hmrbench.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MutationTableTest {

  @Test
  void faults_inside_a_class_count_as_its_own() {
    assertThat(
            MutationTable.of(
                """
                A.java,a.A,org.M,of,12,KILLED,a.ATest
                A.java,a.A$Part,org.M,of,14,SURVIVED,none
                B.java,a.B,org.M,of,15,TIMED_OUT,a.ATest
                B.java,a.B,org.M,of,16,NO_COVERAGE,none
                """))
        .isEqualTo(
            """
            | class | faults | noticed | not |
            |---|---:|---:|---:|
            | `a.A` | 2 | 1 | 1 |
            | `a.B` | 2 | 1 | 1 |
            | all | 4 | 2 | 2 |
            """);
  }
}
