package hmrbench.video.pipeline;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.Remark;
import hmrbench.core.VisibleText;
import hmrbench.io.WholeFile;
import hmrbench.video.read.Video;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The page beside the film: how it was made, what was found, and the attention under the film. */
final class VideoPage {

  private static final String TEMPLATE = "/hmrbench/video/page.mustache";

  private VideoPage() {}

  /**
   * What the page says.
   *
   * @param facts in the order of the page
   */
  record Content(
      VideoTask task,
      PeopleStage.Found people,
      List<PersonPrediction> predictions,
      Optional<FilmJudge.Verdict> verdict,
      Map<String, String> facts,
      List<Remark> remarks) {}

  static void write(Path file, Content content) {
    String page =
        Mustache.compiler()
            .defaultValue("")
            .withEscaper(text -> Escapers.HTML.escape(VisibleText.lines(text)))
            .compile(template())
            .execute(values(content));
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    WholeFile.write(file, out -> out.write(bytes));
  }

  private static Map<String, Object> values(Content content) {
    Map<String, Object> values = new HashMap<>();
    values.put("title", String.valueOf(content.task().video().path().getFileName()));
    values.put("model", content.task().models().name());
    values.put("mark", content.task().models().mark().orElse(""));
    values.put("marked", content.task().models().mark().isPresent());
    values.put("facts", facts(content.facts()));
    values.put("remarks", content.remarks().stream().map(Remark::toString).toList());
    values.put("people", people(content));
    values.put("times", times(content.task().video()));
    values.put("judged", content.verdict().isPresent());
    content
        .verdict()
        .ifPresent(
            verdict -> {
              values.put("heads", verdict.columns());
              values.put(
                  "scores", verdict.rows().stream().map(row -> Map.of("fields", row)).toList());
              values.put("notes", verdict.notes());
            });
    return values;
  }

  private static String template() {
    try (InputStream in = VideoPage.class.getResourceAsStream(TEMPLATE)) {
      if (in == null) {
        throw new IllegalStateException(TEMPLATE + " is not in the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Fault(Fault.Kind.FAILED_RUNNING, TEMPLATE + ": " + e.getMessage(), e);
    }
  }

  private static List<Map<String, String>> facts(Map<String, String> facts) {
    return facts.entrySet().stream()
        .map(fact -> Map.of("name", fact.getKey(), "value", fact.getValue()))
        .toList();
  }

  private static List<Map<String, Object>> people(Content content) {
    List<Map<String, Object>> people = new ArrayList<>();
    for (PersonPrediction seen : content.predictions()) {
      int first = seen.person().firstFrame();
      int last = first + seen.person().frames() - 1;
      Video video = content.task().video();
      people.add(
          Map.of(
              "id", seen.person().id(),
              "color", String.format(Locale.ROOT, "#%06x", content.people().colour(seen.person())),
              "first", first,
              "last", last,
              "from", String.format(Locale.ROOT, "%.2f", video.times().seconds(first)),
              "to", String.format(Locale.ROOT, "%.2f", video.times().seconds(last)),
              "side",
                  Math.round(
                      seen.person().boxes().stream()
                          .mapToDouble(box -> box.width())
                          .average()
                          .orElse(0)),
              "attends", whole(seen).isPresent(),
              "attention", whole(seen).map(VideoPage::shares).orElse("[]")));
    }
    return people;
  }

  /** The attention of a network that has all three branches. */
  private static Optional<FloatGrid> whole(PersonPrediction seen) {
    return seen.prediction().attention().filter(FloatGrid::isFinite);
  }

  private static String shares(FloatGrid weights) {
    StringBuilder text = new StringBuilder("[");
    for (int row = 0; row < weights.size(0); row++) {
      text.append(row > 0 ? "," : "")
          .append(
              String.format(Locale.ROOT, "[%.4f,%.4f]", weights.at(row, 0), weights.at(row, 1)));
    }
    return text.append(']').toString();
  }

  private static String times(Video video) {
    StringBuilder text = new StringBuilder("[");
    for (int frame = 0; frame < video.frames(); frame++) {
      text.append(frame > 0 ? "," : "")
          .append(String.format(Locale.ROOT, "%.4f", video.times().seconds(frame)));
    }
    return text.append(']').toString();
  }
}
