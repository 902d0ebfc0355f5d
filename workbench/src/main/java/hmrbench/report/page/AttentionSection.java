package hmrbench.report.page;

import hmrbench.report.table.AttentionTable;
import hmrbench.report.view.AttentionSample;
import java.util.List;

/** Where the attention lies over past, current and future. */
final class AttentionSection implements Section {

  @Override
  public String id() {
    return "attention";
  }

  @Override
  public String shortName() {
    return "Attention";
  }

  @Override
  public String heading() {
    return "Attention over past, current and future";
  }

  @Override
  public String body(PageData data, PageParts page) {
    List<AttentionSample> samples = data.scan().attentionByRate();
    String figures = page.figures(new AttentionFigures(data.run(), data.home()).attention(samples));
    return figures.isEmpty()
        ? ""
        : figures
            + Html.details(
                "Numbers by frame rate, occlusion, position and activity",
                page.sortable(AttentionTable.of(data.run(), data.home(), samples)));
  }
}
