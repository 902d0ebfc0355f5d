package hmrbench.run;

import hmrbench.body.BodyFiles;
import hmrbench.body.BodyModel;
import hmrbench.body.EmbeddedBody;
import hmrbench.config.ModelConfig;
import hmrbench.core.Fault;
import hmrbench.model.Models;
import hmrbench.model.NetworkPredictor;
import hmrbench.model.resnet.Hmr;
import hmrbench.model.resnet.ResNet50;
import hmrbench.record.Sha256;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import hmrbench.train.StartWeights;
import hmrbench.train.UntrainedBackbone;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What runs on a video: the network on single images, the network over time, and the body.
 *
 * @param backbone features of images
 * @param predictor the model over time
 * @param body what is drawn
 * @param backboneKey what the features depend on, in words: a hash, or a seed
 * @param origin where the weights came from, by role, for the records
 * @param workers threads that may compute at once: one per core, or one for a GPU
 */
public record VideoModels(
    Hmr backbone,
    NetworkPredictor predictor,
    BodyModel body,
    String backboneKey,
    Map<String, String> origin,
    int workers)
    implements AutoCloseable {

  /**
   * What was asked for.
   *
   * @param model the model over time
   * @param checkpoint its weights
   * @param backbone SPIN's file, whose ResNet-50 made the features of every published model
   * @param bodyModel folder with SMPL_NEUTRAL.pkl; the embedded body where there is none
   * @param randomSeed weights are drawn from this seed where a file is not given
   */
  public record Asked(
      ModelConfig model,
      Optional<Path> checkpoint,
      Optional<Path> backbone,
      Optional<Path> bodyModel,
      OptionalLong randomSeed) {}

  /**
   * Opens all of it.
   *
   * @throws Fault if a file is missing or damaged, or does not go with the others
   */
  public static VideoModels open(Asked asked, ComputeDevice device) {
    ModelConfig.Network network = network(asked.model());
    requireWeights(asked);
    // As in experiments: workers share the cores, operations do not.
    TensorEngine.useThreadsPerOperation(1);
    int workers = device.isGpu() ? 1 : Runtime.getRuntime().availableProcessors();
    Map<String, String> origin = new TreeMap<>();
    BodyModel body = body(asked, origin);
    NetworkPredictor predictor = predictor(network, asked, device, origin);
    try {
      requireImageFeatures(network, predictor);
      String key = backboneKey(asked, origin);
      Hmr backbone =
          asked
              .backbone()
              .map(file -> Hmr.open(file, device))
              .orElseGet(
                  () ->
                      Hmr.of(
                          UntrainedBackbone.drawn(asked.randomSeed().orElseThrow()),
                          "random weights",
                          device));
      return new VideoModels(backbone, predictor, body, key, origin, workers);
    } catch (RuntimeException e) {
      predictor.close();
      throw e;
    }
  }

  private static ModelConfig.Network network(ModelConfig model) {
    if (model instanceof ModelConfig.Network network) {
      return network;
    }
    throw Fault.asked("--model %s: is no network; a video needs one", model.name());
  }

  private static void requireWeights(Asked asked) {
    if (asked.randomSeed().isEmpty() && asked.backbone().isEmpty()) {
      throw Fault.asked(
          "--backbone is missing: models read features of images, and the ResNet-50 that makes them"
              + " is in spin_model_checkpoint.pth.tar (link in TCMR's README); to try the rest"
              + " without it, add --random-weights 1");
    }
    if (asked.randomSeed().isEmpty() && asked.checkpoint().isEmpty()) {
      throw Fault.asked(
          "--checkpoint is missing: the checkpoints that come with model %s were trained on"
              + " simulated features and cannot see pixels; name a published one, or add"
              + " --random-weights 1",
          asked.model().name());
    }
  }

  private static BodyModel body(Asked asked, Map<String, String> origin) {
    origin.put("body", asked.bodyModel().map(Path::toString).orElse("embedded body"));
    return asked.bodyModel().map(BodyFiles::read).orElseGet(EmbeddedBody::model);
  }

  private static NetworkPredictor predictor(
      ModelConfig.Network network, Asked asked, ComputeDevice device, Map<String, String> origin) {
    if (asked.checkpoint().isPresent()) {
      Path file = asked.checkpoint().get();
      NetworkPredictor predictor =
          Models.all().open(network.withCheckpoint(List.of(file)), 0, device);
      origin.put("model", "%s, SHA-256 %s".formatted(file, Sha256.of(file)));
      return predictor;
    }
    long seed = asked.randomSeed().orElseThrow();
    origin.put("model", "random weights, seed " + seed);
    return Models.all()
        .of(
            network,
            StartWeights.untrained(Models.all(), network, ResNet50.FEATURES, seed),
            "random weights",
            device);
  }

  private static void requireImageFeatures(
      ModelConfig.Network network, NetworkPredictor predictor) {
    int size = predictor.network().featureSize();
    if (size != ResNet50.FEATURES) {
      throw Fault.asked(
          "model %s reads %d features per frame, an image gives %d: its checkpoint was trained on"
              + " simulated features and cannot see pixels",
          network.name(), size, ResNet50.FEATURES);
    }
  }

  private static String backboneKey(Asked asked, Map<String, String> origin) {
    String key =
        asked
            .backbone()
            .map(file -> "SHA-256 " + Sha256.of(file))
            .orElseGet(() -> "random weights, seed " + asked.randomSeed().orElseThrow());
    origin.put("backbone", asked.backbone().map(file -> file + ", " + key).orElse(key));
    return key;
  }

  @Override
  public void close() {
    backbone.close();
    predictor.close();
  }
}
