package hmrbench.report.finding;

import hmrbench.core.Fault;
import hmrbench.record.ModelFacts;
import hmrbench.report.finding.Finding.Evidence;
import hmrbench.report.table.TableView;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.view.AttentionSample;
import hmrbench.report.view.FrameScan;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What several runs say of every claim, beside each other: one column per data set. Where all
 * temporal networks of a run share an ending, and another run has one of them without it, they go
 * by their names without it ({@code tcmr-rendered} and {@code middle-rendered} are {@code tcmr} and
 * {@code middle}); the model that sees each frame alone goes by "per frame".
 */
public final class FindingsBeside {

  private static final String PER_FRAME = "per frame";

  private final List<Setting> sets = new ArrayList<>();
  private final Map<List<String>, Line> lines = new LinkedHashMap<>();

  /**
   * One comparison on every data set.
   *
   * @param evidence by data set
   */
  private record Line(Finding finding, String unit, Map<Setting, Evidence> evidence) {}

  /**
   * A run in the setting that its page opens with.
   *
   * @param attention weights of the cells that have any
   */
  record Judged(RunView run, Setting home, List<AttentionSample> attention) {

    static Judged of(RunView run) {
      Setting home =
          run.home()
              .orElseThrow(
                  () ->
                      Fault.asked(
                          "%s: has no results to compare", run.manifest().question().name()));
      return new Judged(run, home, FrameScan.of(run, home).attention());
    }
  }

  FindingsBeside(List<Judged> all) {
    List<RunView> runs = all.stream().map(Judged::run).toList();
    for (Judged it : all) {
      if (!sets.contains(it.home())) {
        sets.add(it.home());
      }
      add(it, names(it.run(), runs));
    }
    if (lines.isEmpty()) {
      throw Fault.asked(
          "these runs compare nothing; expected runs with two networks that differ in the residual"
              + " or in PoseForecast, with attention, with several frame rates or with filters");
    }
  }

  /**
   * Judges the claims of each run.
   *
   * @param runs in the order of the columns; of two of one data set, the first that makes a
   *     comparison counts
   * @throws Fault if a run has no results, or none of them compares anything
   */
  public static FindingsBeside of(List<RunView> runs) {
    return new FindingsBeside(runs.stream().map(Judged::of).toList());
  }

  private void add(Judged judged, Map<String, String> names) {
    Setting home = judged.home();
    List<Finding> findings = new ArrayList<>(Findings.of(judged.run(), home, judged.attention()));
    findings.addAll(FilterClaims.of(judged.run(), home));
    for (Finding finding : findings) {
      for (Evidence evidence : finding.evidence()) {
        List<String> key = List.of(finding.name(), renamed(evidence.what(), names));
        lines
            .computeIfAbsent(key, it -> new Line(finding, evidence.unit(), new LinkedHashMap<>()))
            .evidence()
            .putIfAbsent(home, evidence);
      }
    }
  }

  /** What each model is called here. */
  private static Map<String, String> names(RunView run, List<RunView> runs) {
    Set<String> elsewhere =
        runs.stream()
            .filter(it -> it != run)
            .flatMap(it -> temporal(it).stream())
            .collect(Collectors.toSet());
    Map<String, String> names = new LinkedHashMap<>(withoutEnding(temporal(run), elsewhere));
    run.models().stream()
        .filter(ModelFacts::perFrame)
        .forEach(model -> names.put(model.name(), PER_FRAME));
    return names;
  }

  private static List<String> temporal(RunView run) {
    return run.models().stream()
        .filter(it -> it.facts().isPresent() && !it.perFrame())
        .map(ModelFacts::name)
        .toList();
  }

  /**
   * New names by names: without the last part from a hyphen on, where all have the same.
   *
   * @param elsewhere names in other runs; one of the new names has to be among them
   */
  static Map<String, String> withoutEnding(List<String> names, Set<String> elsewhere) {
    Map<String, String> renamed = new LinkedHashMap<>();
    int hyphen = names.isEmpty() ? 0 : names.get(0).lastIndexOf('-');
    if (hyphen <= 0) {
      return renamed;
    }
    String ending = names.get(0).substring(hyphen);
    for (String name : names) {
      if (!name.endsWith(ending)) {
        return Map.of();
      }
      renamed.put(name, name.substring(0, name.length() - ending.length()));
    }
    return renamed.values().stream().anyMatch(elsewhere::contains) ? renamed : Map.of();
  }

  /** Whole words alone: a name may be the start of another. */
  private static String renamed(String words, Map<String, String> names) {
    StringBuilder renamed = new StringBuilder();
    for (String word : words.split("(?<=[ ,])|(?=[ ,])", -1)) {
      renamed.append(names.getOrDefault(word, word));
    }
    return renamed.toString();
  }

  /** One row per comparison, one column per data set. */
  public TableView table() {
    List<Heading> columns =
        new ArrayList<>(
            List.of(Heading.words("finding"), Heading.words("comparison"), Heading.words("unit")));
    for (Setting set : sets) {
      columns.add(new Heading(set.dataset(), "", true));
    }
    columns.add(Heading.words("over sets"));
    columns.add(Heading.words("in print"));
    List<Row> rows = new ArrayList<>();
    lines.forEach((key, line) -> rows.add(row(key.get(1), line)));
    return new TableView(
        "findings",
        "Findings beside each other: %s. Change by the second model, or ratio of 30 to 15 frames/s; small print: 95 %% interval over people and seeds."
            .formatted(String.join("; ", sets.stream().map(Setting::words).toList())),
        columns,
        rows,
        List.of(
            "✓ the claim holds on this set, ✗ it does not, ? it cannot be decided.",
            "Each set is judged by itself, without a correction for how many sets there are."));
  }

  private Row row(String what, Line line) {
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.words(line.finding().name()));
    entries.add(Entry.words(what));
    entries.add(Entry.words(line.unit().isEmpty() ? "ratio" : line.unit()));
    List<Optional<Evidence>> bySet =
        sets.stream().map(it -> Optional.ofNullable(line.evidence().get(it))).toList();
    bySet.forEach(
        it ->
            entries.add(
                it.map(evidence -> LengthTable.entry(line.unit(), evidence)).orElse(Entry.none())));
    entries.add(Entry.words(VerdictsTogether.words(bySet, "on", "set")));
    entries.add(Entry.words(line.finding().source()));
    return new Row(false, entries);
  }
}
