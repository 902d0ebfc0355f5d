package hmrbench.model;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.data.DataFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who adds a network or a format writes no line in pages, ledgers, films or commands. */
class NoNamesOfNetworksTest {

  private static final Path MAIN = Path.of("src/main/java/hmrbench");

  /** Rooms that show what was run, and must do so for networks that they have never heard of. */
  private static final List<String> ROOMS = List.of("report", "record", "video", "metric/stats");

  private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"");

  @Test
  void pages_and_ledgers_know_networks_by_facts_alone() throws IOException {
    Set<String> names =
        Models.all().architectures().stream()
            .map(Architecture::key)
            .collect(Collectors.toCollection(TreeSet::new));
    DataFormats.all().formats().forEach(format -> names.add(format.key()));
    for (String room : ROOMS) {
      try (Stream<Path> files = Files.walk(MAIN.resolve(room))) {
        for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
          assertThat(texts(file)).as(file.toString()).doesNotContainAnyElementsOf(names);
        }
      }
    }
  }

  private static List<String> texts(Path file) throws IOException {
    return TEXT.matcher(Files.readString(file))
        .results()
        .map((MatchResult it) -> it.group(1))
        .toList();
  }
}
