package hmrbench.metric;

import hmrbench.core.WindowRule;
import hmrbench.metric.RuledProtocol.Differences;
import hmrbench.metric.RuledProtocol.InvalidFrames;
import hmrbench.metric.RuledProtocol.Rules;
import hmrbench.metric.RuledProtocol.Trait;
import hmrbench.metric.RuledProtocol.Windowing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The protocols that a config can name. Each but the last gives the numbers of an evaluator that
 * others use; the last line of its description names the source.
 */
public final class Protocols {

  private static final String JOINTS =
      "joints: those of the data set, relative to the middle of its root joints";
  private static final String PA =
      "PA-MPJPE: similarity transform without reflection, prediction onto truth";
  private static final String MESH =
      "MPVPE: vertices as the body model gives them, not aligned, neutral body";
  private static final String MESH_UNFILTERED = MESH + "; a filter does not reach it";
  private static final String FRAMES = "averages: over all counted frames of all sequences";
  private static final String DROPPED =
      "frames: invalid ones dropped first, which makes the frames around a gap neighbours";
  private static final String STRIDE_1 =
      "windows: one per frame; the first 8 and last 7 frames from that frame repeated";
  private static final String PER_SEQUENCE =
      "accel: second difference per frame squared, per sequence, gaps bridged, first and last row"
          + " left out";
  private static final String JOINED =
      "accel: second difference per frame squared over all sequences as one array, across their"
          + " borders";
  private static final String HALF =
      "truth: rounded to half precision before the root is taken away, about 2 mm at 3 m";

  /** TCMR evaluate.py at c41fdd7, the default. */
  private static final Rules TCMR =
      new Rules(
          "tcmr",
          1,
          new Windowing(WindowRule.TCMR, WindowRule.TCMR, WindowRule.CHUNKS),
          InvalidFrames.DROPPED,
          Differences.PER_SEQUENCE,
          Set.of(Trait.MESH_ERROR_IGNORES_FILTER),
          List.of(
              JOINTS,
              DROPPED,
              STRIDE_1,
              PA,
              MESH_UNFILTERED,
              PER_SEQUENCE,
              FRAMES,
              "source: TCMR_RELEASE evaluate.py at c41fdd7"));

  private static final Rules TCMR_TRAINER =
      new Rules(
          "tcmr-trainer",
          1,
          new Windowing(WindowRule.TCMR_TRAINER, WindowRule.TCMR_TRAINER, WindowRule.VIBE),
          InvalidFrames.COUNTED,
          Differences.ACROSS_SEQUENCES,
          Set.of(Trait.QUANTISES_TARGETS),
          List.of(
              JOINTS,
              "frames: invalid ones count; sequences cut to a multiple of the window",
              STRIDE_1,
              HALF,
              PA,
              MESH,
              JOINED,
              FRAMES,
              "source: TCMR_RELEASE lib/core/trainer.py at c41fdd7"));

  private static final Rules VIBE =
      new Rules(
          "vibe",
          1,
          new Windowing(WindowRule.VIBE, WindowRule.TCMR_TRAINER, WindowRule.VIBE),
          InvalidFrames.COUNTED,
          Differences.ACROSS_SEQUENCES,
          Set.of(Trait.QUANTISES_TARGETS),
          List.of(
              JOINTS,
              "frames: invalid ones count; the remainder of a sequence after whole windows is"
                  + " dropped",
              "windows: side by side, all frames of each",
              HALF,
              PA,
              MESH,
              JOINED,
              FRAMES,
              "source: VIBE lib/core/evaluate.py at 851f7794"));

  private static final Rules MEVA =
      new Rules(
          "meva",
          1,
          new Windowing(WindowRule.MEVA, WindowRule.TCMR, WindowRule.MEVA),
          InvalidFrames.DROPPED,
          Differences.PER_SEQUENCE,
          Set.of(Trait.SWAPS_ALIGNMENT, Trait.NO_VERTEX_ERROR),
          List.of(
              JOINTS,
              DROPPED,
              "windows: 90 frames, 10 shared with the next; sequences under 90 frames skipped",
              "PA-MPJPE: similarity transform without reflection, truth onto prediction",
              PER_SEQUENCE,
              FRAMES,
              "source: MEVA scripts/eval_meva.py at 1260be4"));

  private static final Rules MPSNET =
      of(TCMR, "mpsnet", "source: MPS-Net_release evaluate.py at 980db38d, the metrics of TCMR");

  private static final Rules GLOT =
      new Rules(
          "glot",
          1,
          new Windowing(WindowRule.GLOT, WindowRule.GLOT, WindowRule.CHUNKS),
          InvalidFrames.DROPPED,
          Differences.PER_SEQUENCE,
          TCMR.traits(),
          List.of(
              JOINTS,
              DROPPED,
              "windows: one per frame, padded with the first or last frame; the last 7 predictions"
                  + " stand in reverse order against the truth",
              PA,
              MESH_UNFILTERED,
              PER_SEQUENCE,
              FRAMES,
              "source: GLoT evaluate.py at 109f4782"));

  private static final Rules SMOOTHNET =
      new Rules(
          "smoothnet",
          1,
          new Windowing(WindowRule.TCMR, WindowRule.TCMR, WindowRule.CHUNKS),
          InvalidFrames.DROPPED,
          Differences.ZERO_AT_ENDS,
          Set.of(),
          List.of(
              JOINTS,
              DROPPED,
              STRIDE_1,
              PA,
              MESH,
              "accel: second difference per frame squared, per sequence, gaps bridged, first and"
                  + " last row count as 0",
              FRAMES,
              "source: SmoothNet lib/utils/eval_metrics.py at 2b4cf81, calculate_accel_error"));

  private static final Rules WHAM =
      new Rules(
          "wham",
          2,
          new Windowing(WindowRule.EDGE_PADDED, WindowRule.EDGE_PADDED, WindowRule.CHUNKS),
          InvalidFrames.DROPPED,
          Differences.TWO_OFF_EACH_END,
          Set.of(Trait.MESH_ABOUT_ROOT),
          List.of(
              JOINTS,
              DROPPED,
              PA,
              "MPVPE: each mesh about the middle of its hips; the truth on the body of its gender"
                  + " where data set and body-model have it, else on the neutral one",
              "accel: second difference times the squared frame rate, in m/s^2, per sequence, gaps"
                  + " bridged, first two and last two rows left out",
              FRAMES,
              "source: WHAM lib/eval/evaluate_3dpw.py at 1d19c0c; GVHMR leaves out one row at each"
                  + " end (hmr4d/utils/eval/eval_utils.py at cb702cd)"));

  private static final Rules HMRBENCH =
      new Rules(
          "hmrbench",
          1,
          new Windowing(WindowRule.EDGE_PADDED, WindowRule.EDGE_PADDED, WindowRule.CHUNKS),
          InvalidFrames.SEEN_BUT_NOT_COUNTED,
          Differences.WITHOUT_GAPS,
          Set.of(),
          List.of(
              JOINTS,
              "frames: all are seen; invalid ones do not count",
              "windows: one per frame, padded with the first or last frame; or side by side, the"
                  + " last moved back to end with the sequence",
              PA,
              MESH,
              "accel: second difference, per frame squared and in m/s^2, only over three frames"
                  + " that follow each other in one sequence and all count; joins of windows do"
                  + " count, since a viewer sees them",
              FRAMES,
              "source: this program"));

  private static final Rules HMMR =
      new Rules(
          "hmmr",
          1,
          new Windowing(WindowRule.HMMR, WindowRule.EDGE_PADDED, WindowRule.HMMR),
          InvalidFrames.SEEN_BUT_NOT_COUNTED,
          Differences.WITHOUT_GAPS,
          Set.of(Trait.ACCELERATION_NOT_ABOUT_ROOT),
          List.of(
              JOINTS,
              "frames: all are seen; those that the data set marks invalid (in its own files: six or"
                  + " fewer of 14 joints in sight) do not count",
              "windows: of 20 frames, of which the middle 8 are kept; beyond both ends grey frames,"
                  + " or the first and the last where the data set has no pictures",
              PA,
              MESH,
              "accel: second difference per frame squared of positions as they are, not about the"
                  + " root, only over three frames that follow each other and all count",
              FRAMES + "; the official table is the mean of the means of its files",
              "source: human_dynamics src/evaluation/tester.py, eval.py and eval_util.py at 0887f37"));

  private static final List<Protocol> ALL =
      Stream.concat(
              Stream.of(
                  TCMR, TCMR_TRAINER, VIBE, MEVA, MPSNET, GLOT, SMOOTHNET, WHAM, HMMR, HMRBENCH),
              Stream.concat(WorldProtocols.rules().stream(), CameraProtocols.rules().stream()))
          .<Protocol>map(RuledProtocol::new)
          .toList();

  private Protocols() {}

  /** The rules of another evaluator that measures in the same way. */
  private static Rules of(Rules same, String name, String source) {
    List<String> description = new ArrayList<>(same.description());
    description.set(description.size() - 1, source);
    return new Rules(
        name,
        1,
        same.windowing(),
        same.invalidFrames(),
        same.differences(),
        same.traits(),
        description);
  }

  /** All protocols, the default one first. */
  public static List<Protocol> all() {
    return ALL;
  }

  /** The protocol of a name, where there is one. */
  public static Optional<Protocol> named(String name) {
    return ALL.stream().filter(it -> it.name().equals(name)).findFirst();
  }
}
