package hmrbench.mutation;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The tables of docs/code.md: lines of program and of tests per room, and lengths of methods, of
 * two checkouts. Run as {@code java CodeTable.java rooms|methods BEFORE AFTER}.
 */
public final class CodeTable {

  private static final Path MAIN = Path.of("workbench/src/main/java/hmrbench");
  private static final Path TESTS = Path.of("workbench/src/test/java/hmrbench");
  private static final int LONG = 20;

  private CodeTable() {}

  /** Prints one of the tables. */
  public static void main(String[] arguments) throws IOException {
    Path before = Path.of(arguments[1]);
    Path after = Path.of(arguments[2]);
    System.out.print(arguments[0].equals("rooms") ? rooms(before, after) : methods(before, after));
  }

  /** Lines of program and of tests, and their ratio, of every room. */
  static String rooms(Path before, Path after) throws IOException {
    Map<String, long[]> lines = new TreeMap<>();
    Path[] folders = {
      before.resolve(MAIN), before.resolve(TESTS), after.resolve(MAIN), after.resolve(TESTS)
    };
    long[] all = new long[folders.length];
    for (int k = 0; k < folders.length; k++) {
      for (Path file : sources(folders[k])) {
        long count = Files.readString(file).lines().count();
        Path place = folders[k].relativize(file);
        String room = place.getNameCount() < 2 ? "" : place.getName(0).toString();
        lines.computeIfAbsent(room, none -> new long[folders.length])[k] += count;
        all[k] += count;
      }
    }
    StringBuilder table =
        new StringBuilder(
            """
            | room | program before | tests | ratio | program after | tests | ratio |
            |---|---:|---:|---:|---:|---:|---:|
            """);
    lines.forEach(
        (room, count) -> {
          if (count[0] > 0 || count[2] > 0) {
            table.append(row("`" + room + "`", count));
          }
        });
    return table.append(row("all", all)).toString();
  }

  private static String row(String room, long[] lines) {
    return "| %s | %s | %s | %s | %s | %s | %s |\n"
        .formatted(
            room,
            lines[0],
            lines[1],
            ratio(lines[1], lines[0]),
            lines[2],
            lines[3],
            ratio(lines[3], lines[2]));
  }

  private static String ratio(long tests, long program) {
    return program == 0 ? "" : String.format(Locale.ROOT, "%.2f", (double) tests / program);
  }

  /** How long methods are, in lines between their braces. */
  static String methods(Path before, Path after) throws IOException {
    return "| checkout | files | methods | p50 | p90 | above 20 lines |\n"
        + "|---|---:|---:|---:|---:|---:|\n"
        + row("before", lengths(before.resolve(MAIN)), sources(before.resolve(MAIN)).size())
        + row("after", lengths(after.resolve(MAIN)), sources(after.resolve(MAIN)).size());
  }

  private static String row(String name, List<Long> sorted, int files) {
    long above = sorted.stream().filter(it -> it > LONG).count();
    return "| %s | %s | %s | %s | %s | %s %% |\n"
        .formatted(
            name,
            files,
            sorted.size(),
            sorted.get((sorted.size() - 1) / 2),
            sorted.get((sorted.size() - 1) * 9 / 10),
            String.format(Locale.ROOT, "%.1f", 100.0 * above / sorted.size()));
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(it -> it.toString().endsWith(".java")).sorted().toList();
    }
  }

  /** Lengths of all methods that have a body, shortest first. */
  static List<Long> lengths(Path folder) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Long> lengths = new ArrayList<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources(folder)));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        unit.accept(new Methods(unit, positions, lengths), null);
      }
    }
    lengths.sort(null);
    return lengths;
  }

  /** Notes the length of each method of a file. */
  private static final class Methods extends TreeScanner<Void, Void> {

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Long> lengths;

    private Methods(CompilationUnitTree unit, SourcePositions positions, List<Long> lengths) {
      this.unit = unit;
      this.positions = positions;
      this.lengths = lengths;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      Tree body = method.getBody();
      if (body != null) {
        LineMap lines = unit.getLineMap();
        long first = lines.getLineNumber(positions.getStartPosition(unit, body));
        long last = lines.getLineNumber(positions.getEndPosition(unit, body));
        lengths.add(Math.max(0, last - first - 1));
      }
      return super.visitMethod(method, null);
    }
  }
}
