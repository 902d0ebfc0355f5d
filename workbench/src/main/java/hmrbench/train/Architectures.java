package hmrbench.train;

import hmrbench.config.ModelConfig;
import hmrbench.config.TrainingConfig;
import hmrbench.core.Fault;

/** Which layers a network that can be trained here has, and how large they are. */
final class Architectures {

  private Architectures() {}

  /**
   * Weights to start from.
   *
   * @throws Fault if there is no training for this architecture
   */
  static Weights initial(
      ModelConfig.Network model, TrainingConfig config, ClipStore.MeanBody mean, long seed) {
    TrainingConfig.Sizes sizes = config.sizes();
    int features = config.data().features();
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
