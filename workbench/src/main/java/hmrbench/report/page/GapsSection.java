package hmrbench.report.page;

import hmrbench.report.table.GapTable;
import hmrbench.report.view.Gaps.Gap;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.List;

/** What predictions made elsewhere lack, so that no mean is over fewer frames unnoticed. */
final class GapsSection implements Section {

  @Override
  public String id() {
    return "gaps";
  }

  @Override
  public String shortName() {
    return "Gaps";
  }

  @Override
  public String heading() {
    return "What predictions lack";
  }

  @Override
  public String body(PageData data, PageParts page) {
    RunView run = data.run();
    List<Gap> gaps = data.gaps();
    if (gaps.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    if (gaps.stream().anyMatch(Gap::isOfFewer)) {
      out.append(
          Html.paragraph(
              "Some predictions lack sequences or frames, so their means in the tables of results"
                  + " are over fewer frames: they are marked there and not ranked. Below, all"
                  + " models are compared on the sequences that each of them has whole."));
    }
    out.append(page.fixed(GapTable.of(gaps)));
    for (Setting setting : run.settings()) {
      if (gaps.stream().anyMatch(it -> it.isOfFewer() && it.dataset().equals(setting.dataset()))) {
        String common = common(run, setting, page);
        out.append(
            setting.equals(data.home())
                ? common
                : Html.details("What all have at " + setting.words(), common));
      }
    }
    return out.toString();
  }

  private static String common(RunView run, Setting setting, PageParts page) {
    return GapTable.ofCommon(run, setting)
        .map(page::fixed)
        .orElseGet(
            () ->
                Html.paragraph(
                    "No sequence of %s is whole in all models.".formatted(setting.words())));
  }
}
