package hmrbench.report.page;

import hmrbench.record.Manifest;
import hmrbench.report.finding.Finding;
import hmrbench.report.table.ResultTable;
import hmrbench.report.table.TableView;
import hmrbench.report.view.Gaps.Gap;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that a report of one run consists of: figures, tables, and the page with both. */
public final class ReportPage {

  /** A section with its content. */
  private record Part(Section section, String body) {}

  private final RunView run;
  private final PageData data;
  private final PageParts page = new PageParts();
  private final List<Part> parts;

  /**
   * Puts a report together.
   *
   * @param home the setting that it opens with
   */
  public ReportPage(RunView run, Setting home) {
    this(run, home, Sections.ALL);
  }

  /** The same of these sections. */
  ReportPage(RunView run, Setting home, List<Section> sections) {
    this.run = run;
    this.data = PageData.of(run, home);
    this.parts =
        sections.stream()
            .map(section -> new Part(section, section.body(data, page)))
            .filter(part -> !part.body().isEmpty())
            .toList();
  }

  /** All figures, in the order of the page. */
  public List<DrawnFigure> figures() {
    return page.figures();
  }

  /** All tables, in the order of the page. */
  public List<TableView> tables() {
    return page.tables();
  }

  /** The results that the page opens with, and those of the other protocols beside them. */
  public List<TableView> results() {
    Setting home = data.home();
    return run.settings().stream()
        .filter(at -> at.dataset().equals(home.dataset()) && at.fps() == home.fps())
        .sorted(Comparator.comparing(at -> !at.equals(home)))
        .map(at -> ResultTable.of(run, at, data.testsAt(at)))
        .toList();
  }

  /** What predictions lack. */
  public List<Gap> gaps() {
    return data.gaps();
  }

  /** The verdicts of the page. */
  public List<Finding> verdicts() {
    return data.findings();
  }

  /** The page as one file. */
  public String html() {
    Map<String, Object> words = new LinkedHashMap<>();
    Manifest manifest = run.manifest();
    words.put(
        "title",
        manifest.question().title().isEmpty()
            ? manifest.question().name()
            : manifest.question().title());
    words.put("version", manifest.program().version());
    words.put("lead", lead());
    words.put("chips", chips());
    words.put("css", Resources.text("page.css"));
    words.put("sections", parts.stream().map(ReportPage::words).toList());
    words.put("footer", footer());
    words.put("scripts", Player.scripts(data.clips(), data.compared(), run.styles()));
    return Templates.fill("page", words);
  }

  private static Map<String, String> words(Part part) {
    return Map.of(
        "id", part.section().id(),
        "short", part.section().shortName(),
        "heading", part.section().heading(),
        "body", part.body());
  }

  private String lead() {
    return "%s models, %s; the page opens with %s."
        .formatted(
            run.models().size(),
            run.settings().size() == 1
                ? "one setting"
                : run.settings().size() + " settings of data, protocol and frame rate",
            data.home().words());
  }

  private List<Map<String, String>> chips() {
    Manifest manifest = run.manifest();
    List<Map<String, String>> chips = new ArrayList<>();
    chip(chips, "experiment", Optional.of(manifest.question().name()));
    chip(chips, "device", Optional.of(manifest.machine().device()));
    chip(
        chips,
        "seeds",
        Optional.of(manifest.question().seeds().toString().replaceAll("[\\[\\]]", "")));
    chip(chips, "baseline", Optional.ofNullable(manifest.question().baseline()));
    chip(
        chips,
        "commit",
        Optional.ofNullable(manifest.program().commit())
            .map(c -> c.substring(0, Math.min(12, c.length()))));
    chip(chips, "program", version());
    chip(chips, "run", Optional.of(manifest.started()));
    return chips;
  }

  /** The version of the program, where it was built as one. */
  private Optional<String> version() {
    return Optional.of(run.manifest().program().version())
        .filter(version -> !version.equals("unknown") && !version.startsWith("$"));
  }

  private static void chip(List<Map<String, String>> chips, String key, Optional<String> value) {
    value.filter(v -> !v.isEmpty()).ifPresent(v -> chips.add(Map.of("key", key, "value", v)));
  }

  private String footer() {
    return "Made from the records of this run alone by HMRBench%s; config %s. three.js is MIT licensed."
        .formatted(
            version().map(" "::concat).orElse(""),
            run.manifest()
                .question()
                .configHash()
                .substring(0, Math.min(12, run.manifest().question().configHash().length())));
  }
}
