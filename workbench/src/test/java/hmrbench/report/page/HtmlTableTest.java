package hmrbench.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.report.table.TableView;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HtmlTableTest {

  private static final Entry ACCELERATION =
      new Entry("7.7", "7.1 to 8.2", true, "*", Optional.of(7.6512), Optional.empty());

  @Test
  void has_every_part_of_a_field_in_its_place() {
    TableView table =
        new TableView(
            "results",
            "Results",
            List.of(Heading.words("model"), new Heading("Accel error", "mm/frame²", true)),
            List.of(
                new Row(false, List.of(Entry.words("tcmr").swatched("#0072b2"), ACCELERATION)),
                new Row(true, List.of(Entry.words("frozen"), Entry.none()))),
            List.of("* differs", "Bold: lowest"));
    assertThat(HtmlTable.of(table, true))
        .isEqualTo(
            """
            <div class="table-box"><p class="caption">Results</p><div class="table-scroll"\
             tabindex="0" role="region" aria-label="Results"><table data-sortable>
            <thead><tr><th scope="col">model</th><th scope="col" class="num">Accel error<span\
             class="unit">mm/frame²</span></th></tr></thead>
            <tbody>
            <tr><th scope="row"><i class="swatch" style="background:#0072b2"></i>tcmr</th><td\
             class="num" data-v="7.6512"><strong>7.7</strong><sup>*</sup><span class="ci">7.1 to\
             8.2</span></td></tr>
            <tr class="reference"><th scope="row">frozen</th><td class="num">–</td></tr>
            </tbody></table></div></div>
            <ul class="notes"><li>* differs</li><li>Bold: lowest</li></ul>
            """);
  }

  @Test
  void shows_html_of_a_name_as_text_wherever_the_name_is() {
    String name = "\"><img src=x onerror='alert(1)'>{{caption}}\u202e";
    TableView table =
        new TableView(
            "results",
            name,
            List.of(new Heading(name, name, false)),
            List.of(
                new Row(
                    false,
                    List.of(
                        new Entry(name, name, true, name, Optional.empty(), Optional.of(name))))),
            List.of(name));
    String shown = "&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;{{caption}}\\u202e";
    assertThat(HtmlTable.of(table, false))
        .isEqualTo(
            """
            <div class="table-box"><p class="caption">NAME</p><div class="table-scroll"\
             tabindex="0" role="region" aria-label="NAME"><table>
            <thead><tr><th scope="col">NAME<span class="unit">NAME</span></th></tr></thead>
            <tbody>
            <tr><th scope="row"><i class="swatch" style="background:NAME"></i><strong>NAME</strong>\
            <sup>NAME</sup><span class="ci">NAME</span></th></tr>
            </tbody></table></div></div>
            <ul class="notes"><li>NAME</li></ul>
            """
                .replace("NAME", shown));
  }
}
