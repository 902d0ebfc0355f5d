package hmrbench.report.page;

import hmrbench.core.Remark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What whoever reads the numbers must know about the inputs; doubts come first and are marked. */
final class RemarksSection implements Section {

  /** Notes past this many are behind a click; doubts never are. */
  private static final int SHOWN_NOTES = 8;

  @Override
  public String id() {
    return "remarks";
  }

  @Override
  public String shortName() {
    return "Remarks";
  }

  @Override
  public String heading() {
    return "Remarks on the inputs";
  }

  @Override
  public String body(PageData data, PageParts page) {
    List<Remark> remarks = new ArrayList<>(data.run().manifest().doubtsFirst());
    data.run().manifest().subjects().datasets().stream()
        .flatMap(card -> card.ofAnOldVersion().stream())
        .forEach(remarks::add);
    List<Remark> doubts = of(remarks, Remark.Weight.DOUBT);
    List<Remark> notes = of(remarks, Remark.Weight.NOTE);
    if (remarks.isEmpty()) {
      return "";
    }
    List<Remark> shown = notes.subList(0, Math.min(SHOWN_NOTES, notes.size()));
    List<Remark> others = notes.subList(shown.size(), notes.size());
    return Templates.fill(
        "remarks",
        Map.of(
            "hasDoubts",
            !doubts.isEmpty(),
            "doubts",
            doubts,
            "hasNotes",
            !shown.isEmpty(),
            "notes",
            shown,
            "more",
            others.isEmpty() ? "" : others.size(),
            "others",
            others));
  }

  private static List<Remark> of(List<Remark> remarks, Remark.Weight weight) {
    return remarks.stream().filter(it -> it.weight() == weight).toList();
  }
}
