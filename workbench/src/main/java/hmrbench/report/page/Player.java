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

  /**
   * A script of a page.
   *
   * @param type of what no browser runs; empty for JavaScript
   * @param id by which other scripts find it; may be empty
   */
  record Script(String type, String id, String text) {

    /** A script of this room. */
    static Script of(String name) {
      return new Script("", "", Resources.text(name));
    }
  }

  /** The scripts of a page, with the clips where there are any. */
  static List<Script> scripts(List<ClipView> clips, ComparedModels compared, ModelStyles styles) {
    Script page = Script.of("page.js");
    return hasClips(clips)
        ? List.of(
            new Script("application/json", "clips", ClipData.of(clips, compared, styles)),
            new Script("text/plain", "three-core", Resources.three("three.core.min.js")),
            new Script("text/plain", "three-module", Resources.three("three.module.min.js")),
            page,
            Script.of("motion.js"),
            Script.of("stage2d.js"),
            Script.of("stage3d.js"),
            Script.of("timeline.js"),
            Script.of("player.js"))
        : List.of(page);
  }
}
