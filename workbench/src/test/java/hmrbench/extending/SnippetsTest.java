package hmrbench.extending;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every block of code of {@code docs/extending.md} is a part of a file that is compiled and run
 * here: the comment before the block names the file, and behind # the part of it.
 */
class SnippetsTest {

  private static final Path TESTS = Shared.projectRoot().resolve("workbench/src/test");

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w*\n(.*?)^```$");

  private static final Pattern NAMED_BLOCK =
      Pattern.compile("(?ms)^<!-- ([\\w/.]+)(?:#(\\w+))? -->\n```(?:java|yaml)\n(.*?)^```$");

  private static final Pattern SNIPPET =
      Pattern.compile("(?ms)^ *// snippet (\\w+)\n(.*?)^ *// end of snippet$");

  @Test
  void every_block_of_code_equals_what_is_compiled() throws IOException {
    String page = Files.readString(Shared.projectRoot().resolve("docs/extending.md"));
    int blocks = 0;
    for (Matcher block = NAMED_BLOCK.matcher(page); block.find(); blocks++) {
      String file = Files.readString(TESTS.resolve(block.group(1)));
      String expected = block.group(2) == null ? file : snippet(file, block.group(2));
      assertThat(block.group(3)).as(block.group(1) + " " + block.group(2)).isEqualTo(expected);
    }
    assertThat(BLOCK.matcher(page).results().count()).as("blocks without a file").isEqualTo(blocks);
  }

  @Test
  void every_snippet_is_shown() throws IOException {
    String page = Files.readString(Shared.projectRoot().resolve("docs/extending.md"));
    List<String> missing = new ArrayList<>();
    for (String folder : List.of("extending", "report/page")) {
      try (var files = Files.list(TESTS.resolve("java/hmrbench").resolve(folder))) {
        for (Path file : files.sorted().toList()) {
          SNIPPET
              .matcher(Files.readString(file))
              .results()
              .map(
                  it -> "java/hmrbench/%s/%s#%s".formatted(folder, file.getFileName(), it.group(1)))
              .filter(name -> !page.contains("<!-- " + name + " -->"))
              .forEach(missing::add);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  /** A part of a file, moved to the left. */
  private static String snippet(String file, String name) {
    return SNIPPET
        .matcher(file)
        .results()
        .filter(it -> it.group(1).equals(name))
        .map(it -> it.group(2).stripTrailing().stripIndent() + "\n")
        .findFirst()
        .orElseThrow(() -> new AssertionError("no snippet " + name));
  }
}
