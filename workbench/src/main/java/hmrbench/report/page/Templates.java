package hmrbench.report.page;

import com.samskivert.mustache.Mustache;
import hmrbench.report.chart.SvgText;
import java.util.Map;

/** Pieces of HTML from templates; what they say is escaped, but for what is HTML already. */
final class Templates {

  private static final Mustache.Compiler COMPILER =
      Mustache.compiler().withEscaper(SvgText::escaped).emptyStringIsFalse(true);

  private Templates() {}

  /** A template of this room with its gaps filled. */
  static String fill(String name, Map<String, ?> words) {
    return COMPILER.compile(Resources.text(name + ".mustache")).execute(words);
  }
}
