package hmrbench.train;

import hmrbench.config.ModelConfig;
import hmrbench.config.TrainingConfig;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;

/** Which layers a network that can be trained here has, and how large they are. */
public final class Architectures {

  /** Layers of the published TCMR and VIBE; the attention's is TCMR's (lib/models/tcmr.py). */
  private static final TrainingConfig.Sizes PUBLISHED =
      new TrainingConfig.Sizes(1024, 2, 1024, 256);

  private Architectures() {}

  /**
   * Weights to start from.
   *
   * @throws Fault if there is no training for this architecture
   */
  static Weights initial(
      ModelConfig.Network model, TrainingConfig config, ClipStore.MeanBody mean, long seed) {
    return initial(model, config.data().features(), config.sizes(), mean, seed);
  }

  /**
   * Weights of a network of published size that was never trained, to try what surrounds it. It
   * says about the same of everybody: a person who stands upright in the middle of the crop.
   *
   * @param features per frame, F
   * @throws Fault if the architecture cannot be trained here
   */
  public static Weights untrained(ModelConfig.Network model, int features, long seed) {
    ClipStore.MeanBody mean =
        new ClipStore.MeanBody(
            uprightPose(), FloatGrid.zeros(10), FloatGrid.copyOf(new float[] {0.9f, 0, 0}, 3));
    return initial(model, features, PUBLISHED, mean, seed);
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

  private static Weights initial(
      ModelConfig.Network model,
      int features,
      TrainingConfig.Sizes sizes,
      ClipStore.MeanBody mean,
      long seed) {
    InitialWeights weights =
        new InitialWeights(seed)
            .regressor(features, sizes.regressor(), mean.pose(), mean.shape(), mean.camera());
    switch (model.architecture()) {
      case SPIN -> {}
      case VIBE -> encoder(weights, "gru", "linear", features, sizes, true);
      case TCMR, MIDDLE -> branches(weights, model, features, sizes);
      default ->
          throw Fault.asked(
              "model %s: there is no training for architecture %s",
              model.name(), model.architecture().key());
    }
    return weights.weights();
  }

  private static void branches(
      InitialWeights weights, ModelConfig.Network model, int features, TrainingConfig.Sizes sizes) {
    if (model.allBranch()) {
      encoder(weights, "gru_cur", "linear_cur", features, sizes, true);
    }
    if (model.poseforecast()) {
      encoder(weights, "gru_bef", "linear_bef", features, sizes, false);
      encoder(weights, "gru_aft", "linear_aft", features, sizes, false);
      weights.attention(
          "encoder.attention", model.allBranch() ? 3 : 2, features, sizes.attention());
    }
  }

  private static void encoder(
      InitialWeights weights,
      String gru,
      String linear,
      int features,
      TrainingConfig.Sizes sizes,
      boolean bidirectional) {
    int outputs = bidirectional ? 2 * sizes.hidden() : sizes.hidden();
    weights
        .gru("encoder." + gru, features, sizes.hidden(), sizes.layers(), bidirectional)
        .linear("encoder." + linear, features, outputs);
  }
}
