package hmrbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Holds the code to its rooms: which package may use which, and which library is in which room. The
 * table below is the one of {@code docs/architecture.md}; what a package says of itself after "May
 * use:" is checked to the letter.
 */
class ArchitectureTest {

  private static final String ALL = "everything above";

  /** Per room, in the order in which data flows, the other rooms that it may use. */
  private static final Map<String, List<String>> ROOMS = new LinkedHashMap<>();

  static {
    ROOMS.put("core", List.of());
    ROOMS.put("config", List.of("core"));
    ROOMS.put("io", List.of("core"));
    ROOMS.put("picture", List.of("core", "io"));
    ROOMS.put("data", List.of("core", "config", "io", "picture"));
    ROOMS.put("tensor", List.of("core", "io"));
    ROOMS.put("body", List.of("core", "io", "data", "tensor"));
    ROOMS.put("scene", List.of("core", "data", "picture", "body"));
    ROOMS.put("model", List.of("core", "config", "io", "data", "tensor", "body"));
    ROOMS.put("train", List.of("core", "config", "io", "data", "tensor", "body", "scene", "model"));
    ROOMS.put("metric", List.of("core"));
    ROOMS.put("record", List.of("core", "config", "io", "metric"));
    ROOMS.put(
        "run",
        List.of(
            "core", "config", "io", "data", "picture", "tensor", "body", "scene", "model", "train",
            "metric", "record"));
    ROOMS.put("executor", List.of("core", "config", "io", "record", "run"));
    ROOMS.put("report", List.of("core", "io", "metric", "record"));
    ROOMS.put(
        "video", List.of("core", "io", "data", "picture", "tensor", "body", "model", "record"));
    ROOMS.put(
        "cli",
        List.of(
            "core",
            "config",
            "io",
            "data",
            "picture",
            "tensor",
            "body",
            "scene",
            "model",
            "train",
            "metric",
            "record",
            "run",
            "executor",
            "report",
            "video"));
  }

  /**
   * A library: its name in package pages, the packages that it consists of, and the rooms that may
   * use it. A class of any other library is a fault, wherever it is used.
   */
  private record Library(String name, List<String> packages, Set<String> rooms) {
    boolean has(String packageName) {
      return packages.stream().anyMatch(it -> isWithin(packageName, it));
    }
  }

  private static final Set<String> EVERYWHERE = Set.of();

  private static final List<Library> LIBRARIES =
      List.of(
          new Library("DJL", List.of("ai.djl"), Set.of("tensor", "body", "model", "train")),
          new Library("Tablesaw", List.of("tech.tablesaw"), Set.of("report")),
          new Library("XChart", List.of("org.knowm.xchart"), Set.of("report")),
          new Library("VectorGraphics2D", List.of("de.erichseifert"), Set.of("report")),
          new Library("jmustache", List.of("com.samskivert.mustache"), Set.of("report", "video")),
          new Library("JavaCV", List.of("org.bytedeco"), Set.of("video")),
          new Library("picocli", List.of("picocli"), Set.of("cli")),
          new Library("Commons CSV", List.of("org.apache.commons.csv"), Set.of("io", "record")),
          new Library(
              "Commons Compress",
              List.of("org.apache.commons.compress", "org.tukaani.xz"),
              Set.of("io")),
          new Library("jHDF", List.of("io.jhdf"), Set.of("io")),
          new Library(
              "Jackson",
              List.of("com.fasterxml.jackson"),
              Set.of("config", "record", "io", "executor", "report")),
          new Library("SnakeYAML", List.of("org.yaml.snakeyaml"), Set.of("config")),
          new Library("Commons Math", List.of("org.apache.commons.math3"), Set.of("metric", "run")),
          new Library(
              "annotations",
              List.of("org.jspecify.annotations", "com.google.errorprone.annotations"),
              EVERYWHERE));

  private static JavaClasses program;

  @BeforeAll
  static void read() {
    program = ProgramClasses.all();
  }

  private static boolean isWithin(String packageName, String above) {
    return packageName.equals(above) || packageName.startsWith(above + ".");
  }

  /** The room that a class of the program is in. */
  private static String room(String packageName) {
    List<String> parts = List.of(packageName.split("\\.", -1));
    return parts.size() > 1 ? parts.get(1) : "none";
  }

  /** The package without {@code hmrbench.}, as package pages write it. */
  private static String shortName(String packageName) {
    return packageName.replaceFirst("^hmrbench\\.", "");
  }

  private static boolean isOurs(String packageName) {
    return isWithin(packageName, "hmrbench");
  }

  private static Stream<Dependency> dependencies() {
    return program.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream());
  }

  private static String target(Dependency dependency) {
    return dependency.getTargetClass().getBaseComponentType().getPackageName();
  }

  @Test
  void every_class_is_in_a_room_of_the_table() {
    assertThat(program.stream().map(type -> room(type.getPackageName())).distinct())
        .containsExactlyInAnyOrderElementsOf(ROOMS.keySet());
  }

  @Test
  void a_room_uses_only_the_rooms_that_the_table_allows() {
    List<String> broken =
        dependencies()
            .filter(dependency -> isOurs(target(dependency)))
            .filter(
                dependency -> {
                  String from = room(dependency.getOriginClass().getPackageName());
                  String to = room(target(dependency));
                  return !from.equals(to) && !ROOMS.getOrDefault(from, List.of()).contains(to);
                })
            .map(Dependency::getDescription)
            .toList();

    assertThat(broken).isEmpty();
  }

  @Test
  void a_library_is_used_only_in_its_rooms_and_none_is_missing_from_the_table() {
    List<String> broken =
        dependencies()
            .filter(dependency -> isThirdParty(dependency.getTargetClass().getBaseComponentType()))
            .filter(
                dependency -> {
                  String from = room(dependency.getOriginClass().getPackageName());
                  return LIBRARIES.stream()
                      .filter(library -> library.has(target(dependency)))
                      .noneMatch(
                          library ->
                              library.rooms() == EVERYWHERE || library.rooms().contains(from));
                })
            .map(Dependency::getDescription)
            .toList();

    assertThat(broken).isEmpty();
  }

  private static boolean isThirdParty(JavaClass type) {
    String name = type.getPackageName();
    return !type.isPrimitive()
        && !isOurs(name)
        && !Stream.of("java", "javax", "jdk", "sun", "com.sun", "org.w3c", "org.xml")
            .anyMatch(root -> isWithin(name, root));
  }

  /** What a package page allows: packages of the program, and libraries, by name. */
  private record MayUse(Set<String> packages, Set<String> libraries) {}

  private static final Pattern CODE = Pattern.compile("\\{@code ([a-z.]+)\\}");

  /** The pages of all packages by short name, their sentence after "May use:" on one line. */
  private static Map<String, String> pages() throws IOException {
    Path sources = Shared.projectRoot().resolve("workbench/src/main/java/hmrbench");
    Map<String, String> pages = new TreeMap<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path page : files.filter(it -> it.endsWith("package-info.java")).toList()) {
        String text =
            Files.readString(page, StandardCharsets.UTF_8)
                .replaceAll("\\n \\*/?", " ")
                .replaceAll("\\s+", " ");
        Matcher sentence =
            Pattern.compile("May use:? (.*?)\\. *(\\*/|<p>|@NullMarked)").matcher(text);
        String name = sources.relativize(page.getParent()).toString().replace('/', '.');
        pages.put(name, sentence.find() ? sentence.group(1) : "");
      }
    }
    return pages;
  }

  private static MayUse mayUse(String name, Map<String, String> pages) {
    String sentence = pages.get(name);
    Set<String> packages = new TreeSet<>();
    Matcher inherited = Pattern.compile("what \\{@code ([a-z.]+)\\} may").matcher(sentence);
    Set<String> libraries =
        LIBRARIES.stream()
            .map(Library::name)
            .filter(sentence::contains)
            .collect(Collectors.toCollection(TreeSet::new));
    if (inherited.find()) {
      MayUse parent = mayUse(inherited.group(1), pages);
      packages.addAll(parent.packages());
      packages.add(inherited.group(1));
      libraries.addAll(parent.libraries());
    }
    if (sentence.startsWith(ALL)) {
      packages.addAll(ROOMS.get(name));
    }
    Matcher codes = CODE.matcher(inherited.replaceAll(""));
    while (codes.find()) {
      packages.add(codes.group(1));
    }
    return new MayUse(packages, libraries);
  }

  @Test
  void every_package_says_what_it_may_use() throws IOException {
    assertThat(pages()).allSatisfy((name, sentence) -> assertThat(sentence).as(name).isNotEmpty());
    assertThat(program.stream().map(type -> shortName(type.getPackageName())).distinct())
        .isSubsetOf(pages().keySet());
  }

  @Test
  void a_package_uses_only_what_its_page_says() throws IOException {
    Map<String, String> pages = pages();
    Map<String, Set<String>> broken = new TreeMap<>();
    dependencies()
        .forEach(
            dependency -> {
              String from = shortName(dependency.getOriginClass().getPackageName());
              String to = target(dependency);
              MayUse may = mayUse(from, pages);
              boolean allowed =
                  isOurs(to)
                      ? isAllowed(from, shortName(to), may)
                      : !isThirdParty(dependency.getTargetClass().getBaseComponentType())
                          || LIBRARIES.stream()
                              .filter(library -> library.has(to))
                              .anyMatch(
                                  library ->
                                      library.rooms() == EVERYWHERE
                                          || may.libraries().contains(library.name()));
              if (!allowed) {
                broken
                    .computeIfAbsent(from, none -> new TreeSet<>())
                    .add(isOurs(to) ? shortName(to) : to);
              }
            });

    assertThat(broken).isEmpty();
  }

  /** A package may use itself, what is below it, and what it names with all that is below that. */
  private static boolean isAllowed(String from, String to, MayUse may) {
    return isWithin(to, from) || may.packages().stream().anyMatch(named -> isWithin(to, named));
  }

  @Test
  void a_page_names_nothing_that_its_package_does_not_use() throws IOException {
    Map<String, String> pages = pages();
    Map<String, Set<String>> used = new TreeMap<>();
    dependencies()
        .forEach(
            dependency ->
                used.computeIfAbsent(
                        shortName(dependency.getOriginClass().getPackageName()),
                        none -> new TreeSet<>())
                    .add(target(dependency)));
    Map<String, Set<String>> idle = new TreeMap<>();
    pages.forEach(
        (name, sentence) -> {
          if (sentence.startsWith(ALL) || sentence.startsWith("what ")) {
            return;
          }
          // A room's page also speaks for the packages below it.
          Set<String> targets =
              used.entrySet().stream()
                  .filter(entry -> isWithin(entry.getKey(), name))
                  .flatMap(entry -> entry.getValue().stream())
                  .collect(Collectors.toSet());
          MayUse may = mayUse(name, pages);
          Set<String> unused = new TreeSet<>();
          may.packages().stream()
              .filter(it -> targets.stream().noneMatch(to -> isWithin(shortName(to), it)))
              .forEach(unused::add);
          LIBRARIES.stream()
              .filter(library -> may.libraries().contains(library.name()))
              .filter(library -> targets.stream().noneMatch(library::has))
              .forEach(library -> unused.add(library.name()));
          if (!unused.isEmpty()) {
            idle.put(name, unused);
          }
        });

    assertThat(idle).isEmpty();
  }

  private static final Path PAGE = Shared.projectRoot().resolve("docs/architecture.md");
  private static final String BEGIN = "<!-- table of rooms: ArchitectureTest -->\n";
  private static final String END = "<!-- end of the table -->\n";

  private static String table() {
    StringBuilder table = new StringBuilder("| room | may use | libraries |\n|---|---|---|\n");
    ROOMS.forEach(
        (room, others) -> {
          String libraries =
              LIBRARIES.stream()
                  .filter(library -> library.rooms().contains(room))
                  .map(Library::name)
                  .collect(Collectors.joining(", "));
          String above =
              room.equals("cli")
                  ? "all others"
                  : others.isEmpty() ? "-" : String.join(", ", others);
          table.append("| `%s` | %s | %s |%n".formatted(room, above, libraries));
        });
    return table.toString().replace(System.lineSeparator(), "\n");
  }

  @Test
  void the_page_on_the_architecture_has_this_table() throws IOException {
    String page = Files.readString(PAGE, StandardCharsets.UTF_8);

    assertThat(page).contains(BEGIN + table() + END);
  }

  @Test
  void the_page_on_the_architecture_names_classes_that_there_are() throws IOException {
    Set<String> names =
        program.stream()
            .map(type -> shortName(type.getName()).replace('$', '.'))
            .collect(Collectors.toSet());
    Matcher classes =
        Pattern.compile("`([a-z]+(?:\\.[a-z]+)*\\.[A-Z][A-Za-z.]+)`")
            .matcher(Files.readString(PAGE, StandardCharsets.UTF_8));
    List<String> named = classes.results().map(found -> found.group(1)).toList();

    assertThat(named).hasSizeGreaterThan(10).allSatisfy(name -> assertThat(names).contains(name));
  }
}
