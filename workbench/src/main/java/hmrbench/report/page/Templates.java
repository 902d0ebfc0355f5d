package hmrbench.report.page;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import hmrbench.report.chart.SvgText;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Pieces of HTML from templates; what they say is escaped, but for what is HTML already. */
final class Templates {

  private static final Mustache.Compiler COMPILER =
      Mustache.compiler().withEscaper(SvgText::escaped).emptyStringIsFalse(true);

  private static final Map<String, Template> COMPILED = new ConcurrentHashMap<>();

  private Templates() {}

  /**
   * A template of this room with its gaps filled.
   *
   * @param words a map, a record, or a text where the template has one gap
   */
  static String fill(String name, Object words) {
    return COMPILED
        .computeIfAbsent(name, it -> COMPILER.compile(Resources.text(it + ".mustache")))
        .execute(words);
  }
}
