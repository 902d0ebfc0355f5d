package hmrbench.model.hmmr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import hmrbench.config.ModelOption;
import hmrbench.config.ModelOptions;
import hmrbench.core.NetworkFacts;
import hmrbench.core.OutputKind;
import hmrbench.model.BodyOutput;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a network of HMMR's family is asked: which frame's body, from which frames.
 *
 * <p>With a horizon it answers for one frame from what is seen five frames before it (the future)
 * or after it (the past). The naive peer holds the body that it sees still. A window then spans all
 * frames that are seen and the one that is answered for, which is its middle; where a protocol pads
 * windows at the ends of a sequence, the horizon is shorter there.
 *
 * @param oneFrame whether one frame alone is seen, and its movie strip hallucinated
 * @param horizon frames from the one that is seen to the one that is answered for: 0, {@value
 *     #FRAMES} or minus that
 * @param isHeld whether the answer is the body of the frame that is seen
 */
record Question(boolean oneFrame, int horizon, boolean isHeld) {

  /** Frames from the present to the past and the future that the published network predicts. */
  static final int FRAMES = 5;

  /** The keys of a config. */
  static final String ONE_FRAME = "one-frame";

  static final String HORIZON = "horizon";
  static final String HELD = "held";

  /** A window answered frame by frame. */
  static final Question WINDOW = new Question(false, 0, false);

  static List<ModelOption> options() {
    return List.of(
        new ModelOption.Switch(ONE_FRAME, false),
        new ModelOption.Size(HORIZON, -FRAMES, FRAMES),
        new ModelOption.Switch(HELD, false));
  }

  static Question of(ModelOptions options) {
    return new Question(
        options.isOn(ONE_FRAME), options.size(HORIZON).orElse(0), options.isOn(HELD));
  }

  /** What is wrong with a combination of keys. */
  static Optional<String> whyNot(ModelOptions options) {
    int horizon = options.size(HORIZON).orElse(0);
    return horizon != 0 && Math.abs(horizon) != FRAMES
        ? Optional.of(
            "%s must be -%d, 0 or %d, the frames that the network was trained for, got %d"
                .formatted(HORIZON, FRAMES, FRAMES, horizon))
        : Optional.empty();
  }

  OutputKind output() {
    return horizon != 0
        ? OutputKind.MIDDLE_FRAME
        : oneFrame ? OutputKind.PER_FRAME : OutputKind.SEQUENCE;
  }

  /**
   * Frames per window.
   *
   * @param movieFrames frames of a movie strip, T
   */
  int windowFrames(int movieFrames) {
    return seenFrames(movieFrames) + 2 * Math.abs(horizon);
  }

  private int seenFrames(int movieFrames) {
    return oneFrame ? 1 : movieFrames;
  }

  NetworkFacts facts(int movieFrames) {
    return NetworkFacts.of(output(), OptionalInt.of(windowFrames(movieFrames))).residual(true);
  }

  /**
   * The answer.
   *
   * @param windows features [B, W, F], W = {@link #windowFrames}
   */
  BodyOutput answer(StripNetwork network, NDArray windows) {
    long beyond = Math.abs(horizon);
    long first = beyond - horizon;
    long seen = windows.getShape().get(1) - 2 * beyond;
    NDArray frames =
        horizon == 0
            ? windows
            : windows.get(new NDIndex().addAllDim().addSliceDim(first, first + seen));
    NDArray strip = strip(network, frames); // [R, F]
    return network.body(strip, isHeld ? 0 : horizon);
  }

  private NDArray strip(StripNetwork network, NDArray frames) {
    long size = frames.getShape().get(2);
    if (oneFrame) {
      return network.hallucinated(frames.reshape(-1, size));
    }
    NDArray strips = network.strip(frames);
    return horizon == 0
        ? strips.reshape(-1, size)
        : strips.get(new NDIndex().addAllDim().addIndices(strips.getShape().get(1) / 2));
  }
}
