package hmrbench.train;

import hmrbench.config.ModelConfig;
import hmrbench.config.TrainingConfig;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.io.Tensors;
import hmrbench.model.Architecture;
import hmrbench.model.Checkpoints;
import hmrbench.model.Models;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Weights that a network starts its training from. */
public final class StartWeights {

  /** Layers of the published TCMR and VIBE; the attention's is TCMR's (lib/models/tcmr.py). */
  private static final TrainingConfig.Sizes PUBLISHED =
      new TrainingConfig.Sizes(1024, 2, 1024, 256);

  private static final String REGRESSOR = "regressor.";

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

  /**
   * Drawn weights with the regressor of a checkpoint in their place: one of ours, of TCMR or VIBE,
   * or SPIN's own, whose names have no prefix.
   *
   * @param units of the regressor's layers, as the recipe has them
   * @throws Fault if the file lacks a part of the regressor, or it has other layers
   */
  static Weights withRegressor(Weights drawn, Path file, int units) {
    Tensors start = Checkpoints.open(file);
    String prefix = start.names().contains(REGRESSOR + "fc1.weight") ? REGRESSOR : "";
    List<String> parts =
        drawn.names().stream()
            .filter(name -> name.startsWith(REGRESSOR))
            .map(name -> name.substring(REGRESSOR.length()))
            .toList();
    List<String> missing =
        parts.stream().filter(part -> !start.names().contains(prefix + part)).toList();
    if (!missing.isEmpty()) {
      throw Fault.asked(
          "%s: expected the regressor of SPIN, TCMR or VIBE, and it lacks %s; name another"
              + " checkpoint as start",
          file, missing.stream().map(part -> prefix + part).toList());
    }
    int found = start.floats(prefix + "fc1.bias").length();
    if (found != units) {
      throw Fault.asked(
          "%s: its regressor has layers of %d units, sizes.regressor says %d; set it to %d",
          file, found, units, found);
    }
    Map<String, FloatGrid> taken = new LinkedHashMap<>();
    for (String part : parts) {
      FloatGrid values = start.floats(prefix + part);
      int[] shape = drawn.floats(REGRESSOR + part).shape();
      if (values.length() != drawn.floats(REGRESSOR + part).length()) {
        throw Fault.asked(
            "%s: %s: expected shape %s, got %s; name a checkpoint for features of this length",
            file, prefix + part, Arrays.toString(shape), Arrays.toString(values.shape()));
      }
      taken.put(REGRESSOR + part, values.reshape(shape));
    }
    return drawn.with(new Weights(taken), REGRESSOR);
  }

  /** Whether a tensor of a network is one of its encoder: all are but those of the regressor. */
  static boolean isOfEncoder(String name) {
    return !name.startsWith(REGRESSOR);
  }

  /**
   * Weights with the encoder of a checkpoint in place of the drawn one: what was trained on a
   * pretext, or any network with the same layers.
   *
   * @throws Fault if the file lacks a part of the encoder, or it has other layers
   */
  static Weights withEncoder(Weights drawn, Path file) {
    Tensors start = Checkpoints.open(file);
    List<String> parts = drawn.names().stream().filter(StartWeights::isOfEncoder).toList();
    List<String> missing = parts.stream().filter(it -> !start.names().contains(it)).toList();
    if (!missing.isEmpty()) {
      throw Fault.asked(
          "%s: expected the encoder of this network, and it lacks %s; name a checkpoint of the same"
              + " architecture and options under temporal.encoders",
          file, missing);
    }
    Map<String, FloatGrid> taken = new LinkedHashMap<>();
    for (String part : parts) {
      int[] expected = drawn.floats(part).shape();
      int[] found = start.shape(part);
      if (!Arrays.equals(found, expected)) {
        throw Fault.asked(
            "%s: %s: expected shape %s by the recipe's sizes, got %s; set sizes and features to those"
                + " of its card",
            file, part, Arrays.toString(expected), Arrays.toString(found));
      }
      taken.put(part, start.floats(part));
    }
    return drawn.with(new Weights(taken), "");
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
