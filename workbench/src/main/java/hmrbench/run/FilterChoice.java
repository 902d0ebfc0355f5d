package hmrbench.run;

import hmrbench.model.Filter;
import hmrbench.model.filter.Filters;
import hmrbench.record.CellDiagnosis;
import hmrbench.record.DiagnosisTable;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The filter of a cell, and what it was chosen from.
 *
 * @param filter the filter that is applied
 * @param chosenOn data of the choice; empty where the config names the filter itself
 * @param candidates all that it was chosen from; itself alone where the config names it
 * @param modelLookahead future frames that the model waits for
 */
record FilterChoice(
    String filter, String chosenOn, List<Candidate> candidates, int modelLookahead) {

  /** A filter with its errors on the data of the choice. */
  record Candidate(
      String filter, int lookaheadFrames, OptionalDouble mpjpeMm, OptionalDouble accelErrMm) {}

  FilterChoice {
    candidates = List.copyOf(candidates);
  }

  /** A filter that the config names. */
  static FilterChoice named(Filter filter, int modelLookahead) {
    Candidate only =
        new Candidate(
            filter.name(),
            filter.lookaheadFrames(),
            OptionalDouble.empty(),
            OptionalDouble.empty());
    return new FilterChoice(filter.name(), "", List.of(only), modelLookahead);
  }

  /** Records it. */
  void addTo(CellDiagnosis diagnosis) {
    for (Candidate it : candidates) {
      diagnosis.add(
          DiagnosisTable.FILTERS,
          it.filter(),
          Boolean.toString(it.filter().equals(filter)),
          chosenOn,
          it.mpjpeMm(),
          it.accelErrMm(),
          it.lookaheadFrames() == Filters.WHOLE_SEQUENCE
              ? "all"
              : Integer.toString(it.lookaheadFrames()),
          modelLookahead);
    }
  }
}
