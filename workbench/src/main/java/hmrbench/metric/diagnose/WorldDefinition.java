package hmrbench.metric.diagnose;

import hmrbench.core.FrameMask;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import hmrbench.core.world.Positions;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.TimeDifference;
import hmrbench.metric.world.WorldErrors;
import hmrbench.metric.world.WorldErrors.AlignedBy;
import hmrbench.metric.world.WorldRules;
import hmrbench.metric.world.WorldRules.Gaps;
import hmrbench.metric.world.WorldRules.PathPoint;
import hmrbench.metric.world.WorldRules.RootSmoothing;
import hmrbench.metric.world.WorldRules.Shape;
import hmrbench.metric.world.WorldRules.Tail;
import hmrbench.metric.world.WorldValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * The definitions behind a number in the world, each a step of one rule from another one.
 *
 * @param metric the name that papers print over it, as {@code report --metric} takes it
 * @param name what sets it apart, in words
 * @param against name of the definition that differs by one rule; empty for the first of a metric
 * @param rule by which the two differ
 * @param source who defines it so
 * @param bySequence whether it is a mean of the means of sequences
 * @param formula values of the frames of a sequence
 */
record WorldDefinition(
    String metric,
    String name,
    String unit,
    String against,
    String rule,
    String source,
    boolean bySequence,
    Function<SequencePrediction, Series> formula) {

  /** Joints that EMDB's evaluation sets to zero (evaluation_metrics.py at 9a4eab6). */
  private static final Set<Integer> ZEROED = Set.of(0, 7, 8, 10, 11, 20, 21, 22, 23);

  private static final String WHAM = "WHAM lib/eval/eval_utils.py, GVHMR, GEM";
  private static final String MM = "mm";
  private static final String TEN_CUBIC = "10 m/s^3";

  /** The unit of jitter over that of a third difference, which is in m/s^3. */
  private static final double TEN = 10;

  private static final WorldRules PLAIN =
      rules(Tail.SHORT_CHUNK, RootSmoothing.NONE, PathPoint.PELVIS);
  private static final WorldRules LONG_TAIL =
      rules(Tail.IN_LAST_CHUNK, RootSmoothing.NONE, PathPoint.PELVIS);
  private static final WorldRules SMOOTHED =
      rules(Tail.IN_LAST_CHUNK, RootSmoothing.SIGMA_3, PathPoint.PELVIS);
  private static final WorldRules TRANSLATION =
      rules(Tail.SHORT_CHUNK, RootSmoothing.NONE, PathPoint.TRANSLATION);

  private static WorldRules rules(Tail tail, RootSmoothing smoothing, PathPoint point) {
    return new WorldRules(tail, smoothing, point, Gaps.SPANNED, Shape.OF_EACH_FRAME);
  }

  private WorldDefinition averagedBySequence(String otherName, String otherSource) {
    return new WorldDefinition(
        metric, otherName, unit, name, "averaging", otherSource, true, formula);
  }

  /** All of them, metric by metric. */
  static List<WorldDefinition> all() {
    List<WorldDefinition> all = new ArrayList<>();
    all.addAll(aligned("w-mpjpe", AlignedBy.FIRST_TWO_FRAMES));
    all.addAll(aligned("wa-mpjpe", AlignedBy.ALL_FRAMES));
    all.addAll(paths());
    all.addAll(jitters());
    all.addAll(meshes());
    return List.copyOf(all);
  }

  private static List<WorldDefinition> aligned(String metric, AlignedBy by) {
    String first = "pieces of 100 frames, the last one short";
    String tail = "the last piece takes what is left";
    return List.of(
        definition(metric, first, MM, "", "", WHAM, PLAIN, it -> it.chunkAlignedMm(by)),
        definition(
            metric,
            tail,
            MM,
            first,
            "last piece",
            "TRAM scripts/emdb/run_eval.py, without its smoothing",
            LONG_TAIL,
            it -> it.chunkAlignedMm(by)),
        definition(
            metric,
            "the same, the root's path smoothed",
            MM,
            tail,
            "smoothing in the evaluation",
            "TRAM scripts/emdb/run_eval.py",
            SMOOTHED,
            it -> it.chunkAlignedMm(by)));
  }

  private static List<WorldDefinition> paths() {
    String metric = "rte";
    String first = "path of the pelvis";
    return List.of(
        definition(
            metric,
            first,
            "%",
            "",
            "",
            "GVHMR hmr4d/utils/eval/eval_utils.py",
            PLAIN,
            WorldValues::rootErrorPercent),
        definition(
            metric,
            "path of SMPL's translation",
            "%",
            first,
            "point whose path it is",
            "WHAM lib/eval/evaluate_emdb.py, JOSH",
            TRANSLATION,
            WorldValues::rootErrorPercent),
        definition(
            metric,
            "path of the pelvis, smoothed",
            "%",
            first,
            "smoothing in the evaluation",
            "TRAM scripts/emdb/run_eval.py",
            SMOOTHED,
            WorldValues::rootErrorPercent),
        definition(
            metric,
            "path of the pelvis, where it is 1 m or more",
            "%",
            first,
            "people who stand still are left out",
            "this program",
            new WorldRules(
                Tail.SHORT_CHUNK,
                RootSmoothing.NONE,
                PathPoint.PELVIS,
                Gaps.SPLIT,
                Shape.OF_EACH_FRAME),
            WorldValues::rootErrorPercent));
  }

  private static List<WorldDefinition> jitters() {
    String metric = "jitter";
    String first = "24 world joints, gaps spanned";
    String still = "24 joints without translation, in the camera's axes";
    WorldDefinition emdb =
        new WorldDefinition(
            metric,
            "15 of them over 24, mean of frames",
            TEN_CUBIC,
            still,
            "nine joints set to 0, the sum divided by 24",
            "none: a step to the next",
            false,
            it -> ofCamera(it, joint -> !ZEROED.contains(joint)));
    return List.of(
        definition(metric, first, TEN_CUBIC, "", "", WHAM, PLAIN, it -> it.jitter(Gaps.SPANNED)),
        definition(
            metric,
            "24 world joints, without gaps",
            TEN_CUBIC,
            first,
            "gaps",
            "this program",
            PLAIN,
            it -> it.jitter(Gaps.SPLIT)),
        definition(
            metric,
            "of the truth",
            TEN_CUBIC,
            first,
            "truth in the place of the prediction",
            "none: what a good prediction has",
            PLAIN,
            it -> it.trueJitter(Gaps.SPANNED)),
        new WorldDefinition(
            metric,
            still,
            TEN_CUBIC,
            first,
            "motion of root and camera left out",
            "none: a step to the next two",
            false,
            it -> ofCamera(it, joint -> true)),
        new WorldDefinition(
            metric,
            "joints about the root, in the camera's axes",
            TEN_CUBIC,
            still,
            "root",
            "this program (jerk of prediction, in m/s^3 there)",
            false,
            WorldDefinition::aboutRoot),
        emdb,
        emdb.averagedBySequence(
            "15 of them over 24, mean of sequences", "EMDB evaluation_metrics.py"));
  }

  private static List<WorldDefinition> meshes() {
    String first = "vertices as they are, without translation";
    return List.of(
        new WorldDefinition(
            "pve",
            first,
            MM,
            "",
            "",
            "TCMR, VIBE compute_error_verts",
            false,
            it -> it.extras().vertexErrorMm().orElseGet(() -> none(it.frames().size()))),
        new WorldDefinition(
            "pve",
            "vertices about the middle of the hips",
            MM,
            first,
            "root",
            "WHAM lib/eval/evaluate_emdb.py, GVHMR, CameraHMR",
            false,
            it -> it.extras().vertexErrorAboutRootMm().orElseGet(() -> none(it.frames().size()))));
  }

  private static Series none(int frames) {
    return Series.of(FrameMask.of(new boolean[frames]), t -> 0);
  }

  private static WorldDefinition definition(
      String metric,
      String name,
      String unit,
      String against,
      String rule,
      String source,
      WorldRules rules,
      Function<WorldValues, Series> formula) {
    return new WorldDefinition(
        metric,
        name,
        unit,
        against,
        rule,
        source,
        false,
        it ->
            formula.apply(
                new WorldValues(
                    rules, it.extras().world().orElseThrow(), it.frames(), it.counted())));
  }

  private static Series ofCamera(SequencePrediction it, IntPredicate joints) {
    JointTrack track = it.predicted();
    if (!track.joints().joints().equals(JointSet.SMPL24.joints())) {
      return none(track.frames());
    }
    return WorldErrors.jitter(
        Positions.of(track),
        track.framesPerSecond(),
        joints,
        track.joints().size(),
        TimeDifference.JERK.within(track.frames()));
  }

  private static Series aboutRoot(SequencePrediction it) {
    JointTrack track = it.predicted().relativeToRoot();
    Series metres =
        TimeDifference.JERK.toMetresPerSecond(
            TimeDifference.JERK.sizeMm(track, TimeDifference.JERK.within(track.frames())),
            track.framesPerSecond());
    return Series.of(metres.present(), t -> metres.get(t) / TEN);
  }
}
