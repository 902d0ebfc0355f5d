package hmrbench.report.table;

import hmrbench.core.Fault;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Blocks of a Markdown page that are made from tables of a run, so that no number is copied by
 * hand:
 *
 * <pre>
 * &lt;!-- table results/NAME | model | PA-MPJPE | rows: model = spin, tcmr --&gt;
 * ...
 * &lt;!-- end --&gt;
 * </pre>
 *
 * <p>The first part names a table as a run wrote it ({@code tables/NAME.md}), relative to the page.
 * Then come the columns by the beginning of their heads, all where none is named; {@code A = B}
 * heads column A with B. {@code rows: COLUMN = VALUE, VALUE} keeps rows, in this order. {@code
 * list} in place of {@code table} makes a line of the columns of each row, the first of them bold.
 */
public final class MarkdownBlocks {

  private static final Pattern BLOCK =
      Pattern.compile("(<!-- (table|list) ([^\\n]*?) -->\\n)(.*?)(<!-- end -->)", Pattern.DOTALL);

  /** What separates parts of a marker, and fields of a row. */
  private static final Pattern BAR = Pattern.compile("\\s*(?<!\\\\)\\|\\s*");

  private static final Pattern EQUALS = Pattern.compile("\\s+=\\s+");
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
  private static final String ROWS = "rows:";

  private MarkdownBlocks() {}

  /** The tables that a page names, as it names them. */
  public static Set<String> tables(String page) {
    Set<String> names = new LinkedHashSet<>();
    Matcher blocks = BLOCK.matcher(page);
    while (blocks.find()) {
      names.add(List.of(BAR.split(blocks.group(3), -1)).get(0));
    }
    return names;
  }

  /**
   * The page with its blocks made anew.
   *
   * @param where the page, for messages
   * @param tables the text of a table by the name that the page has for it
   * @throws Fault if a block names a column or row that its table does not have
   */
  public static String renewed(String where, String page, UnaryOperator<String> tables) {
    Matcher blocks = BLOCK.matcher(page);
    StringBuilder out = new StringBuilder();
    while (blocks.find()) {
      List<String> parts = List.of(BAR.split(blocks.group(3), -1));
      Block block =
          new Block(
              "%s, block %s".formatted(where, parts.get(0)),
              blocks.group(2).equals("list"),
              parts.subList(1, parts.size()));
      String made = block.of(Grid.read(tables.apply(parts.get(0))));
      blocks.appendReplacement(out, "");
      out.append(blocks.group(1)).append(made).append(blocks.group(5));
    }
    return blocks.appendTail(out).toString();
  }

  /** The rows of a Markdown table with their heads and alignments. */
  private record Grid(List<String> heads, List<String> alignments, List<List<String>> rows) {

    static Grid read(String text) {
      List<List<String>> lines =
          text.lines().filter(line -> line.startsWith("|")).map(Grid::fields).toList();
      return lines.size() < 2
          ? new Grid(List.of(), List.of(), List.of())
          : new Grid(lines.get(0), lines.get(1), lines.subList(2, lines.size()));
    }

    private static List<String> fields(String line) {
      List<String> fields = List.of(BAR.split(line.strip(), -1));
      return fields.subList(1, fields.size() - 1);
    }
  }

  private record Block(String where, boolean list, List<String> picks) {

    String of(Grid table) {
      List<String> columns = picks.stream().filter(pick -> !pick.startsWith(ROWS)).toList();
      List<Integer> places = new ArrayList<>();
      List<String> heads = new ArrayList<>();
      for (String column : columns) {
        List<String> words = List.of(EQUALS.split(column, 2));
        int place = place(table, words.get(0));
        places.add(place);
        heads.add(words.size() > 1 ? words.get(1) : table.heads().get(place));
      }
      if (columns.isEmpty()) {
        for (int i = 0; i < table.heads().size(); i++) {
          places.add(i);
          heads.add(table.heads().get(i));
        }
      }
      List<List<String>> rows =
          rows(table).stream().map(row -> places.stream().map(row::get).toList()).toList();
      return list ? sentences(rows) : table(table, places, heads, rows);
    }

    private static String sentences(List<List<String>> rows) {
      StringBuilder lines = new StringBuilder();
      for (List<String> row : rows) {
        String reasons =
            row.stream().skip(1).map(Block::withoutPeriod).collect(Collectors.joining(": "));
        lines.append("- **%s**: %s.\n".formatted(row.get(0), reasons));
      }
      return lines.toString();
    }

    private static String withoutPeriod(String sentence) {
      return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private static String table(
        Grid table, List<Integer> places, List<String> heads, List<List<String>> rows) {
      StringBuilder lines = new StringBuilder(line(heads));
      lines.append(line(places.stream().map(place -> table.alignments().get(place)).toList()));
      rows.forEach(row -> lines.append(line(row)));
      return lines.toString();
    }

    private static String line(List<String> fields) {
      return fields.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private int place(Grid table, String head) {
      for (int i = 0; i < table.heads().size(); i++) {
        if (table.heads().get(i).startsWith(head)) {
          return i;
        }
      }
      throw Fault.asked(
          "%s: no column begins with \"%s\"; the table has %s", where, head, table.heads());
    }

    private List<List<String>> rows(Grid table) {
      List<List<String>> kept = new ArrayList<>(table.rows());
      for (String pick : picks) {
        if (pick.startsWith(ROWS)) {
          List<String> words = List.of(EQUALS.split(pick.substring(ROWS.length()).strip(), 2));
          int place = place(table, words.get(0));
          List<List<String>> before = List.copyOf(kept);
          kept.clear();
          for (String value : COMMA.split(words.size() > 1 ? words.get(1) : "", -1)) {
            List<List<String>> found =
                before.stream().filter(row -> row.get(place).equals(value)).toList();
            if (found.isEmpty()) {
              throw Fault.asked(
                  "%s: no row has \"%s\" in column %s", where, value, table.heads().get(place));
            }
            kept.addAll(found);
          }
        }
      }
      return kept;
    }
  }
}
