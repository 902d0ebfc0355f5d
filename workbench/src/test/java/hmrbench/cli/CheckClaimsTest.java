package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check-claims} as it is typed. */
class CheckClaimsTest {

  private static final String PLACE =
      "TCMR Table 4 (TCMR, full model; 3DPW train set; no MoSh; TCMR_RELEASE/asset/table4.png,"
          + " confidence high)";

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        folder.resolve("mine.csv"),
        """
        Model,Dataset,Metric,Value,Unit
        TCMR,MPI-INF-3DHP,Accel,8.5,mm/frame^2
        TCMR,MPI-INF-3DHP,MPJPE,97.0,mm
        """);
  }

  private Typed check(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "check-claims";
    System.arraycopy(words, 0, all, 1, words.length);
    return Typed.in(folder, all);
  }

  @Test
  void it_prints_a_table_and_why_and_is_done() {
    Typed said = check("mine.csv");

    assertThat(said.err()).isEmpty();
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .isEqualTo(
            """
            mine.csv beside the ledger: 1 same, 1 differs

            line  method  data set      metric  value  unit        verdict
            2     TCMR    MPI-INF-3DHP  Accel     8.5  mm/frame^2  same
            3     TCMR    MPI-INF-3DHP  MPJPE    97.0  mm          differs

            line 2, same: printed in %s, and in one more
            line 3, differs: 0.3 mm below the 97.3 mm of %s
            """
                .formatted(PLACE, PLACE));
  }

  @Test
  void verdicts_go_to_a_file_and_to_markdown() throws IOException {
    Typed said = check("mine.csv", "--csv", "out.csv", "--markdown");

    assertThat(said.code()).isZero();
    assertThat(said.out())
        .startsWith("**mine.csv beside the ledger: 1 same, 1 differs**\n\n| line | method |")
        .endsWith("verdicts: " + folder.resolve("out.csv") + "\n");
    assertThat(Files.readString(folder.resolve("out.csv")))
        .isEqualTo(
            """
            line,method,data set,metric,value,unit,verdict,because
            2,TCMR,MPI-INF-3DHP,Accel,8.5,mm/frame^2,same,"printed in %s, and in one more"
            3,TCMR,MPI-INF-3DHP,MPJPE,97.0,mm,differs,"0.3 mm below the 97.3 mm of %s"
            """
                .formatted(PLACE, PLACE));
  }

  @Test
  void a_doubt_is_an_error_where_it_is_asked_for() {
    Typed said = check("mine.csv", "--strict");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.out()).contains("1 same, 1 differs");
    assertThat(said.err())
        .isEqualTo(
            "hmrbench: mine.csv: line 3: differs: 0.3 mm below the 97.3 mm of "
                + PLACE
                + "; without --strict this is a verdict alone\n");
  }

  @Test
  void a_table_is_not_written_over_and_a_wrong_one_writes_nothing() throws IOException {
    assertThat(check("mine.csv", "--csv", "./mine.csv").err())
        .isEqualTo("hmrbench: --csv ./mine.csv: is the table itself; name another file\n");
    Files.writeString(folder.resolve("bad.csv"), "method,data set,metric,value,unit\nA,B,C,x,mm\n");
    Typed said = check("bad.csv", "--csv", "out.csv");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.out()).isEmpty();
    assertThat(said.err())
        .isEqualTo(
            "hmrbench: "
                + folder.resolve("bad.csv")
                + ": line 2: value: expected a number such as 52.7, got x; write one number with a"
                + " decimal point and nothing else\n");
    assertThat(folder.resolve("out.csv")).doesNotExist();
  }

  @Test
  void help_says_how_columns_may_be_called() {
    assertThat(check("--help").out().replaceAll("\\s+", " "))
        .contains(
            "method (or model, system, approach, name), data set (dataset, data, benchmark, test"
                + " set), metric (measure), value (number, result, score) and unit (units)");
  }
}
