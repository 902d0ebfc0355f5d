package hmrbench.metric;

import hmrbench.core.Fault;
import hmrbench.core.FrameMask;
import hmrbench.core.Half;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.MetricId;
import hmrbench.core.OutputKind;
import hmrbench.core.Series;
import hmrbench.core.WindowRule;
import hmrbench.metric.world.WorldRules;
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
    PER_SEQUENCE("tcmr"),
    /** Per sequence; its first and last row count as 0. */
    ZERO_AT_ENDS("smoothnet"),
    /** Per sequence; the first two and the last two rows have none. */
    TWO_OFF_EACH_END("wham"),
    /** Over all sequences as one array. */
    ACROSS_SEQUENCES("vibe"),
    /** Only over three rows that follow each other in the clip and all count. */
    WITHOUT_GAPS("hmrbench");

    private final String standing;

    /**
     * @param standing the representative of all protocols with these differences
     */
    Differences(String standing) {
      this.standing = standing;
    }
  }

  /** How frames are treated that the data set marks invalid. */
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
    /** It has no vertex error, or defines it otherwise. */
    NO_VERTEX_ERROR,
    /** Its vertex error is about the root of each mesh. */
    MESH_ABOUT_ROOT,
    /** The root is a joint of the data set that is not scored itself. */
    ROOT_NOT_SCORED,
    /** Its errors pay for people who were not found. */
    PAYS_FOR_MISSING,
    /** It is the evaluation code of the 3DPW challenge. */
    THREEDPW_CODE,
    /** The alignment takes two or three frames for axes. */
    MISALIGNS_FEW_FRAMES,
    /** Its acceleration errors are of positions as they are, not about the root. */
    ACCELERATION_NOT_ABOUT_ROOT,
    /** It is the evaluation code of EMDB, which measures angles and a jitter of its own. */
    EMDB_CODE
  }

  /**
   * Window rules.
   *
   * @param own of the evaluator's own kind of model
   * @param middleFrame for models that answer for the middle frame of a window
   * @param sequence for models that answer for every frame of a window
   */
  record Windowing(WindowRule own, WindowRule middleFrame, WindowRule sequence) {}

  /**
   * The choices.
   *
   * @param joints the joint set that it is defined on, where it is one alone
   */
  record Rules(
      String name,
      int version,
      Windowing windowing,
      InvalidFrames invalidFrames,
      Differences differences,
      Set<Trait> traits,
      List<String> description,
      Optional<WorldRules> world,
      Optional<String> joints) {

    /** Of an evaluator that takes the joints of any data set. */
    Rules(
        String name,
        int version,
        Windowing windowing,
        InvalidFrames invalidFrames,
        Differences differences,
        Set<Trait> traits,
        List<String> description,
        Optional<WorldRules> world) {
      this(
          name,
          version,
          windowing,
          invalidFrames,
          differences,
          traits,
          description,
          world,
          Optional.empty());
    }

    Rules {
      traits = Set.copyOf(traits);
      description = List.copyOf(description);
    }

    /** Of an evaluator that looks at the frame of the camera alone. */
    Rules(
        String name,
        int version,
        Windowing windowing,
        InvalidFrames invalidFrames,
        Differences differences,
        Set<Trait> traits,
        List<String> description) {
      this(
          name,
          version,
          windowing,
          invalidFrames,
          differences,
          traits,
          description,
          Optional.empty());
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
  public WindowRule windows(OutputKind output) {
    return switch (output) {
      case PER_FRAME -> rules.windowing().own();
      case MIDDLE_FRAME -> rules.windowing().middleFrame();
      case SEQUENCE -> rules.windowing().sequence();
    };
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
  public String averagesLike() {
    return rules.differences().standing;
  }

  @Override
  public Optional<WorldRules> world() {
    return rules.world();
  }

  /** Whether the evaluator's own alignment is wrong for two or three frames. */
  boolean misalignsFewFrames() {
    return has(Trait.MISALIGNS_FEW_FRAMES);
  }

  @Override
  public boolean takes(JointSet joints) {
    return rules.joints().stream().allMatch(joints.name()::equals);
  }

  @Override
  public boolean takesMeshesAboutRoot() {
    return has(Trait.MESH_ABOUT_ROOT);
  }

  @Override
  public boolean alignsMeshes() {
    return isOfEmdb();
  }

  /** Whether errors pay for people who were not found. */
  boolean paysForMissing() {
    return has(Trait.PAYS_FOR_MISSING);
  }

  /** Whether it is the evaluation code of the 3DPW challenge. */
  boolean isOfThreeDpw() {
    return has(Trait.THREEDPW_CODE);
  }

  /** Whether it is the evaluation code of EMDB. */
  boolean isOfEmdb() {
    return has(Trait.EMDB_CODE);
  }

  /** Whether the truth is aligned to the prediction, not the other way round. */
  boolean alignsTruth() {
    return has(Trait.SWAPS_ALIGNMENT);
  }

  /** Whether it has a vertex error of our definition. */
  boolean hasVertexError() {
    return !has(Trait.NO_VERTEX_ERROR);
  }

  private boolean has(Trait trait) {
    return rules.traits().contains(trait);
  }

  @Override
  public SequenceScore score(
      SequencePrediction sequence, Neighbours neighbours, List<Metric> metrics) {
    Neighbours beside =
        new Neighbours(
            neighbours.before().map(this::rootRelative),
            neighbours.after().map(this::rootRelative));
    return scoreAligned(sequence, rootRelative(sequence), beside, metrics);
  }

  private SequencePrediction rootRelative(SequencePrediction given) {
    requireJoints(given.truth().joints());
    JointTrack truth = given.truth();
    if (quantisesTargets()) {
      truth =
          new JointTrack(
              truth.joints(),
              truth.frame(),
              truth.framesPerSecond(),
              Half.roundTrip(truth.metres()));
    }
    return given.with(scored(truth.relativeToRoot()), scored(given.predicted().relativeToRoot()));
  }

  private void requireJoints(JointSet joints) {
    if (!takes(joints)) {
      throw Fault.asked(
          "protocol %s is defined on the joints %s, and the data set is scored on %s; name one that"
              + " has those (truth: of format 3dpw-raw, or format emdb), or another protocol",
          name(), rules.joints().orElseThrow(), joints.name());
    }
  }

  /** The joints that are scored: without the root where the evaluator has it beside them. */
  private JointTrack scored(JointTrack track) {
    return has(Trait.ROOT_NOT_SCORED) ? track.withoutRoot() : track;
  }

  /**
   * Scores a sequence.
   *
   * @param aligned the same with joints relative to the root, and targets as the protocol rounds
   *     them
   * @param neighbours likewise
   */
  SequenceScore scoreAligned(
      SequencePrediction given,
      SequencePrediction aligned,
      Neighbours neighbours,
      List<Metric> metrics) {
    return score(
        new MetricInput(
            given,
            aligned,
            this,
            what ->
                accelerations(
                    has(Trait.ACCELERATION_NOT_ABOUT_ROOT) ? given : aligned, neighbours, what)),
        metrics);
  }

  private static SequenceScore score(MetricInput input, List<Metric> metrics) {
    Map<MetricId, Series> values = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      if (metric.needs().stream().allMatch(need -> need.isMetBy(input))) {
        Series series = input.valuesOf(metric);
        requireReduction(metric, series);
        values.put(metric.id(), series);
      }
    }
    return new SequenceScore(input.given().sequence(), input.counted(), values);
  }

  private static void requireReduction(Metric metric, Series series) {
    if (metric.reduction() == Metric.Reduction.ONE_PER_SEQUENCE && series.present().count() > 1) {
      throw new IllegalArgumentException(
          "metric %s is one per sequence, got %d values"
              .formatted(metric.id().column(), series.present().count()));
    }
  }

  private Series accelerations(SequencePrediction it, Neighbours neighbours, AccelerationOf what) {
    Series inside = ended(what.mm(it.truth(), it.predicted(), differentiable(it)));
    return rules.differences() == Differences.ACROSS_SEQUENCES
        ? BorderRows.of(it, neighbours).added(inside, what)
        : inside;
  }

  private FrameMask differentiable(SequencePrediction sequence) {
    int rows = sequence.truth().frames();
    return switch (rules.differences()) {
      case TWO_OFF_EACH_END -> RowMasks.within(rows, 2);
      case WITHOUT_GAPS -> RowMasks.withoutGaps(sequence.frames(), sequence.counted(), 1, 1);
      case PER_SEQUENCE, ZERO_AT_ENDS, ACROSS_SEQUENCES -> Accelerations.inner(rows);
    };
  }

  private Series ended(Series accelerations) {
    if (rules.differences() != Differences.ZERO_AT_ENDS) {
      return accelerations;
    }
    return Series.of(
        FrameMask.all(accelerations.frames()),
        t -> accelerations.has(t) ? accelerations.get(t) : 0);
  }
}
