package hmrbench.run;

import hmrbench.config.ProtocolConfig;
import hmrbench.core.Clip;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.OutputKind;
import hmrbench.core.WindowRule;
import hmrbench.data.WindowPlan;
import hmrbench.data.Windows;
import hmrbench.metric.Protocol;
import hmrbench.metric.diagnose.RowOrigins;
import hmrbench.model.Predictor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * How a protocol lays windows for a model. Protocols that agree on it share predictions.
 *
 * @param rule how windows are laid
 * @param dropsInvalid whether invalid frames go first
 * @param windowFrames frames per window, T
 * @param output which outputs of a window the model gives
 */
record Windowing(WindowRule rule, boolean dropsInvalid, int windowFrames, OutputKind output) {

  /** A per-frame model is scored on the frames that published temporal models are scored on. */
  private static final int PUBLISHED_WINDOW = 16;

  /** The same for the windows of MEVA. */
  private static final int MEVA_WINDOW = 90;

  static Windowing of(Protocol protocol, ProtocolConfig config, Predictor model) {
    WindowRule rule =
        config
            .windowing()
            .map(
                name ->
                    WindowRule.named(name)
                        .orElseThrow(
                            () -> new IllegalArgumentException("no window rule is called " + name)))
            .orElseGet(() -> protocol.windows(model.output()));
    int frames = model.windowFrames();
    if (model.output() == OutputKind.PER_FRAME) {
      frames = rule == WindowRule.MEVA ? MEVA_WINDOW : PUBLISHED_WINDOW;
    }
    return new Windowing(rule, protocol.dropsInvalidFrames(), frames, model.output());
  }

  /**
   * A clip cut into windows.
   *
   * @param seen the frames that windows are laid over
   * @param targets frames of the clip that rows are scored against
   * @param origins which kind of window each row comes from
   */
  @SuppressWarnings("ArrayRecordComponent") // within this room alone, never compared
  record Cut(Clip seen, WindowPlan plan, int[] targets, RowOrigins origins) {}

  /** The frames of a clip that windows are laid over, out of those that a model answers for. */
  int[] kept(Clip clip, FrameMask answered) {
    return IntStream.range(0, clip.frames())
        .filter(t -> answered.get(t) && (!dropsInvalid || clip.valid().get(t)))
        .toArray();
  }

  /** The windows over the kept frames of a clip; empty where these are too few. */
  Optional<Cut> cut(Clip clip, int[] kept) {
    return cut(clip, kept, Optional::empty);
  }

  /**
   * As {@link #cut(Clip, int[])}.
   *
   * @param blank features of a frame that shows nothing, for a rule that puts such frames around a
   *     sequence
   */
  Optional<Cut> cut(Clip clip, int[] kept, Supplier<Optional<FloatGrid>> blank) {
    if (kept.length == 0) {
      return Optional.empty();
    }
    Optional<FloatGrid> grey =
        rule == WindowRule.HMMR && output == OutputKind.SEQUENCE ? blank.get() : Optional.empty();
    WindowPlan plan =
        grey.isPresent()
            ? Windows.hmmr(kept.length, windowFrames, OptionalInt.of(kept.length))
            : Windows.plan(rule, kept.length, windowFrames, output);
    if (plan.rows().isEmpty()) {
      return Optional.empty();
    }
    Clip there = kept.length == clip.frames() ? clip : clip.frames(kept);
    Clip seen = grey.map(features -> followed(there, features)).orElse(there);
    int[] targets = IntStream.of(plan.targets()).map(target -> kept[target]).toArray();
    return Optional.of(new Cut(seen, plan, targets, origins(plan)));
  }

  /** What a network looks at: a clip and, after its last frame, one that shows nothing. */
  private static Clip followed(Clip clip, FloatGrid blank) {
    return Clip.ofFeatures(
        clip.sequence(),
        clip.framesPerSecond(),
        FloatGrid.stacked(List.of(clip.features(), blank)),
        clip.truth().joints());
  }

  /** How many future frames an answer waits for. */
  int lookahead() {
    return output.lookahead(windowFrames);
  }

  /** Which kind of window each row of a plan comes from; for a per-frame model all are alike. */
  private RowOrigins origins(WindowPlan plan) {
    int rows = plan.rows().size();
    if (output == OutputKind.PER_FRAME) {
      return RowOrigins.perFrame(rows);
    }
    boolean[] padded = new boolean[rows];
    boolean[] starts = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      int window = plan.rows().get(row).window();
      List<Integer> frames = plan.windows().get(window).frames();
      padded[row] = frames.stream().distinct().count() < frames.size();
      starts[row] =
          output == OutputKind.SEQUENCE && row > 0 && plan.rows().get(row - 1).window() != window;
    }
    return new RowOrigins(FrameMask.of(padded), FrameMask.of(starts));
  }
}
