package hmrbench.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableFormatsTest {

  private static final TableView TABLE =
      new TableView(
          "results",
          "Results in 50 % of cases",
          List.of(Heading.words("model"), new Heading("Accel error", "mm/frame²", true)),
          List.of(
              new Row(
                  false,
                  List.of(
                      Entry.words("a_b"),
                      new Entry(
                          "7.7", "7.1 to 8.2", true, "*", Optional.of(7.6512), Optional.empty()))),
              new Row(true, List.of(Entry.words("frozen, still"), Entry.none()))),
          List.of("* differs from <b>, p < 0.05"));

  @Test
  void is_markdown_with_escaped_signs() {
    assertThat(MarkdownTable.of(TABLE))
        .isEqualTo(
            """
            **Results in 50 % of cases**

            | model | Accel error (mm/frame²) |
            | --- | ---: |
            | a\\_b | **7.7**\\* [7.1 to 8.2] |
            | frozen, still | – |

            - \\* differs from &lt;b>, p < 0.05
            """);
  }

  @Test
  void is_latex_with_rules_and_notes() {
    assertThat(LatexTable.of(TABLE))
        .isEqualTo(
            """
            % needs: \\usepackage{booktabs,threeparttable}
            \\begin{table}
            \\centering
            \\begin{threeparttable}
            \\caption{Results in 50 \\% of cases}
            \\label{tab:results}
            \\begin{tabular}{lr}
            \\toprule
            model & Accel error \\\\
             & {\\footnotesize mm/frame$^2$} \\\\
            \\midrule
            a\\_b & \\textbf{7.7}\\tnote{*} {\\footnotesize [7.1 to 8.2]} \\\\
            \\midrule
            frozen, still & -- \\\\
            \\bottomrule
            \\end{tabular}
            \\begin{tablenotes}\\footnotesize
            \\item * differs from $<$b$>$, p $<$ 0.05
            \\end{tablenotes}
            \\end{threeparttable}
            \\end{table}
            """);
  }

  @Test
  void is_csv_with_unrounded_numbers() {
    assertThat(CsvTable.of(TABLE))
        .isEqualTo(
            """
            model,Accel error (mm/frame²),Accel error (mm/frame²) interval,Accel error (mm/frame²) mark
            a_b,7.6512,7.1 to 8.2,best*
            "frozen, still",,,
            """);
  }

  @Test
  void lines_up_for_a_terminal_and_leaves_out_what_does_not_fit() {
    assertThat(TerminalTable.of(TABLE))
        .isEqualTo(
            """
            Results in 50 % of cases

            model          Accel error
                             mm/frame²
            a_b                  7.7◂*
            frozen, still          –

            Intervals and notes: report.
            """);
    assertThat(
            TerminalTable.of(
                new TableView(
                    "marked",
                    "Results",
                    TABLE.columns(),
                    TABLE.rows(),
                    List.of("* differs", "Bold: lowest of its column."))))
        .endsWith("\n\n◂ lowest of its column.\nIntervals and notes: report.\n");
    List<Heading> many =
        java.util.stream.IntStream.range(0, 20)
            .mapToObj(i -> new Heading("column " + i, "mm", true))
            .toList();
    List<Entry> values = many.stream().map(heading -> Entry.number(1, 1)).toList();
    String wide =
        TerminalTable.of(
            new TableView(
                "wide", "word ".repeat(40), many, List.of(new Row(false, values)), List.of()));
    assertThat(wide.lines()).allMatch(line -> line.length() <= TerminalTable.WIDTH);
    assertThat(wide).contains("column 9").doesNotContain("column 19");
  }
}
