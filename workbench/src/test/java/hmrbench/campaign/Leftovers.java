package hmrbench.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What two folders hold, but for the times that their files name. */
final class Leftovers {

  /** Tell of times: of sessions, of hashes that were looked at, of a training. */
  private static final String TIMES_ONLY = "\\.hashes|\\.lock|loss\\.(svg|png)";

  private Leftovers() {}

  /** What differs between folders, in words; empty where nothing does. */
  static String difference(Path expected, Path actual) throws IOException {
    Map<String, String> left = contents(expected);
    Map<String, String> right = contents(actual);
    TreeSet<String> names = new TreeSet<>(left.keySet());
    names.addAll(right.keySet());
    StringBuilder difference = new StringBuilder();
    for (String name : names) {
      String one = left.get(name);
      String other = right.get(name);
      if (one == null || other == null) {
        difference.append(name).append(one == null ? " is left over; " : " is missing; ");
      } else if (!one.equals(other)) {
        difference.append(name).append(" differs ").append(firstDifference(one, other));
      }
    }
    return difference.toString();
  }

  private static String firstDifference(String one, String other) {
    int at = 0;
    while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return "at %d (%s, not %s); ".formatted(at, excerpt(other, at), excerpt(one, at));
  }

  private static String excerpt(String text, int at) {
    return text.substring(Math.max(0, at - 30), Math.min(text.length(), at + 30))
        .replaceAll("[^ -~]", "?");
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (!String.valueOf(file.getFileName()).matches(TIMES_ONLY)) {
          contents.put(name, timeless(file, name));
        }
      }
    }
    return contents;
  }

  private static String timeless(Path file, String name) throws IOException {
    if (name.equals("manifest.json")) {
      return manifest(file);
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    // The page names the start at its head, and tells of sessions in one section.
    if (name.equals("report.html")) {
      return text.replaceAll("(?s)<section id=\"run\".*?</section>", "")
          .replaceAll("<b>(run|commit)</b> [^<]*", "")
          .replaceAll("\\b[0-9a-f]{12,40}(-changed)?\\b", "");
    }
    if (name.equals("index.html")) { // Tells which stages of an earlier program it took.
      return text.replaceAll("(?m)^.*taken from.*\\R?", "");
    }
    return name.endsWith("model.yaml") ? text.replaceAll("(?m)^seconds: .*$", "") : text;
  }

  /** All but the sessions, and the hash of the page that shows them. */
  private static String manifest(Path file) throws IOException {
    ObjectNode tree = (ObjectNode) new JsonMapper().readTree(file.toFile());
    tree.remove("sessions");
    tree.remove("program"); // The commit of a project that someone works on changes meanwhile.
    for (JsonNode written : tree.path("records").path("pages")) {
      if (written.path("path").asText().equals("report.html")) {
        ((ObjectNode) written).remove("sha256");
        ((ObjectNode) written).remove("bytes");
      }
    }
    return tree.toPrettyString();
  }
}
