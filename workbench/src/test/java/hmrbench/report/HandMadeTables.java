package hmrbench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Tables of a Markdown page with measured numbers that no block makes. */
final class HandMadeTables {

  private static final Pattern BLOCK =
      Pattern.compile("<!-- (table|list) [^\\n]*? -->\\n.*?<!-- end -->", Pattern.DOTALL);

  private static final Pattern RULE = Pattern.compile("\\|[\\s:|-]*-[\\s:|-]*");

  /** A number, with a unit or not, and what may stand behind it: a range, a share, another one. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "[*~<≤]*\\s?[−+-]?\\d[\\d.,\\u2009 ]*\\s?"
              + "(mm/frame²|mm/frame|m/s²|mm|cm|m|s|ms|µs|min|%|px|KB|MB|GB|MB/s|frames/s)?[*◂]*"
              + "(\\s?[\\[(±].*|\\s/\\s.*)?");

  private HandMadeTables() {}

  /** The first line of every such table. */
  static List<String> of(String page) {
    List<String> lines = BLOCK.matcher(page).replaceAll("").lines().toList();
    List<String> found = new ArrayList<>();
    for (int i = 0; i + 1 < lines.size(); i++) {
      if (lines.get(i).startsWith("|") && RULE.matcher(lines.get(i + 1)).matches()) {
        int end = i + 2;
        boolean measured = false;
        for (; end < lines.size() && lines.get(end).startsWith("|"); end++) {
          measured |= isMeasured(lines.get(end));
        }
        if (measured) {
          found.add(lines.get(i));
        }
        i = end - 1;
      }
    }
    return found;
  }

  private static boolean isMeasured(String row) {
    for (String cell : row.split("(?<!\\\\)\\|", -1)) {
      if (NUMBER.matcher(cell.strip()).matches()) {
        return true;
      }
    }
    return false;
  }
}
