package hmrbench.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rows that a whole campaign has, in the order of its page. A trouble that is not here cannot
 * be put into the table, and {@link CampaignPageTest} asks for all, or for a word that one was not
 * tried.
 */
final class CampaignRows {

  /** What files are damaged, in the words of their tests. */
  private static final List<String> READERS =
      List.of(
          "body: SMPL pickle",
          "config: experiment",
          "config: recipe",
          "data: predictions of WHAM",
          "data: predictions, npz",
          "data: predictions, npz members",
          "io: any kind",
          "io: bvh",
          "io: joblib",
          "io: npy",
          "io: npz",
          "io: npz member",
          "io: packed joblib",
          "io: pickle",
          "io: safetensors",
          "io: torch legacy",
          "io: torch zip",
          "io: torch zip pickle",
          "mocap: AMASS",
          "mocap: BVH",
          "record: manifest",
          "record: saved prediction",
          "record: shard",
          "record: summary",
          "video: AVI and MPEG-TS",
          "video: MP4",
          "video: MP4 of a camera",
          "video: boxes");

  private CampaignRows() {}

  /** All of them. */
  static List<String> all() {
    List<String> rows = new ArrayList<>();
    for (Trouble trouble : Trouble.values()) {
      Stream.of(SmallCommand.values()).map(trouble::row).forEach(rows::add);
    }
    for (EditedUse use : EditedUse.values()) {
      rows.add(use.row());
    }
    rows.addAll(
        List.of(
            "hostile names, run",
            "hostile names, video run",
            "no video given to video run",
            "odd time stamps, video run"));
    READERS.forEach(reader -> rows.add(damaged(reader)));
    return List.copyOf(rows);
  }

  /** The row of a reader of files. */
  static String damaged(String reader) {
    return "damaged files, " + reader;
  }

  /** What is done to every command that writes. */
  enum Trouble {
    KILL("kill -9"),
    FULL_DISK("full disk"),
    SHORT_FILES("files cannot grow"),
    LOW_MEMORY("low memory"),
    FEW_DESCRIPTORS("few descriptors"),
    TWO_AT_ONCE("two at once");

    private final String words;

    Trouble(String words) {
      this.words = words;
    }

    /** Its row for a command. */
    String row(SmallCommand command) {
      return "%s, %s".formatted(words, command.words());
    }
  }

  /** What is done with records that someone edited. */
  enum EditedUse {
    REPORT("report"),
    COMPARE("compare"),
    RENDER("video render"),
    RUN_AGAIN("run again"),
    REPORT_ACCEPTED("report --accept-edited"),
    RENDER_ACCEPTED("video render --accept-edited");

    private final String words;

    EditedUse(String words) {
      this.words = words;
    }

    String row() {
      return "edited records, " + words;
    }
  }
}
