package hmrbench.report.finding;

import hmrbench.record.ModelFacts;
import hmrbench.record.ModelFacts.Training;
import hmrbench.report.finding.Finding.Evidence;
import hmrbench.report.table.Numbers;
import hmrbench.report.view.AttentionSample;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a run says of every claim at each length of training that its networks have: which findings
 * hold however long they were trained, and which belong to one length.
 */
public final class LengthFindings {

  private final List<Length> lengths;
  private final List<Line> lines;

  private LengthFindings(List<Length> lengths, List<Line> lines) {
    this.lengths = List.copyOf(lengths);
    this.lines = List.copyOf(lines);
  }

  /**
   * One length of training.
   *
   * @param fixed whether it was fixed beforehand; else networks were trained until validation was
   *     flat
   * @param steps their number, or the mean of those that a rule ended
   */
  public record Length(boolean fixed, double steps) {

    /** As the head of a column. */
    public String words() {
      String number = Numbers.grouped(Math.round(steps));
      return fixed ? number + " steps" : "until flat (%s steps)".formatted(number);
    }
  }

  /**
   * One comparison at every length.
   *
   * @param finding its name
   * @param claim of the finding
   * @param what is compared, without the lengths in the names of models
   * @param model whose look it has in a chart
   * @param unit of the change; empty for a ratio
   * @param evidence at each length, in their order; empty where it has none
   */
  public record Line(
      String finding,
      String claim,
      String what,
      String model,
      String unit,
      List<Optional<Evidence>> evidence) {

    /** What the lengths say together. */
    public String words() {
      return VerdictsTogether.words(evidence, "at", "length");
    }
  }

  /** Judges every claim at every length; without lines where the networks have one length. */
  public static LengthFindings of(RunView run, Setting setting, List<AttentionSample> attention) {
    Map<List<String>, Line> lines = new LinkedHashMap<>();
    List<Length> all = lengths(run);
    for (int i = 0; all.size() > 1 && i < all.size(); i++) {
      for (Line line : lines(run, setting, attention, all.get(i))) {
        List<String> key = List.of(line.finding(), line.what());
        Line before = lines.get(key);
        List<Optional<Evidence>> evidence =
            new ArrayList<>(before == null ? List.of() : before.evidence());
        while (evidence.size() < i) {
          evidence.add(Optional.empty());
        }
        evidence.addAll(line.evidence());
        lines.put(
            key,
            new Line(
                line.finding(), line.claim(), line.what(), line.model(), line.unit(), evidence));
      }
    }
    return new LengthFindings(all, whole(lines, all.size()));
  }

  /** The lengths of the temporal networks, shortest first; trained until flat comes last. */
  private static List<Length> lengths(RunView run) {
    Map<Integer, List<Integer>> byLength = new TreeMap<>();
    for (ModelFacts model : run.models()) {
      Training training = model.training();
      if (training != null && !model.perFrame()) {
        byLength
            .computeIfAbsent(training.length().orElse(Integer.MAX_VALUE), none -> new ArrayList<>())
            .addAll(training.steps());
      }
    }
    List<Length> lengths = new ArrayList<>();
    byLength.forEach(
        (length, steps) ->
            lengths.add(
                new Length(
                    length != Integer.MAX_VALUE,
                    steps.stream().mapToInt(Integer::intValue).average().orElseThrow())));
    return lengths;
  }

  private static boolean has(ModelFacts model, Length length) {
    Training training = model.training();
    return training != null
        && (length.fixed()
            ? training.length().equals(Optional.of((int) length.steps()))
            : training.length().isEmpty());
  }

  /** Lines that some length has nothing for end with that. */
  private static List<Line> whole(Map<List<String>, Line> lines, int lengths) {
    List<Line> whole = new ArrayList<>();
    for (Line line : lines.values()) {
      List<Optional<Evidence>> evidence = new ArrayList<>(line.evidence());
      while (evidence.size() < lengths) {
        evidence.add(Optional.empty());
      }
      whole.add(
          new Line(line.finding(), line.claim(), line.what(), line.model(), line.unit(), evidence));
    }
    return whole;
  }

  private static List<Line> lines(
      RunView run, Setting setting, List<AttentionSample> attention, Length length) {
    RunView part = run.only(model -> model.perFrame() || has(model, length));
    List<String> temporal =
        part.models().stream().filter(it -> !it.perFrame()).map(ModelFacts::name).toList();
    List<AttentionSample> samples =
        attention.stream().filter(it -> temporal.contains(it.cell().model())).toList();
    List<Line> lines = new ArrayList<>();
    List<Finding> findings = new ArrayList<>(Findings.of(part, setting, samples));
    findings.addAll(FilterClaims.of(part, setting));
    for (Finding finding : findings) {
      for (Evidence evidence : finding.evidence()) {
        model(evidence, temporal)
            .ifPresent(model -> lines.add(line(finding, evidence, model, length)));
      }
    }
    return lines;
  }

  /** The temporal network that a comparison is of: the last that its words name. */
  private static Optional<String> model(Evidence evidence, List<String> temporal) {
    List<String> words = List.of(evidence.what().split("[ ,]+", -1));
    return words.stream().filter(temporal::contains).reduce((first, last) -> last);
  }

  private static Line line(Finding finding, Evidence evidence, String model, Length length) {
    String suffix = "-" + Math.round(length.steps());
    String what = length.fixed() ? evidence.what().replace(suffix, "") : evidence.what();
    return new Line(
        finding.name(),
        finding.claim(),
        what,
        length.fixed() && model.endsWith(suffix)
            ? model.substring(0, model.length() - suffix.length())
            : model,
        evidence.unit(),
        List.of(Optional.of(evidence)));
  }

  /** Whether there is more than one length. */
  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /** The lengths, shortest first; trained until flat comes last. */
  public List<Length> lengths() {
    return lengths;
  }

  /** The comparisons, finding by finding. */
  public List<Line> lines() {
    return lines;
  }

  /** Names of the findings, in order. */
  public List<String> findings() {
    return lines.stream().map(Line::finding).distinct().toList();
  }
}
