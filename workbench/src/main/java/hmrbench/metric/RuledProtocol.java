package hmrbench.metric;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.Half;
import hmrbench.core.JointTrack;
import hmrbench.core.MetricId;
import hmrbench.core.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A protocol that differs from the others by the choices in {@link Rules} alone. */
final class RuledProtocol implements Protocol {

  /** Over which rows second differences are taken. */
  enum Differences {
    /** Per sequence; its first and last row have none. Gaps are bridged. */
    PER_SEQUENCE,
    /** Per sequence; its first and last row count as 0. */
    ZERO_AT_ENDS,
    /** Per sequence; the first two and the last two rows have none. */
    TWO_OFF_EACH_END,
    /** Over all sequences as one array. */
    ACROSS_SEQUENCES,
    /** Only over three rows that follow each other in the clip and all count. */
    WITHOUT_GAPS
  }

  /** What becomes of frames that the data set marks invalid. */
  enum InvalidFrames {
    DROPPED,
    SEEN_BUT_NOT_COUNTED,
    COUNTED
  }

  /** What else sets an evaluator apart. */
  enum Trait {
    /** The truth is aligned to the prediction, not the other way round. */
    SWAPS_ALIGNMENT,
    /** Targets pass through half precision. */
    QUANTISES_TARGETS,
    /** The mesh error is taken from the unfiltered prediction. */
    MESH_ERROR_IGNORES_FILTER,
    /** Its vertex error is of another definition than ours, or it has none. */
    NO_VERTEX_ERROR
  }

  /**
   * Names of window rules.
   *
   * @param own of the evaluator's own kind of model
   * @param middleFrame for models that answer for the middle frame of a window
   * @param sequence for models that answer for every frame of a window
   */
  record Windowing(String own, String middleFrame, String sequence) {}

  /** The choices. */
  record Rules(
      String name,
      int version,
      Windowing windowing,
      InvalidFrames invalidFrames,
      Differences differences,
      Set<Trait> traits,
      List<String> description) {

    Rules {
      traits = Set.copyOf(traits);
      description = List.copyOf(description);
    }
  }

  private final Rules rules;

  RuledProtocol(Rules rules) {
    this.rules = rules;
  }

  @Override
  public String name() {
    return rules.name();
  }

  @Override
  public int version() {
    return rules.version();
  }

  @Override
  public List<String> description() {
    return rules.description();
  }

  @Override
  public String windowing() {
    return rules.windowing().own();
  }

  @Override
  public String middleFrameWindowing() {
    return rules.windowing().middleFrame();
  }

  @Override
  public String sequenceWindowing() {
    return rules.windowing().sequence();
  }

  @Override
  public boolean dropsInvalidFrames() {
    return rules.invalidFrames() == InvalidFrames.DROPPED;
  }

  @Override
  public boolean countsInvalidFrames() {
    return rules.invalidFrames() == InvalidFrames.COUNTED;
  }

  @Override
  public boolean quantisesTargets() {
    return has(Trait.QUANTISES_TARGETS);
  }

  @Override
  public boolean meshErrorIgnoresFilter() {
    return has(Trait.MESH_ERROR_IGNORES_FILTER);
  }

  @Override
  public List<SequenceScore> score(List<SequencePrediction> sequences) {
    return scoreAligned(sequences.stream().map(this::rootRelative).toList());
  }

  private boolean has(Trait trait) {
    return rules.traits().contains(trait);
  }

  private SequencePrediction rootRelative(SequencePrediction given) {
    JointTrack truth = given.truth();
    if (has(Trait.QUANTISES_TARGETS)) {
      truth =
          new JointTrack(
              truth.joints(),
              truth.frame(),
              truth.framesPerSecond(),
              Half.roundTrip(truth.metres()));
    }
    return new SequencePrediction(
        given.sequence(),
        truth.relativeToRoot(),
        given.predicted().relativeToRoot(),
        given.vertexErrorMm(),
        given.counted(),
        given.frames());
  }

  /** Scores sequences whose joints are relative to the root and whose targets are quantised. */
  List<SequenceScore> scoreAligned(List<SequencePrediction> sequences) {
    List<Map<MetricId, Series>> differences = differencesOf(sequences);
    List<SequenceScore> scores = new ArrayList<>();
    for (int i = 0; i < sequences.size(); i++) {
      scores.add(score(sequences.get(i), differences.get(i)));
    }
    return List.copyOf(scores);
  }

  @Override
  public List<SequenceScore> accelerations(List<SequencePrediction> sequences) {
    List<SequencePrediction> aligned = sequences.stream().map(this::rootRelative).toList();
    List<Map<MetricId, Series>> differences = differencesOf(aligned);
    List<SequenceScore> scores = new ArrayList<>();
    for (int i = 0; i < aligned.size(); i++) {
      SequencePrediction it = aligned.get(i);
      scores.add(new SequenceScore(it.sequence(), it.counted(), differences.get(i)));
    }
    return List.copyOf(scores);
  }

  private List<Map<MetricId, Series>> differencesOf(List<SequencePrediction> sequences) {
    return rules.differences() == Differences.ACROSS_SEQUENCES
        ? joinedDifferences(sequences)
        : sequences.stream().map(it -> differences(it, differentiable(it))).toList();
  }

  private FrameMask differentiable(SequencePrediction sequence) {
    int rows = sequence.truth().frames();
    return switch (rules.differences()) {
      case TWO_OFF_EACH_END -> RowMasks.within(rows, 2);
      case WITHOUT_GAPS -> RowMasks.withoutGaps(sequence.frames(), sequence.counted(), 1, 1);
      case PER_SEQUENCE, ZERO_AT_ENDS, ACROSS_SEQUENCES -> Accelerations.inner(rows);
    };
  }

  /** What is left to the sequence itself, whatever its neighbours. */
  private SequenceScore score(SequencePrediction it, Map<MetricId, Series> differences) {
    JointTrack truth = it.truth();
    JointTrack predicted = it.predicted();
    Map<MetricId, Series> values = new LinkedHashMap<>();
    values.put(Metrics.MPJPE, JointErrors.meanMm(truth, predicted));
    values.put(
        Metrics.PA_MPJPE,
        has(Trait.SWAPS_ALIGNMENT)
            ? JointErrors.alignedMeanMm(truth, predicted)
            : JointErrors.alignedMeanMm(predicted, truth));
    if (!has(Trait.NO_VERTEX_ERROR)) {
      it.vertexErrorMm().ifPresent(series -> values.put(Metrics.MPVPE, series));
    }
    values.putAll(differences);
    values.putAll(FurtherMetrics.of(it));
    return new SequenceScore(it.sequence(), it.counted(), values);
  }

  private Map<MetricId, Series> differences(SequencePrediction it, FrameMask differentiable) {
    JointTrack truth = it.truth();
    JointTrack predicted = it.predicted();
    Series error = ended(Accelerations.errorMm(truth, predicted, differentiable));
    Map<MetricId, Series> values = new LinkedHashMap<>();
    values.put(Metrics.ACCEL_ERR, error);
    values.put(
        Metrics.ACCEL_ERR_SI, Accelerations.toMetresPerSecond2(error, truth.framesPerSecond()));
    values.put(Metrics.ACCEL_PRED, ended(Accelerations.sizeMm(predicted, differentiable)));
    values.put(Metrics.ACCEL_GT, ended(Accelerations.sizeMm(truth, differentiable)));
    return values;
  }

  private Series ended(Series accelerations) {
    if (rules.differences() != Differences.ZERO_AT_ENDS) {
      return accelerations;
    }
    return Series.of(
        FrameMask.all(accelerations.frames()),
        t -> accelerations.has(t) ? accelerations.get(t) : 0);
  }

  private List<Map<MetricId, Series>> joinedDifferences(List<SequencePrediction> sequences) {
    if (sequences.isEmpty()) {
      return List.of();
    }
    Map<MetricId, Series> joined =
        differences(join(sequences), Accelerations.inner(rows(sequences)));
    List<Map<MetricId, Series>> parts = new ArrayList<>();
    int from = 0;
    for (SequencePrediction sequence : sequences) {
      int first = from;
      int count = sequence.truth().frames();
      Map<MetricId, Series> values = new LinkedHashMap<>();
      joined.forEach((id, series) -> values.put(id, RowMasks.part(series, first, count)));
      parts.add(values);
      from += count;
    }
    return parts;
  }

  private static int rows(List<SequencePrediction> sequences) {
    return sequences.stream().mapToInt(it -> it.truth().frames()).sum();
  }

  private static SequencePrediction join(List<SequencePrediction> sequences) {
    int rows = rows(sequences);
    List<Integer> frames = new ArrayList<>();
    sequences.forEach(it -> frames.addAll(it.frames()));
    return new SequencePrediction(
        "all",
        join(sequences.stream().map(SequencePrediction::truth).toList(), rows),
        join(sequences.stream().map(SequencePrediction::predicted).toList(), rows),
        Optional.empty(),
        FrameMask.all(rows),
        frames);
  }

  private static JointTrack join(List<JointTrack> tracks, int rows) {
    JointTrack first = tracks.get(0);
    int width = first.joints().size() * 3;
    float[] metres = new float[rows * width];
    int from = 0;
    for (JointTrack track : tracks) {
      if (!track.joints().joints().equals(first.joints().joints())
          || track.framesPerSecond() != first.framesPerSecond()) {
        throw new IllegalArgumentException(
            "sequences that are joined need one joint set and rate, got %s at %s and %s at %s"
                .formatted(
                    first.joints(),
                    first.framesPerSecond(),
                    track.joints(),
                    track.framesPerSecond()));
      }
      track.metres().copyTo(0, metres, from, track.metres().length());
      from += track.metres().length();
    }
    return new JointTrack(
        first.joints(),
        CoordinateFrame.ROOT,
        first.framesPerSecond(),
        FloatGrid.owning(metres, rows, first.joints().size(), 3));
  }
}
