package hmrbench.record;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who moves in a sequence, as far as tags or names say. Sequences of one person are alike, so that
 * intervals count people.
 */
public final class Subjects {

  /** The tag that names the person. */
  public static final String TAG = "subject";

  /**
   * Human3.6M ({@code S9_Directions_1.54138969}, {@code s_09_act_02_subact_01_ca_01}) and
   * MPI-INF-3DHP ({@code TS1}, {@code subj1_0}). 3DPW's names are of scenes, not of people.
   */
  private static final Pattern IN_NAME =
      Pattern.compile("^(?:(S)(\\d+)_|(s)_(\\d+)_act_|(TS)(\\d+)|(subj)(\\d+))");

  private Subjects() {}

  /**
   * The person of a sequence; the sequence's own name where no one knows.
   *
   * @param tags of the sequence
   */
  public static String of(String sequence, Map<String, String> tags) {
    String tag = tags.getOrDefault(TAG, "");
    if (!tag.isEmpty()) {
      return tag;
    }
    Matcher matcher = IN_NAME.matcher(sequence);
    return matcher.find() ? matcher.group() : sequence;
  }
}
