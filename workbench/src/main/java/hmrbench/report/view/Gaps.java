package hmrbench.report.view;

import hmrbench.record.Manifest;
import hmrbench.record.ModelFacts;
import hmrbench.record.SequenceRow;
import hmrbench.record.UnmatchedFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What predictions made elsewhere lack of the data sets that they are scored on. */
public final class Gaps {

  private static final int MOST_NAMED = 8;

  private Gaps() {}

  /**
   * What one model lacks of one data set.
   *
   * @param scored how many sequences have a number
   * @param missing sequences without any prediction
   * @param partly frames without a prediction, by sequence
   * @param elsewhere predicted frames of no one in the data set, by person or sequence
   * @param failure why it has no result at all on the data set; empty where it has one
   */
  public record Gap(
      String model,
      String dataset,
      int scored,
      List<String> missing,
      Map<String, Integer> partly,
      Map<String, Integer> elsewhere,
      String failure) {

    /** How many sequences the data set has. */
    public int sequences() {
      return scored + missing.size();
    }

    /** Whether its mean is over fewer frames than the data set has. */
    public boolean isOfFewer() {
      return !missing.isEmpty() || !partly.isEmpty() || !failure.isEmpty();
    }

    /** Sequences without a prediction, by name. */
    public String missingWords() {
      return failure.isEmpty() ? named(missing) : "all: " + failure;
    }

    /** Frames without a prediction, sequence by sequence. */
    public String partlyWords() {
      return counted(partly);
    }

    /** Predictions of no one in the data set. */
    public String elsewhereWords() {
      return counted(elsewhere);
    }

    /** How many sequences have a number, of how many. */
    public String scoredWords() {
      return failure.isEmpty() ? "%s of %s".formatted(scored, sequences()) : "none";
    }

    /** In one line, for a terminal. */
    public String line() {
      if (!failure.isEmpty()) {
        return "gap: %s has no result on %s: %s".formatted(model, dataset, failure);
      }
      List<String> parts = new ArrayList<>();
      if (!missing.isEmpty()) {
        parts.add("no prediction of " + missingWords());
      }
      if (!partly.isEmpty()) {
        parts.add("frames without a prediction: " + partlyWords());
      }
      return "gap: %s on %s has %s of %s sequences: %s"
          .formatted(model, dataset, scored, sequences(), String.join("; ", parts));
    }

    private static String counted(Map<String, Integer> counts) {
      return named(
          counts.entrySet().stream()
              .map(it -> "%s (%s)".formatted(it.getKey(), it.getValue()))
              .toList());
    }

    private static String named(List<String> names) {
      return names.size() <= MOST_NAMED
          ? String.join(", ", names)
          : "%s and %s more"
              .formatted(
                  String.join(", ", names.subList(0, MOST_NAMED)), names.size() - MOST_NAMED);
    }
  }

  /** One per model and data set where something has no counterpart, or nothing has a result. */
  public static List<Gap> of(RunView run) {
    List<Gap> gaps = new ArrayList<>();
    Set<String> datasets =
        run.settings().stream()
            .map(Setting::dataset)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    for (String dataset : datasets) {
      for (ModelFacts model : run.models()) {
        List<UnmatchedFile.Row> rows =
            run.folder().unmatched(model.name(), dataset, seeds(run, model.name(), dataset));
        if (!rows.isEmpty()) {
          gaps.add(gap(run, model.name(), dataset, rows));
        }
      }
      gaps.addAll(without(run, dataset));
    }
    return gaps;
  }

  /** Predictions of which no cell on a data set has a result. */
  private static List<Gap> without(RunView run, String dataset) {
    Map<String, Gap> failed = new LinkedHashMap<>();
    for (Manifest.Shard shard : run.manifest().records().shards()) {
      String model = shard.cell().model();
      if (shard.cell().dataset().equals(dataset)
          && shard.state() == Manifest.State.FAILED
          && run.model(model).kind() == ModelFacts.Kind.OTHER
          && seeds(run, model, dataset).isEmpty()) {
        failed.putIfAbsent(
            model,
            new Gap(
                model, dataset, 0, List.of(), Map.of(), Map.of(), String.valueOf(shard.message())));
      }
    }
    return List.copyOf(failed.values());
  }

  private static List<String> seeds(RunView run, String model, String dataset) {
    return run.settings().stream()
        .filter(it -> it.dataset().equals(dataset))
        .flatMap(it -> run.seeds(it, model, RunView.NO_FILTER).stream())
        .distinct()
        .toList();
  }

  private static Gap gap(RunView run, String model, String dataset, List<UnmatchedFile.Row> rows) {
    Set<String> scored = new LinkedHashSet<>();
    for (Setting setting : run.settings()) {
      if (setting.dataset().equals(dataset)) {
        for (String seed : run.seeds(setting, model, RunView.NO_FILTER)) {
          run.sequences(setting.cell(model, RunView.NO_FILTER, seed)).stream()
              .map(SequenceRow::sequence)
              .forEach(scored::add);
        }
      }
    }
    Set<String> missing = new LinkedHashSet<>();
    Map<String, Integer> partly = new LinkedHashMap<>();
    Map<String, Integer> elsewhere = new LinkedHashMap<>();
    for (UnmatchedFile.Row row : rows) {
      if (!row.isGap()) {
        elsewhere.merge(row.sequence(), 1, Integer::sum);
      } else if (row.frame().isEmpty() || !scored.contains(row.sequence())) {
        missing.add(row.sequence());
      } else {
        partly.merge(row.sequence(), 1, Integer::sum);
      }
    }
    return new Gap(model, dataset, scored.size(), List.copyOf(missing), partly, elsewhere, "");
  }
}
