package hmrbench.campaign;

import hmrbench.testing.Shared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the program did in one kind of trouble, tried many times; {@code target/campaign/program.md}
 * is the table of all kinds. Not safe for several threads.
 */
final class ProgramTable {

  static final Path FOLDER = Shared.projectRoot().resolve("workbench/target/campaign");
  private static final Path ROWS = FOLDER.resolve("program-rows");

  private final String trouble;
  private final List<String> faults = new ArrayList<>();
  private int tried;
  private int clearErrors;

  /**
   * Nothing tried yet.
   *
   * @param trouble in words
   */
  ProgramTable(String trouble) {
    this.trouble = trouble;
  }

  /** Counts what went as if nothing had been, or is said to have gone wrong. */
  void count(boolean clearError) {
    tried++;
    clearErrors += clearError ? 1 : 0;
  }

  /** Counts what went wrong without a clear word. */
  void fault(String what) {
    tried++;
    faults.add(what);
  }

  /** Writes its row into the table; what went wrong is the answer. */
  List<String> finish() {
    String row =
        String.format(
            Locale.ROOT, "| %s | %d | %d | %d |%n", trouble, tried, clearErrors, faults.size());
    try {
      Files.createDirectories(ROWS);
      Files.writeString(ROWS.resolve(trouble.replaceAll("[^A-Za-z0-9]+", "-")), row);
      Files.writeString(FOLDER.resolve("program.md"), table());
      Files.write(FOLDER.resolve("program-faults.txt"), faults);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(faults);
  }

  private static String table() throws IOException {
    StringBuilder table = new StringBuilder("| trouble | tried | clear errors | faults |\n");
    table.append("|---|---:|---:|---:|\n");
    try (Stream<Path> files = Files.list(ROWS)) {
      for (Path row : files.sorted(Comparator.comparing(Path::toString)).toList()) {
        table.append(Files.readString(row));
      }
    }
    return table.toString();
  }
}
