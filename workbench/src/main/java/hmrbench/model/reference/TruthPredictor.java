package hmrbench.model.reference;

import hmrbench.config.ModelConfig.Reference;
import hmrbench.config.WorldFlaws;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.Half;
import hmrbench.core.OutputKind;
import hmrbench.core.Prediction;
import hmrbench.core.Rotations;
import hmrbench.core.SmplTrack;
import hmrbench.core.world.WorldRoot;
import hmrbench.data.WindowPlan;
import hmrbench.model.Predictor;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Reference rows made from the ground truth. The frozen pose is that of the clip's middle frame:
 * its acceleration is 0, so its acceleration error is the true acceleration. The truth in half
 * precision is what a perfect model would score against float16 targets, as VIBE and TCMR's trainer
 * keep them (lib/dataset/_dataset_3d.py). The truth on a flawed path through the world is what
 * metrics of the world are tried on.
 */
public final class TruthPredictor implements Predictor {

  private final String name;
  private final UnaryOperator<SmplTrack> change;
  private final boolean knowsWorld;
  private final Function<Clip, Optional<WorldRoot>> path;

  private TruthPredictor(String name, WorldFlaws flaws) {
    this.name = name;
    this.change = truth -> truth;
    this.knowsWorld = true;
    this.path = clip -> clip.world().map(body -> FlawedPath.of(body, flaws));
  }

  private TruthPredictor(String name, UnaryOperator<SmplTrack> change) {
    this.name = name;
    this.change = change;
    this.knowsWorld = false;
    this.path = clip -> Optional.empty();
  }

  /** The predictor of a config. */
  public static TruthPredictor of(Reference config) {
    return switch (config.reference()) {
      case FROZEN -> new TruthPredictor(config.name(), TruthPredictor::frozen);
      case FLOAT16_TRUTH -> new TruthPredictor(config.name(), TruthPredictor::inHalfPrecision);
      case WORLD -> new TruthPredictor(config.name(), config.flaws());
    };
  }

  private static SmplTrack frozen(SmplTrack truth) {
    int[] middle = new int[truth.frames()];
    Arrays.fill(middle, truth.frames() / 2);
    return truth.frames(middle);
  }

  /** Parameters after a round trip through float16, rotations as axis-angle. */
  public static SmplTrack inHalfPrecision(SmplTrack truth) {
    return new SmplTrack(
        Rotations.fromAxisAngle(Half.roundTrip(Rotations.toAxisAngle(truth.rotations()))),
        Half.roundTrip(truth.betas()),
        truth.camera());
  }

  @Override
  public boolean knowsWorld() {
    return knowsWorld;
  }

  @Override
  public OutputKind output() {
    return OutputKind.PER_FRAME;
  }

  @Override
  public int windowFrames() {
    return 1;
  }

  @Override
  public Prediction predict(Clip clip, WindowPlan plan) {
    SmplTrack truth =
        clip.smpl()
            .orElseThrow(
                () ->
                    Fault.running(
                        "%s: sequence %s has no SMPL parameters to start from; leave this model"
                            + " out for this data set",
                        name, clip.sequence()));
    int[] frames =
        plan.rows().stream()
            .mapToInt(row -> plan.windows().get(row.window()).frames().get(row.position()))
            .toArray();
    Prediction body = new Prediction(change.apply(truth).frames(frames), Optional.empty());
    return path.apply(clip).map(root -> body.withRoot(root.rows(frames))).orElse(body);
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
