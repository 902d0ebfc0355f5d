package hmrbench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the code to the table of rooms: which package may use which, and which library stands in
 * which room.
 */
class ArchitectureTest {

  /** Per room, the other rooms that it may use. */
  private static final Map<String, List<String>> ROOMS =
      Map.ofEntries(
          Map.entry("core", List.of()),
          Map.entry("config", List.of("core")),
          Map.entry("io", List.of("core")),
          Map.entry("data", List.of("core", "config", "io")),
          Map.entry("tensor", List.of("core", "io")),
          Map.entry("body", List.of("core", "io", "data", "tensor")),
          Map.entry("model", List.of("core", "config", "io", "data", "tensor", "body")),
          Map.entry("train", List.of("core", "config", "io", "data", "tensor", "body", "model")),
          Map.entry("metric", List.of("core")),
          Map.entry("record", List.of("core", "config", "io", "metric")),
          Map.entry(
              "run",
              List.of(
                  "core", "config", "io", "data", "tensor", "body", "model", "train", "metric",
                  "record")),
          Map.entry("report", List.of("core", "io", "metric", "record")),
          Map.entry("video", List.of("core", "io", "data", "tensor", "body", "model", "record")));

  /** Per library, the rooms that may use it; every other room may not. */
  private static final Map<String, List<String>> LIBRARIES =
      Map.of(
          "ai.djl..", List.of("tensor", "body", "model", "train"),
          "tech.tablesaw..", List.of("report"),
          "org.knowm.xchart..", List.of("report"),
          "org.bytedeco..", List.of("video"),
          "picocli..", List.of("cli"),
          "org.apache.commons.csv..", List.of("record"),
          "org.yaml.snakeyaml..", List.of("config"),
          "com.fasterxml.jackson..", List.of("config", "record", "io", "report", "cli"));

  private static JavaClasses program;

  @BeforeAll
  static void read() {
    program =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("hmrbench");
  }

  static List<String> rooms() {
    return List.copyOf(ROOMS.keySet());
  }

  static List<String> libraries() {
    return List.copyOf(LIBRARIES.keySet());
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void uses_only_the_rooms_above_it(String room) {
    List<String> allowed = new ArrayList<>();
    allowed.add("hmrbench." + room + "..");
    ROOMS.get(room).forEach(other -> allowed.add("hmrbench." + other + ".."));
    classes()
        .that()
        .resideInAPackage("hmrbench." + room + "..")
        .should()
        .onlyDependOnClassesThat(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "reside in " + allowed + " or outside hmrbench",
                type ->
                    !type.getPackageName().startsWith("hmrbench")
                        || allowed.stream()
                            .map(name -> name.substring(0, name.length() - 2))
                            .anyMatch(
                                name ->
                                    type.getPackageName().equals(name)
                                        || type.getPackageName().startsWith(name + "."))))
        .allowEmptyShould(true)
        .check(program);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void stands_only_in_its_rooms(String library) {
    String[] others =
        ROOMS.keySet().stream()
            .filter(room -> !LIBRARIES.get(library).contains(room))
            .map(room -> "hmrbench." + room + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAnyPackage(others)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .allowEmptyShould(true)
        .check(program);
  }

  @Test
  void every_room_is_in_the_table() {
    assertThat(program.stream().map(type -> type.getPackageName().split("\\.")))
        .allSatisfy(
            parts -> assertThat(parts.length > 1 ? parts[1] : "cli").isIn(plus(rooms(), "cli")));
  }

  private static List<String> plus(List<String> names, String name) {
    List<String> all = new ArrayList<>(names);
    all.add(name);
    return all;
  }
}
