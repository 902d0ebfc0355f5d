package hmrbench.report.page;

import hmrbench.report.view.ClipView;
import hmrbench.report.view.ComparedModels;
import hmrbench.report.view.ModelStyles;
import java.util.List;

/** The player of clips, and the scripts that drive it. */
final class Player {

  private Player() {}

  /** Whether any clip has joints to play. */
  static boolean hasClips(List<ClipView> clips) {
    return clips.stream().anyMatch(ClipView::playable);
  }

  /** The player's element. */
  static String body() {
    return Resources.text("player.html");
  }

  /** The scripts of a page, with the clips where there are any. */
  static String scripts(List<ClipView> clips, ComparedModels compared, ModelStyles styles) {
    StringBuilder out = new StringBuilder();
    if (hasClips(clips)) {
      append(out, "type=\"application/json\" id=\"clips\"", ClipData.of(clips, compared, styles));
      append(out, "type=\"text/plain\" id=\"three-core\"", Resources.three("three.core.min.js"));
      append(
          out, "type=\"text/plain\" id=\"three-module\"", Resources.three("three.module.min.js"));
    }
    append(out, "", Resources.text("page.js"));
    if (hasClips(clips)) {
      for (String name :
          List.of("motion.js", "stage2d.js", "stage3d.js", "timeline.js", "player.js")) {
        append(out, "", Resources.text(name));
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, String attributes, String text) {
    out.append("<script")
        .append(attributes.isEmpty() ? "" : " " + attributes)
        .append(">\n")
        .append(text)
        .append("\n</script>\n");
  }
}
