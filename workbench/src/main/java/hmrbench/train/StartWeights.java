package hmrbench.train;

import hmrbench.config.ModelConfig;
import hmrbench.config.TrainingConfig;
import hmrbench.core.FloatGrid;
import hmrbench.model.Architecture;
import hmrbench.model.Models;

/** Weights that a network starts its training from. */
public final class StartWeights {

  /** Layers of the published TCMR and VIBE; the attention's is TCMR's (lib/models/tcmr.py). */
  private static final TrainingConfig.Sizes PUBLISHED =
      new TrainingConfig.Sizes(1024, 2, 1024, 256);

  private StartWeights() {}

  /**
   * Weights of a network of published size that was never trained, to try what surrounds it. It
   * predicts about the same for every input: a person who stands upright in the middle of the crop.
   *
   * @param features per frame, F
   * @throws hmrbench.core.Fault if the architecture cannot be trained here
   */
  public static Weights untrained(
      Models models, ModelConfig.Network model, int features, long seed) {
    ClipStore.MeanBody mean =
        new ClipStore.MeanBody(
            uprightPose(), FloatGrid.zeros(10), FloatGrid.copyOf(new float[] {0.9f, 0, 0}, 3));
    return initial(models, model, features, PUBLISHED, mean, seed);
  }

  /** No joint bent, turned so that y points down as in a picture; six numbers per joint. */
  static FloatGrid uprightPose() {
    float[] pose = new float[144];
    for (int joint = 0; joint < 24; joint++) {
      pose[joint * 6] = 1;
      pose[joint * 6 + 3] = joint == 0 ? -1 : 1;
    }
    return FloatGrid.owning(pose, 144);
  }

  /**
   * Weights to start from.
   *
   * @param features per frame, F
   * @throws hmrbench.core.Fault if there is no training for this architecture
   */
  static Weights initial(
      Models models,
      ModelConfig.Network model,
      int features,
      TrainingConfig.Sizes sizes,
      ClipStore.MeanBody mean,
      long seed) {
    Architecture.Start start = models.start(model);
    InitialWeights weights =
        new InitialWeights(seed)
            .regressor(features, sizes.regressor(), mean.pose(), mean.shape(), mean.camera());
    start.addTo(weights, model.options(), features, sizes);
    return weights.weights();
  }
}
