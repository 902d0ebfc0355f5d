package hmrbench.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.regex.Pattern;

/** Texts as values of a YAML file, whatever they hold: reading gives the same text. */
public final class YamlScalar {

  /** Texts that YAML reads as texts without quotes. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9._/-]*");

  private static final Pattern WORD = Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n");

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  private YamlScalar() {}

  /** A text, in quotes only where YAML would read something else without. */
  public static String of(String text) {
    return PLAIN.matcher(text).matches() && !WORD.matcher(text).matches() ? text : quoted(text);
  }

  /** A text in quotes, on one line. */
  public static String quoted(String text) {
    if (text.isEmpty()) {
      return "\"\"";
    }
    try {
      return YAML.writeValueAsString(text).stripTrailing();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
