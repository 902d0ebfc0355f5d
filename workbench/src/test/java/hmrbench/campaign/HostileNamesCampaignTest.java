package hmrbench.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Names that do harm where they are written as they are: in pages, in LaTeX, in spreadsheets, on
 * terminals and in paths.
 */
class HostileNamesCampaignTest {

  private static final List<String> NAMES =
      List.of(
          "<script>alert(1)</script>",
          "<img src=x onerror=alert(1)>",
          "&lt;\"'onload='x",
          "\\input{/etc/passwd}",
          "50% of $x_1^2 & #~",
          "=1+1",
          "@SUM(A1)",
          "-2+3,\"x\"",
          "../../up",
          "/etc/hmrbench-campaign",
          "a/../../b",
          "\u001b[2J\u0007bell",
          "line\nbreak",
          "\u202etxt.exe",
          "%d%n%s",
          "name|with|bars",
          "名前 größe");

  /** So many letters of a name are nowhere else in a page. */
  private static final int TELLING = 12;

  @TempDir private Path top;

  @Test
  @Tag("campaign")
  void names_that_do_harm_elsewhere_do_none_in_an_experiment() throws Exception {
    experiments("hostile names, run", NAMES);
  }

  @Test
  @Tag("campaign")
  void names_that_do_harm_elsewhere_do_none_as_those_of_videos() throws Exception {
    videos("hostile names, video run", NAMES);
  }

  private void experiments(String trouble, List<String> names) throws Exception {
    ProgramTable table = new ProgramTable(trouble);
    for (int i = 0; i < names.size(); i++) {
      String quoted = quoted(names.get(i));
      List<UnaryOperator<String>> places =
          List.of(
              yaml -> yaml.replaceFirst("name: small", "name: " + literal(quoted)),
              yaml -> yaml.replaceFirst("name: few", "name: " + literal(quoted)),
              yaml ->
                  yaml.replaceFirst(
                      "spin,", literal("{name: %s, architecture: spin},".formatted(quoted))),
              yaml -> yaml + "report: {title: %s}\n".formatted(quoted));
      for (int place = 0; place < places.size(); place++) {
        Path folder = SmallWork.fill(top.resolve("experiment-%d-%d".formatted(i, place)));
        Path config = folder.resolve("small.yaml");
        Files.writeString(config, places.get(place).apply(smaller(Files.readString(config))));
        count(table, folder, names.get(i), SmallWork.run());
      }
    }
    assertThat(table.finish()).as(trouble).isEmpty();
  }

  private void videos(String trouble, List<String> names) throws Exception {
    ProgramTable table = new ProgramTable(trouble);
    for (int i = 0; i < names.size(); i++) {
      Path folder = SmallWork.fill(top.resolve("video-" + i));
      SmallClip.write(folder);
      String name = names.get(i).replace('/', '_') + ".mp4";
      Files.move(folder.resolve(SmallClip.VIDEO), folder.resolve(name));
      count(table, folder, name, SmallWork.videoRun("./" + name, SmallWork.OUT));
    }
    assertThat(table.finish()).as(trouble).isEmpty();
  }

  /** The least that still makes every table and chart. */
  private static String smaller(String yaml) {
    return yaml.replace("[none, slerp-0.3]", "[none]")
        .replace("[1, 2]", "[1]")
        .replace("sequences: 3, seconds: 2", "sequences: 2, seconds: 1")
        .replace("baseline: spin\n", "");
  }

  /** As a scalar of YAML and of JSON. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted.append(
          c < ' ' || c > '~' || c == '"' || c == '\\' ? "\\u%04x".formatted((int) c) : "" + c);
    }
    return quoted.append('"').toString();
  }

  private static String literal(String replacement) {
    return java.util.regex.Matcher.quoteReplacement(replacement);
  }

  private static void count(ProgramTable table, Path folder, String name, String... words)
      throws Exception {
    Set<String> before = names(folder.getParent());
    ChildProgram.End end = ChildProgram.in(folder).run(words);
    List<String> wrong = new ArrayList<>();
    if (!end.isDone() && !(end.code() == 2 && end.said().startsWith("hmrbench: "))) {
      wrong.add("exit %d".formatted(end.code()));
    }
    if (end.said().chars().anyMatch(c -> (c < ' ' && c != '\n' && c != '\r') || c == 0x202e)) {
      wrong.add("what steers a terminal");
    }
    Set<String> strange = names(folder.getParent());
    strange.removeAll(before);
    strange.removeIf(it -> it.matches(folder.getFileName() + "/out(/.*)?"));
    if (!strange.isEmpty()) {
      wrong.add("written elsewhere: " + strange);
    }
    wrong.addAll(written(folder.resolve(SmallWork.OUT), name));
    table.count(
        wrong.isEmpty() ? "" : "%s: %s: %s".formatted(quoted(name), wrong, end.said()),
        !end.isDone());
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found
          .map(path -> folder.relativize(path).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** Where the files of a folder hold the name so that it does harm. */
  private static List<String> written(Path out, String name) throws IOException {
    List<String> wrong = new ArrayList<>();
    if (!Files.exists(out)) {
      return wrong;
    }
    try (Stream<Path> found = Files.walk(out)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (isHarmful(String.valueOf(file.getFileName()), text, name)) {
          wrong.add(out.relativize(file).toString());
        }
      }
    }
    return wrong;
  }

  private static boolean isHarmful(String file, String text, String name) {
    if (file.matches(".*\\.(html|md|svg)")) {
      // Pages have scripts and pictures of their own, but none that begin like these.
      return name.startsWith("<") && text.contains(name.substring(0, TELLING));
    }
    if (file.endsWith(".tex")) {
      return text.contains("\\input");
    }
    // A spreadsheet runs what begins like a formula; numbers may begin with a minus.
    return file.endsWith(".csv")
        && name.matches("[=@+-].*")
        && Stream.of(text.split("[,\n]", -1)).anyMatch(cell -> cell.equals(name));
  }
}
