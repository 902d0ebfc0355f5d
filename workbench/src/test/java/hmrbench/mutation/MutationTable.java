package hmrbench.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The table of docs/mutation.md from {@code target/pit-reports/mutations.csv}: per class how many
 * faults were planted and how many a test noticed. Run as {@code java MutationTable.java FILE}.
 */
public final class MutationTable {

  private static final int CLASS = 1;
  private static final int OUTCOME = 5;

  private MutationTable() {}

  /** Prints the table. */
  public static void main(String[] arguments) throws IOException {
    System.out.print(of(Files.readString(Path.of(arguments[0]))));
  }

  /** One row per class, and one for all. */
  static String of(String csv) {
    Map<String, int[]> counts = new TreeMap<>();
    int[] all = new int[2];
    for (String line : csv.lines().toList()) {
      String[] fields = line.split(",", -1);
      if (fields.length <= OUTCOME) {
        continue; // The last line of a file that PIT is still writing.
      }
      String name = fields[CLASS].replaceAll("\\$.*", "");
      int[] count = counts.computeIfAbsent(name, none -> new int[2]);
      boolean noticed =
          !fields[OUTCOME].equals("SURVIVED") && !fields[OUTCOME].equals("NO_COVERAGE");
      for (int[] it : new int[][] {count, all}) {
        it[0]++;
        it[1] += noticed ? 1 : 0;
      }
    }
    StringBuilder table =
        new StringBuilder("| class | faults | noticed | not |\n|---|---:|---:|---:|\n");
    counts.forEach((name, count) -> table.append(row("`" + name + "`", count)));
    return table.append(row("all", all)).toString();
  }

  private static String row(String name, int[] count) {
    return "| %s | %s | %s | %s |\n".formatted(name, count[0], count[1], count[0] - count[1]);
  }
}
