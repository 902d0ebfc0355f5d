package hmrbench.run;

import hmrbench.core.Fault;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import hmrbench.metric.Averages;
import hmrbench.metric.JointErrors;
import hmrbench.metric.Metrics;
import hmrbench.metric.Protocol;
import hmrbench.metric.RunningMean;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.SequenceQueue;
import hmrbench.metric.SequenceQueue.Placed;
import hmrbench.model.Filter;
import hmrbench.model.filter.Filters;
import hmrbench.run.FilterChoice.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Chooses parameters of filters for one model with one set of weights, on data that are not scored:
 * of a family and no filter at all, the one with the least acceleration error among those whose
 * MPJPE is no larger than without a filter.
 */
final class FilterChooser {

  private final Filters filters;
  private final Optional<String> dataset;
  private final List<Asked> asked;
  private final Consumer<BiConsumer<CellScoring, List<WindowedPrediction>>> predictions;
  private final Stages stages;
  private Optional<Map<Asked, Measured>> measured = Optional.empty();

  /** A filter, or a family of them, under a protocol. */
  record Asked(String filter, Protocol protocol) {}

  /**
   * @param filters that there are
   * @param dataset name of the data of the choice, where there are any
   * @param asked all that may be chosen
   * @param predictions makes the model's answers on these data, some sequences at a time, when they
   *     are needed
   */
  FilterChooser(
      Filters filters,
      Optional<String> dataset,
      List<Asked> asked,
      Consumer<BiConsumer<CellScoring, List<WindowedPrediction>>> predictions,
      Stages stages) {
    this.filters = filters;
    this.dataset = dataset;
    this.asked = List.copyOf(asked);
    this.predictions = predictions;
    this.stages = stages;
  }

  /**
   * The filter that is chosen for a config's name.
   *
   * @param modelLookahead future frames that the model waits for
   */
  FilterChoice choose(String name, Protocol protocol, int modelLookahead) {
    Optional<List<String>> family = filters.candidates(name);
    return family.isEmpty()
        ? FilterChoice.named(filters.parse(name), modelLookahead)
        : choose(family.get(), protocol, modelLookahead);
  }

  private FilterChoice choose(List<String> family, Protocol protocol, int modelLookahead) {
    if (measured.isEmpty()) {
      measured = Optional.of(measure());
    }
    List<Candidate> candidates = new ArrayList<>(List.of(candidate(Filters.NONE, protocol)));
    double unfiltered = candidates.get(0).mpjpeMm().orElseThrow();
    family.forEach(filter -> candidates.add(candidate(filter, protocol)));
    String best =
        candidates.stream()
            .filter(it -> it.mpjpeMm().orElseThrow() <= unfiltered)
            .min(Comparator.comparingDouble(it -> it.accelErrMm().orElseThrow()))
            .orElseThrow()
            .filter();
    return new FilterChoice(best, dataset.orElse(""), candidates, modelLookahead);
  }

  /** All filters that a choice may be among, in one pass over the data. */
  private Map<Asked, Measured> measure() {
    Map<Asked, Measured> all = new LinkedHashMap<>();
    for (Asked one : asked) {
      filters
          .candidates(one.filter())
          .ifPresent(
              family ->
                  Stream.concat(Stream.of(Filters.NONE), family.stream())
                      .map(filter -> new Asked(filter, one.protocol()))
                      .forEach(key -> all.computeIfAbsent(key, Measured::new)));
    }
    predictions.accept((scoring, passes) -> all.values().forEach(it -> it.add(scoring, passes)));
    all.values().forEach(Measured::end);
    return all;
  }

  private Candidate candidate(String name, Protocol protocol) {
    Measured found = Objects.requireNonNull(measured.orElseThrow().get(new Asked(name, protocol)));
    OptionalDouble acceleration = found.acceleration.overFrames();
    OptionalDouble position = found.position.mean();
    if (acceleration.isEmpty() || position.isEmpty()) {
      throw Fault.running(
          "data set %s: no frame counts there, so that no filter can be chosen on it",
          dataset.orElse(""));
    }
    return new Candidate(name, filters.parse(name).lookaheadFrames(), position, acceleration);
  }

  /** The errors of a filter, as sequences come in. */
  private final class Measured {

    private final Protocol protocol;
    private final Filter filter;
    private final SequenceQueue<SequencePrediction> queue = new SequenceQueue<>(it -> it);
    private final Averages acceleration = new Averages(Metrics.ACCEL_ERR);
    private final RunningMean position = new RunningMean();

    Measured(Asked asked) {
      this.protocol = asked.protocol();
      this.filter = filters.parse(asked.filter());
    }

    void add(CellScoring scoring, List<WindowedPrediction> passes) {
      add(queue.addAll(scoring.joints(protocol, filter, passes, stages)));
    }

    void end() {
      add(queue.end());
    }

    private void add(List<Placed<SequencePrediction>> placed) {
      for (Placed<SequencePrediction> it : placed) {
        acceleration.add(
            protocol.score(it.sequence(), it.neighbours(), List.of(Metrics.ACCEL_ERR)));
        addPosition(it.sequence());
      }
    }

    private void addPosition(SequencePrediction it) {
      JointTrack truth = it.truth().relativeToRoot();
      Series errors = JointErrors.meanMm(truth, it.predicted().relativeToRoot());
      for (int t : it.counted().indices()) {
        position.add(errors.get(t));
      }
    }
  }
}
