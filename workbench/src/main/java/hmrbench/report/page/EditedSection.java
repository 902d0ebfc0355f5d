package hmrbench.report.page;

import java.util.List;
import java.util.Map;

/** Says that numbers of the page are not those that the run wrote. */
final class EditedSection implements Section {

  @Override
  public String id() {
    return "edited";
  }

  @Override
  public String shortName() {
    return "Edited records";
  }

  @Override
  public String heading() {
    return "Records were edited";
  }

  @Override
  public String body(PageData data, PageParts page) {
    return body(data.run().folder().edited());
  }

  /** A stamp with the files; empty where all are as they were written. */
  static String body(List<String> edited) {
    return edited.isEmpty()
        ? ""
        : Templates.fill("edited", Map.of("count", edited.size(), "files", edited));
  }
}
