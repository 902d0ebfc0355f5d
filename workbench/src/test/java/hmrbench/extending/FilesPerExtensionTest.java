package hmrbench.extending;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import hmrbench.ProgramClasses;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be added is one class and one line: counted in the program, not by hand. */
class FilesPerExtensionTest {

  /**
   * A kind of extension.
   *
   * @param type what one implements
   * @param list the class whose list names all
   */
  private record Kind(String words, String type, String list) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("a network", "model.Architecture", "model.Models"),
          new Kind("a metric", "metric.Metric", "metric.Metrics"),
          new Kind("a data format", "data.DataFormat", "data.DataFormats"),
          new Kind(
              "a layout of predictions",
              "data.predicted.PredictionFormat",
              "data.predicted.PredictionFormats"),
          new Kind("a filter", "model.filter.FilterFamily", "model.filter.Filters"),
          new Kind("a detector of people", "video.track.DetectorKind", "video.track.Detectors"),
          new Kind("a report section", "report.page.Section", "report.page.Sections"),
          new Kind("a protocol", "metric.Protocol", "metric.Protocols"));

  private static JavaClasses program;

  @BeforeAll
  static void read() {
    program = ProgramClasses.all();
  }

  @Test
  void the_table_of_the_decisions_is_what_the_program_shows() throws IOException {
    String decisions = Files.readString(Shared.projectRoot().resolve("workbench/DECISIONS.md"));
    List<String> rows = KINDS.stream().map(FilesPerExtensionTest::row).toList();
    assertThat(decisions).as(String.join("\n", rows)).contains(rows);
  }

  /** Kind, how many classes there are, and who names them beside their own files. */
  private static String row(Kind kind) {
    Map<String, Set<String>> named = named(kind);
    Set<String> all = new TreeSet<>();
    named.values().forEach(all::addAll);
    int most = named.values().stream().mapToInt(Set::size).max().orElse(0);
    return "| %s | %d | %d | %s |"
        .formatted(kind.words(), named.size(), most, String.join(", ", all));
  }

  /** The classes of a kind, each with the classes that name it outside its own files. */
  private static Map<String, Set<String>> named(Kind kind) {
    JavaClass list = program.get("hmrbench." + kind.list());
    Map<String, Set<String>> named = new TreeMap<>();
    for (JavaClass type : program) {
      if (!type.isInterface() && type.isAssignableTo("hmrbench." + kind.type())) {
        Set<String> others = named.computeIfAbsent(file(type), name -> new TreeSet<>());
        type.getDirectDependenciesToSelf().stream()
            .map(dependency -> dependency.getOriginClass())
            .filter(origin -> !isOwn(type, origin, list))
            .forEach(origin -> others.add(file(origin)));
      }
    }
    return named;
  }

  /** Whether a class belongs to an extension: the same file, or a folder of its own. */
  private static boolean isOwn(JavaClass type, JavaClass origin, JavaClass list) {
    boolean folder = !type.getPackageName().equals(list.getPackageName());
    return file(type).equals(file(origin))
        || (folder && type.getPackageName().equals(origin.getPackageName()));
  }

  /** The name of a class's file, without the root package. */
  private static String file(JavaClass type) {
    return type.getName().replaceFirst("\\$.*", "").replaceFirst("^hmrbench\\.", "");
  }

  @ParameterizedTest
  @CsvSource({
    "MeanOfWindow, OwnExtensionsTest",
    "CountingDown, OwnExtensionsTest",
    "HoldFamily, OwnExtensionsTest",
    "WithoutEnds, OwnExtensionsTest",
    "WristError, AddedMetricTest",
    "FrameCountSection, AddedSectionTest"
  })
  void an_example_is_named_in_one_line_outside_its_own_file(String type, String where)
      throws IOException {
    Pattern code = Pattern.compile("^(?! *(\\*|/\\*\\*|//|import )).*\\bnew " + type + "\\b.*");
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Shared.projectRoot().resolve("workbench/src"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        if (!file.endsWith(type + ".java")) {
          Files.readAllLines(file).stream()
              .filter(line -> code.matcher(line).matches())
              .forEach(line -> found.add(file.getFileName() + ": " + line.strip()));
        }
      }
    }
    assertThat(found).singleElement().asString().startsWith(where + ".java: ");
  }
}
