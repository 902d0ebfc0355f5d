package hmrbench.metric.world;

import hmrbench.core.FrameMask;
import hmrbench.core.Series;
import hmrbench.core.world.Positions;
import hmrbench.core.world.WorldBody;
import hmrbench.core.world.WorldTrack;
import hmrbench.metric.TimeDifference;
import hmrbench.metric.world.WorldErrors.AlignedBy;
import hmrbench.metric.world.WorldRules.Gaps;
import hmrbench.metric.world.WorldRules.PathPoint;
import hmrbench.metric.world.WorldRules.RootSmoothing;
import java.util.List;

/** The values of one sequence under the rules of one evaluator. */
public final class WorldValues {

  /** SMPL's pelvis among the 24 joints. */
  private static final int PELVIS = 0;

  /** A true path below this, in metres, is no path: the evaluators divide by it all the same. */
  private static final double SHORTEST_PATH_METRES = 1;

  private final WorldRules rules;
  private final WorldBody truth;
  private final WorldBody predicted;
  private final List<Integer> frames;
  private final FrameMask counted;

  /**
   * @param frames the frame of the clip of each row; steps above 1 are gaps
   * @param counted rows that enter averages
   */
  public WorldValues(WorldRules rules, WorldPair pair, List<Integer> frames, FrameMask counted) {
    this.rules = rules;
    this.truth = pair.truth();
    this.predicted = smoothed(rules, pair.predicted());
    this.frames = List.copyOf(frames);
    this.counted = counted;
  }

  private static WorldBody smoothed(WorldRules rules, WorldBody body) {
    if (rules.rootSmoothing() == RootSmoothing.NONE) {
      return body;
    }
    Positions shift = RootPathSmoothing.shift(body.joints().metres().point(PELVIS));
    return body.shifted(shift);
  }

  /** W-MPJPE or WA-MPJPE, in millimetres. */
  public Series chunkAlignedMm(AlignedBy by) {
    return WorldErrors.chunkAlignedMm(
        truth.joints().metres(),
        predicted.joints().metres(),
        Chunks.of(truth.frames(), rules.tail()),
        by);
  }

  /** RTE, in percent of the true path; under rules that split gaps only where there is a path. */
  public Series rootErrorPercent() {
    Positions walked = path(truth);
    boolean meaningful =
        rules.gaps() == Gaps.SPANNED || WorldErrors.pathMetres(walked) >= SHORTEST_PATH_METRES;
    return meaningful
        ? WorldErrors.rootErrorPercent(walked, path(predicted)).orElseGet(this::none)
        : none();
  }

  private Positions path(WorldBody body) {
    return rules.pathPoint() == PathPoint.TRANSLATION
        ? body.root().translations()
        : body.joints().metres().point(PELVIS);
  }

  /** ERVE, in millimetres per frame. */
  public Series velocityErrorMm(Gaps gaps) {
    return WorldErrors.velocityErrorMm(
        truth.joints().metres().point(PELVIS),
        truth.root().orientations(),
        predicted.joints().metres().point(PELVIS),
        predicted.root().orientations(),
        where(TimeDifference.VELOCITY, gaps));
  }

  /** Jitter of the prediction, in 10 m/s^3. */
  public Series jitter(Gaps gaps) {
    return jitter(predicted.joints(), gaps);
  }

  /** Jitter of the truth, which a good prediction has too. */
  public Series trueJitter(Gaps gaps) {
    return jitter(truth.joints(), gaps);
  }

  private Series jitter(WorldTrack track, Gaps gaps) {
    int joints = track.joints().size();
    return WorldErrors.jitter(
        track.metres(),
        track.framesPerSecond(),
        joint -> true,
        joints,
        where(TimeDifference.JERK, gaps));
  }

  /** Whether both have soles, so that their sliding is known. */
  public boolean hasSoles() {
    return truth.soles().isPresent() && predicted.soles().isPresent();
  }

  /** Foot sliding, in millimetres per frame; a frame weighs as its {@link #contacts}. */
  public Series slidingMm(Gaps gaps) {
    return WorldErrors.slidingMm(
        truth.soles().orElseThrow().metres(),
        predicted.soles().orElseThrow().metres(),
        WorldErrors.STANDING_METRES,
        where(TimeDifference.VELOCITY, gaps));
  }

  /** How many true points of soles are at rest in each frame. */
  public Series contacts(Gaps gaps) {
    return WorldErrors.contacts(
        truth.soles().orElseThrow().metres(),
        WorldErrors.STANDING_METRES,
        where(TimeDifference.VELOCITY, gaps));
  }

  /** What the rules do at gaps. */
  public Gaps gaps() {
    return rules.gaps();
  }

  private FrameMask where(TimeDifference difference, Gaps gaps) {
    return gaps == Gaps.SPLIT
        ? difference.withoutGaps(frames, counted)
        : difference.within(truth.frames());
  }

  private Series none() {
    return Series.of(new double[truth.frames()], FrameMask.of(new boolean[truth.frames()]));
  }
}
