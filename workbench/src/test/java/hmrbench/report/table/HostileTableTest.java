package hmrbench.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of sequences and files come from anywhere; no format of a table may run them. */
class HostileTableTest {

  private static TableView table(String name) {
    return new TableView(
        "t_{x}",
        name,
        List.of(Heading.words("sequence"), new Heading("error", "mm", true)),
        List.of(new Row(false, List.of(Entry.words(name), Entry.number(-1.5, 1)))),
        List.of(name));
  }

  @Test
  void markdown_shows_html_and_its_own_signs_as_text() {
    assertThat(MarkdownTable.of(table("<img src=x onerror=alert(1)>|[a](b)`c`_d_*e*&lt;\nf\u202e")))
        .isEqualTo(
            """
            **&lt;img src=x onerror=alert(1)>\\|\\[a\\](b)\\`c\\`\\_d\\_\\*e\\*&amp;lt;\\\\u000af\\\\u202e**

            | sequence | error (mm) |
            | --- | ---: |
            | &lt;img src=x onerror=alert(1)>\\|\\[a\\](b)\\`c\\`\\_d\\_\\*e\\*&amp;lt;\\\\u000af\\\\u202e | −1.5 |

            - &lt;img src=x onerror=alert(1)>\\|\\[a\\](b)\\`c\\`\\_d\\_\\*e\\*&amp;lt;\\\\u000af\\\\u202e
            """);
  }

  @Test
  void latex_runs_no_command_of_a_name() {
    String text = LatexTable.of(table("\\input{/etc/passwd}%$x^2_#&~\n"));
    assertThat(text)
        .contains(
            "\\caption{\\textbackslash{}input\\{/etc/passwd\\}\\%\\$x\\textasciicircum{}2\\_\\#\\&\\textasciitilde{}\\textbackslash{}u000a}\n")
        .contains("\\label{tab:t_-x-}\n")
        .doesNotContain("\\input");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "=HYPERLINK(1)|'=HYPERLINK(1)",
        "+1+1|'+1+1",
        "@SUM(A1)|'@SUM(A1)",
        "-2+3|'-2+3",
        "-walk|'-walk",
        "-1.5|-1.5",
        "+0.3|+0.3",
        "-1.5 to -0.2|-1.5 to -0.2",
        "-1e-3|-1e-3",
        "walk=1|walk=1"
      })
  void a_word_that_a_spreadsheet_would_run_is_text_in_csv(String word, String field) {
    assertThat(CsvTable.of(table(word)))
        .isEqualTo(
            "sequence,error (mm),error (mm) interval,error (mm) mark\n%s,-1.5,,\n"
                .formatted(field));
  }
}
