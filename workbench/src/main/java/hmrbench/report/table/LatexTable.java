package hmrbench.report.table;

import hmrbench.core.VisibleText;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import java.util.Map;
import java.util.stream.Collectors;

/** A table in LaTeX, for the packages booktabs and, for its notes, threeparttable. */
public final class LatexTable {

  private static final Map<Character, String> SPECIAL =
      Map.ofEntries(
          Map.entry('\\', "\\textbackslash{}"),
          Map.entry('&', "\\&"),
          Map.entry('%', "\\%"),
          Map.entry('$', "\\$"),
          Map.entry('#', "\\#"),
          Map.entry('_', "\\_"),
          Map.entry('{', "\\{"),
          Map.entry('}', "\\}"),
          Map.entry('~', "\\textasciitilde{}"),
          Map.entry('^', "\\textasciicircum{}"),
          Map.entry('²', "$^2$"),
          Map.entry('³', "$^3$"),
          Map.entry('<', "$<$"),
          Map.entry('>', "$>$"),
          Map.entry('\u2212', "$-$"),
          Map.entry('\u2009', "\\,"),
          Map.entry('†', "$\\dagger$"),
          Map.entry('‡', "$\\ddagger$"),
          Map.entry('–', "--"));

  private LatexTable() {}

  /** A floating table; reference rows follow under a rule. */
  public static String of(TableView table) {
    StringBuilder out = new StringBuilder();
    out.append("% needs: \\usepackage{booktabs,threeparttable}\n");
    out.append("\\begin{table}\n\\centering\n\\begin{threeparttable}\n");
    out.append("\\caption{").append(escaped(table.caption())).append("}\n");
    out.append("\\label{tab:").append(label(table.name())).append("}\n\\begin{tabular}{");
    table.columns().forEach(column -> out.append(column.numeric() ? 'r' : 'l'));
    out.append("}\n\\toprule\n");
    out.append(table.columns().stream().map(column -> escaped(column.title())).collect(joined()));
    if (table.columns().stream().anyMatch(column -> !column.unit().isEmpty())) {
      out.append(table.columns().stream().map(LatexTable::unit).collect(joined()));
    }
    out.append("\\midrule\n");
    appendRows(table, out, false);
    if (table.rows().stream().anyMatch(Row::reference)) {
      out.append("\\midrule\n");
      appendRows(table, out, true);
    }
    out.append("\\bottomrule\n\\end{tabular}\n");
    if (!table.notes().isEmpty()) {
      out.append("\\begin{tablenotes}\\footnotesize\n");
      table.notes().forEach(note -> out.append("\\item ").append(escaped(note)).append('\n'));
      out.append("\\end{tablenotes}\n");
    }
    return out.append("\\end{threeparttable}\n\\end{table}\n").toString();
  }

  private static void appendRows(TableView table, StringBuilder out, boolean reference) {
    table.rows().stream()
        .filter(row -> row.reference() == reference)
        .map(row -> row.entries().stream().map(LatexTable::field).collect(joined()))
        .forEach(out::append);
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(" & ", "", " \\\\\n");
  }

  private static String unit(Heading column) {
    return column.unit().isEmpty() ? "" : "{\\footnotesize " + escaped(column.unit()) + "}";
  }

  private static String field(Entry entry) {
    if (entry.text().isEmpty()) {
      return "--";
    }
    String text = escaped(entry.text());
    String number = entry.best() ? "\\textbf{" + text + "}" : text;
    String marked =
        entry.mark().isEmpty() ? number : number + "\\tnote{" + escaped(entry.mark()) + "}";
    return entry.interval().isEmpty()
        ? marked
        : marked + " {\\footnotesize [" + escaped(entry.interval()) + "]}";
  }

  static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    VisibleText.line(text)
        .chars()
        .mapToObj(c -> (char) c)
        .forEach(c -> out.append(SPECIAL.getOrDefault(c, String.valueOf(c))));
    return out.toString();
  }

  /** The name of a label: LaTeX takes it apart at some signs, whether escaped or not. */
  private static String label(String name) {
    return name.replaceAll("[^A-Za-z0-9._:-]", "-");
  }
}
