package hmrbench.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarkdownBlocksTest {

  private static final String TABLE =
      MarkdownTable.of(
          new TableView(
              "results",
              "Results",
              List.of(
                  Heading.words("model"),
                  new Heading("PA-MPJPE", "mm", true),
                  new Heading("Accel error", "mm/frame²", true)),
              List.of(row("spin", 50.1, 26.2), row("tcmr | long", 46.9, 15.6)),
              List.of("A note.")));

  private static Row row(String model, double accuracy, double acceleration) {
    return new Row(false, List.of(Entry.words(model), number(accuracy), number(acceleration)));
  }

  private static Entry number(double value) {
    return new Entry(
        Numbers.fixed(value, 1), "1.0 to 2.0", false, "", Optional.of(value), Optional.empty());
  }

  private static String renewed(String marker, String before) {
    String page = "Before.\n\n%s\n%s<!-- end -->\nAfter.\n".formatted(marker, before);
    return MarkdownBlocks.renewed("page.md", page, name -> TABLE);
  }

  @Test
  void a_block_holds_the_columns_and_rows_that_it_names() {
    String marker = "<!-- table results/a | model = network | Accel error | rows: model = spin -->";
    assertThat(renewed(marker, "| typed | by hand |\n"))
        .isEqualTo(
            "Before.\n\n"
                + marker
                + "\n| network | Accel error (mm/frame²) |\n| --- | ---: |\n"
                + "| spin | 26.2 [1.0 to 2.0] |\n<!-- end -->\nAfter.\n");
  }

  @Test
  void a_block_that_names_no_column_holds_them_all() {
    assertThat(renewed("<!-- table results/a -->", ""))
        .contains("| model | PA-MPJPE (mm) | Accel error (mm/frame²) |\n")
        .contains("| tcmr \\| long | 46.9 [1.0 to 2.0] | 15.6 [1.0 to 2.0] |\n")
        .doesNotContain("A note");
  }

  @Test
  void a_list_has_a_line_for_every_row() {
    assertThat(renewed("<!-- list results/a | model | PA-MPJPE -->", ""))
        .contains("\n- **spin**: 50.1 [1.0 to 2.0].\n- **tcmr \\| long**: 46.9 [1.0 to 2.0].\n");
  }

  @Test
  void a_page_that_is_as_its_tables_stays_as_it_is() {
    String once = renewed("<!-- table results/a | model -->", "");
    assertThat(MarkdownBlocks.renewed("page.md", once, name -> TABLE)).isEqualTo(once);
    assertThat(MarkdownBlocks.tables(once)).containsExactly("results/a");
  }

  @Test
  void what_a_table_does_not_have_is_reported() {
    assertThatThrownBy(() -> renewed("<!-- table results/a | modle -->", ""))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "page.md, block results/a: no column begins with \"modle\"; the table has [model,"
                + " PA-MPJPE (mm), Accel error (mm/frame²)]");
    assertThatThrownBy(() -> renewed("<!-- table results/a | rows: model = spinn -->", ""))
        .hasMessage("page.md, block results/a: no row has \"spinn\" in column model");
  }
}
