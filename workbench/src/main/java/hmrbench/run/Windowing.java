package hmrbench.run;

import hmrbench.config.ProtocolConfig;
import hmrbench.data.OutputKind;
import hmrbench.data.WindowPlan;
import hmrbench.data.WindowRule;
import hmrbench.data.Windows;
import hmrbench.metric.Protocol;
import hmrbench.model.Predictor;
import java.util.List;

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
        Words.windowRule(config.windowing().orElseGet(() -> named(protocol, model.output())));
    int frames = model.windowFrames();
    if (model.output() == OutputKind.PER_FRAME) {
      frames = rule == WindowRule.MEVA ? MEVA_WINDOW : PUBLISHED_WINDOW;
    }
    return new Windowing(rule, protocol.dropsInvalidFrames(), frames, model.output());
  }

  private static String named(Protocol protocol, OutputKind output) {
    return switch (output) {
      case PER_FRAME -> protocol.windowing();
      case SEQUENCE -> protocol.sequenceWindowing();
      case MIDDLE_FRAME -> protocol.middleFrameWindowing();
    };
  }

  /** The windows over a sequence; none where it is too short. */
  WindowPlan plan(int frames) {
    return frames == 0
        ? new WindowPlan(List.of(), List.of())
        : Windows.plan(rule, frames, windowFrames, output);
  }
}
