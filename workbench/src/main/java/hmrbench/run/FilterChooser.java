package hmrbench.run;

import hmrbench.core.Fault;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import hmrbench.metric.Averages;
import hmrbench.metric.JointErrors;
import hmrbench.metric.Metrics;
import hmrbench.metric.Protocol;
import hmrbench.metric.SequencePrediction;
import hmrbench.model.Filter;
import hmrbench.model.filter.Filters;
import hmrbench.run.FilterChoice.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Chooses parameters of filters for one model with one set of weights, on data that are not scored:
 * of a family and no filter at all, the one with the least acceleration error among those whose
 * MPJPE is no larger than without a filter.
 */
final class FilterChooser {

  private final Filters filters;
  private final Optional<String> dataset;
  private final Supplier<List<WindowedPrediction>> predictions;
  private final Optional<CellScoring> scoring;
  private final Map<String, FilterChoice> made = new HashMap<>();
  private Optional<List<WindowedPrediction>> passes = Optional.empty();

  /**
   * @param filters that there are
   * @param dataset name of the data of the choice, where there are any
   * @param predictions the model's answers on them, made when they are needed
   * @param scoring of these
   */
  FilterChooser(
      Filters filters,
      Optional<String> dataset,
      Supplier<List<WindowedPrediction>> predictions,
      Optional<CellScoring> scoring) {
    this.filters = filters;
    this.dataset = dataset;
    this.predictions = predictions;
    this.scoring = scoring;
  }

  /**
   * The filter that a config's name stands for.
   *
   * @param modelLookahead future frames that the model waits for
   */
  FilterChoice choose(String name, Protocol protocol, int modelLookahead) {
    Optional<List<String>> family = filters.candidates(name);
    if (family.isEmpty()) {
      return FilterChoice.named(filters.parse(name), modelLookahead);
    }
    return made.computeIfAbsent(
        name + " " + protocol.name(), key -> choose(family.get(), protocol, modelLookahead));
  }

  private FilterChoice choose(List<String> family, Protocol protocol, int modelLookahead) {
    if (passes.isEmpty()) {
      passes = Optional.of(predictions.get());
    }
    List<Candidate> candidates = new ArrayList<>(List.of(measured(Filters.NONE, protocol)));
    double unfiltered = candidates.get(0).mpjpeMm().orElseThrow();
    family.forEach(filter -> candidates.add(measured(filter, protocol)));
    String best =
        candidates.stream()
            .filter(it -> it.mpjpeMm().orElseThrow() <= unfiltered)
            .min(Comparator.comparingDouble(it -> it.accelErrMm().orElseThrow()))
            .orElseThrow()
            .filter();
    return new FilterChoice(best, dataset.orElse(""), candidates, modelLookahead);
  }

  private Candidate measured(String name, Protocol protocol) {
    Filter filter = filters.parse(name);
    List<SequencePrediction> joints =
        scoring.orElseThrow().joints(protocol, filter, passes.orElseThrow());
    OptionalDouble acceleration =
        Averages.overFrames(protocol.score(joints, List.of(Metrics.ACCEL_ERR)), Metrics.ACCEL_ERR);
    OptionalDouble position = mpjpe(joints);
    if (acceleration.isEmpty() || position.isEmpty()) {
      throw Fault.running(
          "data set %s: no frame counts there, so that no filter can be chosen on it",
          dataset.orElse(""));
    }
    return new Candidate(name, filter.lookaheadFrames(), position, acceleration);
  }

  private static OptionalDouble mpjpe(List<SequencePrediction> sequences) {
    double sum = 0;
    int count = 0;
    for (SequencePrediction it : sequences) {
      JointTrack truth = it.truth().relativeToRoot();
      Series errors = JointErrors.meanMm(truth, it.predicted().relativeToRoot());
      for (int t : it.counted().indices()) {
        sum += errors.get(t);
        count++;
      }
    }
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }
}
