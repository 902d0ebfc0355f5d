package hmrbench.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Why a text is not valid YAML, or not a plausible config.
 *
 * @param line of the problem, from 1
 * @param sentence what the problem is, with its column and what was being read
 */
record YamlProblem(int line, String sentence) {

  /** The problem behind an exception of the parser. */
  static YamlProblem of(JsonProcessingException e, String text) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
        return of(marked);
      }
      if (cause instanceof ReaderException character) {
        return of(character, text);
      }
    }
    int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
    return new YamlProblem(line, firstLine(e.getOriginalMessage()));
  }

  private static YamlProblem of(MarkedYAMLException e) {
    Mark at = e.getProblemMark();
    return new YamlProblem(
        at.getLine() + 1,
        "not YAML: column %s: %s%s"
            .formatted(at.getColumn() + 1, plain(firstLine(e.getProblem())), within(e, at)));
  }

  /** The parser's messages in terms of a config's author. */
  private static String plain(String problem) {
    if (problem.contains("TAB")) {
      return "found a tab where YAML allows none; indent with spaces";
    }
    if (problem.startsWith("mapping values are not allowed")) {
      return "found a colon where no key ends: the indent is wrong, or a text with a colon lacks"
          + " quotes";
    }
    if (problem.contains("that cannot start any token")) {
      return problem.replaceFirst("that cannot start any token.*", "where a value begins")
          + "; put the text in quotes";
    }
    if (problem.startsWith("expected <block end>")) {
      return "the indent differs from that of the keys before";
    }
    return problem.replaceFirst("but got ([^']+)$", "but got '$1'");
  }

  private static String within(MarkedYAMLException e, Mark at) {
    String what =
        switch (String.valueOf(e.getContext())) {
          case "while parsing a flow sequence" -> "list in brackets";
          case "while parsing a flow mapping" -> "map in braces";
          case "while parsing a block mapping" -> "map";
          case "while parsing a block collection" -> "list";
          default -> String.valueOf(e.getContext()).contains("quoted") ? "text in quotes" : "";
        };
    Mark begin = e.getContextMark();
    if (what.isEmpty() || begin == null) {
      return "";
    }
    String line = begin.getLine() == at.getLine() ? "" : " line %s,".formatted(begin.getLine() + 1);
    return ", in the %s that begins in%s column %s".formatted(what, line, begin.getColumn() + 1);
  }

  private static YamlProblem of(ReaderException e, String text) {
    long line = 1 + text.codePoints().limit(e.getPosition()).filter(c -> c == '\n').count();
    return new YamlProblem(
        (int) line,
        "not YAML: character U+%04X is not allowed; remove it".formatted(e.getCodePoint()));
  }

  private static String firstLine(String message) {
    return String.valueOf(message).lines().findFirst().orElse("");
  }
}
