package hmrbench.metric;

import hmrbench.core.WindowRule;
import hmrbench.metric.RuledProtocol.Differences;
import hmrbench.metric.RuledProtocol.InvalidFrames;
import hmrbench.metric.RuledProtocol.Rules;
import hmrbench.metric.RuledProtocol.Trait;
import hmrbench.metric.RuledProtocol.Windowing;
import hmrbench.metric.world.WorldRules;
import hmrbench.metric.world.WorldRules.Gaps;
import hmrbench.metric.world.WorldRules.PathPoint;
import hmrbench.metric.world.WorldRules.RootSmoothing;
import hmrbench.metric.world.WorldRules.Shape;
import hmrbench.metric.world.WorldRules.Tail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The protocols that score motion through the world, as sets of rules: those of evaluators in use,
 * and ours.
 */
final class WorldProtocols {

  private static final Windowing WINDOWING =
      new Windowing(WindowRule.EDGE_PADDED, WindowRule.EDGE_PADDED, WindowRule.CHUNKS);

  private static final Set<Trait> TRAITS =
      Set.of(Trait.MESH_ABOUT_ROOT, Trait.MISALIGNS_FEW_FRAMES);

  private static final String POINTS =
      "points: SMPL's 24 joints, each side on its own body model; in camera axes relative to the"
          + " middle of the hips where the data set says so";
  private static final String DROPPED =
      "frames: invalid ones dropped first; differences over time span the gap, and stand beside"
          + " those that do not";
  private static final String ALIGNED =
      "W-MPJPE: each chunk brought onto the truth by a similarity of its first 2 frames; WA-MPJPE:"
          + " of all its frames";
  private static final String CHUNKS =
      "chunks: 100 frames from the first on; a shorter last one is kept";
  private static final String TRAM_CHUNKS =
      "chunks: 100 frames; what is left belongs to the last one, without the last frame; a sequence"
          + " of up to 100 frames has none, one of 200 only its first 100";
  private static final String JITTER =
      "jitter: third difference of world joints over the cube of the time, mean of 24 joints, in 10"
          + " m/s^3; that of the truth stands beside it";
  private static final String SLIDING =
      "foot sliding: step of SMPL's vertices 3216, 3387, 6617 and 6787 (on the embedded body, of its"
          + " own toes and heels) where the true one moves less than 1 cm; mean over all pairs of frame"
          + " and vertex";
  private static final String ERVE =
      "ERVE: step of the pelvis in the axes of the body, in mm per frame";
  private static final String RTE_OF_TRANSLATION =
      "RTE: path of the SMPL translation after a rigid alignment, over the length of the true path";
  private static final String RTE_OF_PELVIS =
      "RTE: path of the pelvis after a rigid alignment, over the length of the true path";
  private static final String ENDS_OFF =
      "accel: second difference times the squared frame rate, gaps bridged, first two and last two"
          + " rows left out";
  private static final String SHAPE_OF_FRAME = "shape: predicted, frame by frame";
  private static final String MEAN_SHAPE = "shape: mean of the predicted ones of a sequence";
  private static final String FEW_FRAMES =
      "PA-MPJPE: right for any number of frames; as published, sequences of 2 or 3 frames are"
          + " aligned in the wrong space";
  private static final String RATE = "rate: 30 frames/s, no other";
  private static final String MESH =
      "MPVPE: each mesh about the middle of its hips; the truth on the body of its gender where"
          + " data set and body-model have it, else on the neutral one";

  private WorldProtocols() {}

  /** All, in the order in which they are listed. */
  static List<Rules> rules() {
    return List.of(
        published(
            "wham-world",
            Differences.TWO_OFF_EACH_END,
            new WorldRules(
                Tail.SHORT_CHUNK,
                RootSmoothing.NONE,
                PathPoint.TRANSLATION,
                Gaps.SPANNED,
                Shape.OF_EACH_FRAME),
            CHUNKS,
            RTE_OF_TRANSLATION,
            ENDS_OFF,
            SHAPE_OF_FRAME,
            "source: WHAM lib/eval/evaluate_emdb.py and eval_utils.py at 2b54f77"),
        published(
            "gvhmr-world",
            Differences.PER_SEQUENCE,
            new WorldRules(
                Tail.SHORT_CHUNK,
                RootSmoothing.NONE,
                PathPoint.PELVIS,
                Gaps.SPANNED,
                Shape.OF_EACH_FRAME),
            "differs: GVHMR reads its 24 points off the mesh by the neutral regressor on both sides;"
                + " here they are the joints of each model, some mm off",
            CHUNKS,
            RTE_OF_PELVIS,
            "accel: second difference times the squared frame rate, gaps bridged, first and last row"
                + " left out",
            SHAPE_OF_FRAME,
            "source: GVHMR hmr4d/utils/eval/eval_utils.py and callbacks/metric_emdb.py at 44fbc19;"
                + " GEM gem/utils/eval_utils.py at b7d3b6b is the same"),
        published(
            "tram-world",
            Differences.TWO_OFF_EACH_END,
            new WorldRules(
                Tail.IN_LAST_CHUNK,
                RootSmoothing.SIGMA_3,
                PathPoint.PELVIS,
                Gaps.SPANNED,
                Shape.MEAN),
            TRAM_CHUNKS,
            "smoothing: the evaluation moves every predicted frame so that the pelvis follows its"
                + " path through a Gaussian of 3 frames",
            RTE_OF_PELVIS,
            ENDS_OFF,
            MEAN_SHAPE,
            "source: TRAM scripts/emdb/run_eval.py and lib/vis/traj.py at 4861c11; it prints no"
                + " jitter and no foot sliding"),
        published(
            "josh-world",
            Differences.TWO_OFF_EACH_END,
            new WorldRules(
                Tail.SHORT_CHUNK,
                RootSmoothing.NONE,
                PathPoint.TRANSLATION,
                Gaps.SPANNED,
                Shape.MEAN),
            CHUNKS,
            RTE_OF_TRANSLATION,
            ENDS_OFF,
            MEAN_SHAPE,
            "source: JOSH josh/eval/evaluate_emdb.py at 5ef27ad"),
        ours(),
        ofEmdb());
  }

  private static Rules published(
      String name, Differences differences, WorldRules world, String... own) {
    List<String> description = new ArrayList<>(List.of(POINTS, DROPPED, ALIGNED));
    List<String> rest = List.of(own);
    description.addAll(rest.subList(0, rest.size() - 1));
    description.addAll(List.of(JITTER, SLIDING, ERVE, FEW_FRAMES, MESH, RATE));
    description.add(rest.get(rest.size() - 1));
    return new Rules(
        name,
        2,
        WINDOWING,
        InvalidFrames.DROPPED,
        differences,
        TRAITS,
        description,
        Optional.of(world));
  }

  /** EMDB evaluation_metrics.py at 9a4eab6. */
  private static Rules ofEmdb() {
    return new Rules(
        "emdb1",
        3,
        WINDOWING,
        InvalidFrames.DROPPED,
        Differences.PER_SEQUENCE,
        Set.of(Trait.MESH_ABOUT_ROOT, Trait.EMDB_CODE),
        List.of(
            "joints: those of the data set, relative to the middle of its root joints: on EMDB SMPL's"
                + " 24 about the middle of the hips",
            "frames: invalid ones dropped first, which joins what stands beside a gap",
            "PA-MPJPE: similarity transform without reflection, prediction onto truth",
            "MPJAE: angle between rotations of pelvis, hips, knees, shoulders and elbows in camera"
                + " axes; MPJAE-PA after the rotation of PA-MPJPE",
            "jitter: third difference of 15 of 24 joints of a body whose translation is 0, their sum"
                + " divided by 24, in 10 m/s^3; mean over sequences",
            MESH,
            "PA-MPVPE (MVE-PA): each mesh after the similarity of PA-MPJPE, which is that of the"
                + " joints",
            "accel: not of this code; second difference per sequence, gaps bridged",
            "averages: positions and angles over all counted frames of all sequences",
            "source: EMDB evaluation_metrics.py at 9a4eab6"));
  }

  private static Rules ours() {
    return new Rules(
        "emdb2",
        2,
        WINDOWING,
        InvalidFrames.DROPPED,
        Differences.WITHOUT_GAPS,
        Set.of(Trait.MESH_ABOUT_ROOT),
        List.of(
            POINTS,
            "frames: invalid ones dropped first; no difference over time spans a gap",
            ALIGNED,
            CHUNKS,
            RTE_OF_PELVIS + "; no value where that is under 1 m",
            "accel: second difference, only over three frames that follow each other",
            SHAPE_OF_FRAME,
            JITTER,
            SLIDING,
            ERVE,
            MESH,
            RATE,
            "source: this program; the code of EMDB itself has no metric of the world"),
        Optional.of(
            new WorldRules(
                Tail.SHORT_CHUNK,
                RootSmoothing.NONE,
                PathPoint.PELVIS,
                Gaps.SPLIT,
                Shape.OF_EACH_FRAME)));
  }
}
