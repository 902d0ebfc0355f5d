package hmrbench.report.page;

import com.samskivert.mustache.Mustache;
import hmrbench.core.MetricId;
import hmrbench.metric.Metrics;
import hmrbench.record.Manifest;
import hmrbench.report.chart.Figure;
import hmrbench.report.finding.BaselineTests;
import hmrbench.report.finding.Finding;
import hmrbench.report.finding.Findings;
import hmrbench.report.finding.StatisticsTable;
import hmrbench.report.table.HtmlTable;
import hmrbench.report.table.PublishedTable;
import hmrbench.report.table.ResultTable;
import hmrbench.report.table.SequenceTable;
import hmrbench.report.table.TableView;
import hmrbench.report.view.ClipView;
import hmrbench.report.view.FrameScan;
import hmrbench.report.view.Rivals;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that a report of one run consists of: figures, tables, and the page with both. */
public final class ReportPage {

  /** Metrics that are tested in settings other than the one that the page opens with. */
  private static final List<MetricId> ELSEWHERE = List.of(Metrics.PA_MPJPE, Metrics.ACCEL_ERR);

  /**
   * A part of the page.
   *
   * @param id for links
   * @param shortName in the navigation
   * @param heading above it
   * @param body as HTML
   */
  private record Section(String id, String shortName, String heading, String body) {}

  private final RunView run;
  private final Setting home;
  private final FrameScan scan;
  private final List<ClipView> clips;
  private final Rivals rivals;
  private final List<Finding> findings;
  private final Map<Setting, BaselineTests> tests = new LinkedHashMap<>();
  private final List<TableView> tables = new ArrayList<>();
  private final List<Drawn> figures = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();

  /**
   * Puts a report together.
   *
   * @param home the setting that it opens with
   */
  public ReportPage(RunView run, Setting home) {
    this.run = run;
    this.home = home;
    this.scan = FrameScan.of(run, home);
    this.clips = scan.clips();
    this.rivals = Rivals.of(run, home).orElse(new Rivals("", ""));
    this.findings = Findings.of(run, home, scan.attention());
    List<Setting> settings = run.settings();
    List<BaselineTests> tested =
        settings.parallelStream()
            .map(at -> BaselineTests.of(run, at, at.equals(home) ? Metrics.all() : ELSEWHERE))
            .toList();
    for (int i = 0; i < settings.size(); i++) {
      tests.put(settings.get(i), tested.get(i));
    }
    add("findings", "Findings", "What this run says", findings());
    add("results", "Results", "Results", results());
    add("charts", "Charts", "Charts", charts());
    add("playback", "Playback", "Clips, frame by frame", playback());
    add("attention", "Attention", "Attention over past, current and future", attention());
    add("statistics", "Statistics", "Statistics", statistics());
    add("sequences", "Sequences", "Per sequence", sequences());
    RunSections about = new RunSections(run);
    add("run", "How it was run", "How it was run", about.howItWasRun());
    add("again", "Run it again", "How to run it again", about.howToRunAgain());
  }

  private void add(String id, String shortName, String heading, String body) {
    if (!body.isEmpty()) {
      sections.add(new Section(id, shortName, heading, body));
    }
  }

  /** All figures, in the order of the page. */
  public List<Drawn> figures() {
    return List.copyOf(figures);
  }

  /** All tables, in the order of the page. */
  public List<TableView> tables() {
    return List.copyOf(tables);
  }

  /** The verdicts of the page. */
  public List<Finding> verdicts() {
    return findings;
  }

  private String shown(List<Figure> made) {
    List<Drawn> drawn = Drawn.all(made);
    figures.addAll(drawn);
    return Html.figures(drawn);
  }

  private String shown(TableView table, boolean sortable) {
    tables.add(table);
    return HtmlTable.of(table, sortable);
  }

  private BaselineTests testsAt(Setting setting) {
    return java.util.Objects.requireNonNull(tests.get(setting));
  }

  private String findings() {
    return Html.paragraph(
            "Each claim is judged by code from the records of this run, at %s. It holds or does not"
                    .formatted(home.words())
                + " hold if the whole 95 % interval says so, else it cannot be decided.")
        + FindingCards.of(findings);
  }

  private String results() {
    StringBuilder out = new StringBuilder();
    out.append(shown(ResultTable.of(run, home, testsAt(home)), true));
    ResultTable.further(run, home)
        .ifPresent(t -> out.append(Html.details("Further metrics", shown(t, true))));
    for (Setting setting : run.settings()) {
      if (!setting.equals(home)) {
        out.append(
            Html.details(
                "Results at " + setting.words(),
                shown(ResultTable.of(run, setting, testsAt(setting)), true)));
      }
    }
    if (run.manifest().reference() != null
        || run.models().stream().anyMatch(model -> model.gridPlace().isPresent())) {
      out.append("<div class=\"published\">\n")
          .append(Html.heading("Beside it, published numbers of other data"))
          .append(shown(PublishedTable.of(run, home), false))
          .append("</div>\n");
    }
    return out.toString();
  }

  private String charts() {
    RunFigures made = new RunFigures(run, home);
    List<Figure> all = new ArrayList<>(made.frameRates());
    made.grid().ifPresent(all::add);
    made.tradeOff().ifPresent(all::add);
    return all.isEmpty() ? "" : shown(all);
  }

  private String playback() {
    List<Figure> timelines = new RunFigures(run, home).timelines(clips, rivals);
    if (timelines.isEmpty()) {
      return "";
    }
    String still = shown(timelines);
    return PlayerSection.hasClips(clips)
        ? PlayerSection.body() + "<div class=\"no-js-only\">\n" + still + "</div>\n"
        : still;
  }

  private String attention() {
    List<Figure> made = new RunFigures(run, home).attention(scan.attentionByRate());
    return made.isEmpty() ? "" : shown(made);
  }

  private String statistics() {
    BaselineTests here = testsAt(home);
    if (here.rows().isEmpty()) {
      return "";
    }
    return shown(new RunFigures(run, home).differences(here))
        + shown(StatisticsTable.of(run, home, here), true);
  }

  private String sequences() {
    TableView table = SequenceTable.of(run, home);
    String options =
        table.rows().stream()
            .map(row -> Html.text(row.entries().get(0).text()))
            .distinct()
            .map(name -> "<option>" + name + "</option>")
            .reduce("<option value=\"\">all models</option>", String::concat);
    return """
        <div class="tools js-only" data-filters="sequence-table">
        <label>filter <input type="search" placeholder="name, activity …"></label>
        <label>model <select>%s</select></label> <output></output></div>
        <div id="sequence-table" class="tall">%s</div>
        """
        .formatted(options, shown(table, true));
  }

  /** The page as one file. */
  public String html() {
    Map<String, Object> words = new LinkedHashMap<>();
    Manifest manifest = run.manifest();
    words.put("title", manifest.title().isEmpty() ? manifest.experiment() : manifest.title());
    words.put("version", manifest.programVersion());
    words.put("lead", lead());
    words.put("chips", chips());
    words.put("css", Resources.text("page.css"));
    words.put("sections", sections.stream().map(ReportPage::words).toList());
    words.put("footer", footer());
    words.put("scripts", PlayerSection.scripts(clips, rivals, run.styles()));
    return Mustache.compiler()
        .escapeHTML(true)
        .compile(Resources.text("page.mustache"))
        .execute(words);
  }

  private static Map<String, String> words(Section section) {
    return Map.of(
        "id", section.id(),
        "short", section.shortName(),
        "heading", section.heading(),
        "body", section.body());
  }

  private String lead() {
    return "%d models, %s; the page opens with %s."
        .formatted(
            run.models().size(),
            run.settings().size() == 1
                ? "one setting"
                : run.settings().size() + " settings of data, protocol and frame rate",
            home.words());
  }

  private List<Map<String, String>> chips() {
    Manifest manifest = run.manifest();
    List<Map<String, String>> chips = new ArrayList<>();
    chip(chips, "experiment", Optional.of(manifest.experiment()));
    chip(chips, "device", Optional.of(manifest.device()));
    chip(chips, "seeds", Optional.of(manifest.seeds().toString().replaceAll("[\\[\\]]", "")));
    chip(chips, "baseline", Optional.ofNullable(manifest.baseline()));
    chip(
        chips,
        "commit",
        Optional.ofNullable(manifest.commit()).map(c -> c.substring(0, Math.min(12, c.length()))));
    chip(chips, "program", Optional.of(manifest.programVersion()));
    chip(chips, "run", Optional.of(manifest.started()));
    return chips;
  }

  private static void chip(List<Map<String, String>> chips, String key, Optional<String> value) {
    value.filter(v -> !v.isEmpty()).ifPresent(v -> chips.add(Map.of("key", key, "value", v)));
  }

  private String footer() {
    return "Made from the records of this run alone by HMRBench %s; config %s. three.js is MIT licensed."
        .formatted(
            run.manifest().programVersion(),
            run.manifest()
                .configHash()
                .substring(0, Math.min(12, run.manifest().configHash().length())));
  }
}
