package hmrbench.run.video;

import hmrbench.body.BodyFiles;
import hmrbench.body.BodyModel;
import hmrbench.body.EmbeddedBody;
import hmrbench.config.ModelConfig;
import hmrbench.core.Fault;
import hmrbench.io.Tensors;
import hmrbench.model.Checkpoints;
import hmrbench.model.Models;
import hmrbench.model.NetworkPredictor;
import hmrbench.model.hmmr.HmmrArchitecture;
import hmrbench.model.hmmr.HmmrImages;
import hmrbench.model.resnet.Hmr;
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
 * @param mark what every frame has to say of these weights
 * @param origin where the weights came from, by role, for the records
 * @param workers threads that may compute at once: one per core, or one for a GPU
 */
public record VideoModels(
    ImageNetwork backbone,
    NetworkPredictor predictor,
    BodyModel body,
    String backboneKey,
    Optional<String> mark,
    Map<String, String> origin,
    int workers)
    implements AutoCloseable {

  /**
   * What was asked for.
   *
   * @param model the model over time
   * @param checkpoint its weights; those of its config where it was trained on rendered people
   * @param backbone SPIN's file, whose ResNet-50 made the features of every published model but
   *     HMMR, HMMR's, or a network on rendered people; for a model of rendered people the one it
   *     was trained on
   * @param bodyModel folder with SMPL_NEUTRAL.pkl; the embedded body where there is none
   * @param randomSeed weights are drawn from this seed where a file is not given
   * @param models where trained networks lie, each in a folder of its own
   */
  public record Asked(
      ModelConfig model,
      Optional<Path> checkpoint,
      Optional<Path> backbone,
      Optional<Path> bodyModel,
      OptionalLong randomSeed,
      Path models) {

    /** The same with the files that a model of rendered people brings along. */
    private Asked completed(ModelConfig.Network network) {
      Optional<Path> weights =
          randomSeed.isPresent()
              ? checkpoint
              : checkpoint.or(() -> RenderedWeights.checkpointOf(network));
      Optional<Path> sees =
          backbone.or(() -> weights.flatMap(it -> RenderedWeights.backboneOf(network, it, models)));
      return new Asked(model, weights, sees, bodyModel, randomSeed, models);
    }

    private boolean isRandom() {
      return checkpoint.isEmpty() || backbone.isEmpty();
    }
  }

  /**
   * Opens all of it.
   *
   * @throws Fault if a file is missing or damaged, or does not go with the others
   */
  public static VideoModels open(Asked typed, ComputeDevice device) {
    ModelConfig.Network network = network(typed.model());
    Asked asked = typed.completed(network);
    requireWeights(asked);
    // As in experiments: workers share the cores, operations do not.
    TensorEngine.useThreadsPerOperation(1);
    int workers = device.isGpu() ? 1 : Runtime.getRuntime().availableProcessors();
    Map<String, String> origin = new TreeMap<>();
    BodyModel body = body(asked, origin);
    String key = backboneKey(asked, origin);
    ImageNetwork backbone = backbone(network, asked, device);
    try {
      if (asked.checkpoint().isPresent() && backbone instanceof ImageNetwork.Drawings) {
        RenderedWeights.requireTogether(
            network, asked.checkpoint().get(), asked.backbone().orElseThrow());
      }
      NetworkPredictor predictor =
          predictor(network, asked, backbone.featureSize(), device, origin);
      requireImageFeatures(network, predictor, backbone);
      return new VideoModels(
          backbone, predictor, body, key, mark(asked, backbone), origin, workers);
    } catch (RuntimeException e) {
      backbone.close();
      throw e;
    }
  }

  /**
   * Refuses a model that has no weights of its own for pictures of rendered people.
   *
   * @throws Fault if it was trained on something else
   */
  public static void requireRendered(ModelConfig model) {
    if (RenderedWeights.checkpointOf(network(model)).isEmpty()) {
      throw Fault.asked(
          "--model %s: was not trained on rendered people; name one that was, such as"
              + " tcmr-rendered",
          model.name());
    }
  }

  private static Optional<String> mark(Asked asked, ImageNetwork backbone) {
    return asked.isRandom()
        ? Optional.of(
            "RANDOM WEIGHTS, seed %d: these bodies mean nothing"
                .formatted(asked.randomSeed().orElseThrow()))
        : backbone.mark();
  }

  private static ImageNetwork backbone(
      ModelConfig.Network network, Asked asked, ComputeDevice device) {
    if (asked.backbone().isEmpty()) {
      requireHmmr(network, false);
      return ImageNetwork.Photographs.of(
          Hmr.of(
              UntrainedBackbone.drawn(asked.randomSeed().orElseThrow()), "random weights", device));
    }
    Path file = asked.backbone().get();
    Tensors weights = Checkpoints.open(file);
    boolean isOfHmmr = HmmrImages.isIn(weights);
    requireHmmr(network, isOfHmmr);
    if (isOfHmmr) {
      return ImageNetwork.Photographs.of(HmmrImages.open(file, device));
    }
    return RenderedWeights.isBackbone(weights)
        ? ImageNetwork.Drawings.open(file)
        : ImageNetwork.Photographs.of(Hmr.open(file, device));
  }

  /** Features of two networks may have the same length, and mean something else. */
  private static void requireHmmr(ModelConfig.Network network, boolean isOfHmmr) {
    boolean isHmmr = network.architecture().equals(HmmrArchitecture.KEY);
    if (isHmmr && !isOfHmmr) {
      throw Fault.asked(
          "model %s reads features of HMMR's own ResNet-50 v2; name hmr_noS5.ckpt-642561.index, which"
              + " has it, as --backbone",
          network.name());
    }
    if (!isHmmr && isOfHmmr) {
      throw Fault.asked(
          "model %s does not read features of HMMR's ResNet-50 v2, which --backbone names; name the"
              + " network that made the features it was trained on",
          network.name());
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
              + " without it, add --random-weights 1, or name a model that was trained on rendered"
              + " people");
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
      ModelConfig.Network network,
      Asked asked,
      int featureSize,
      ComputeDevice device,
      Map<String, String> origin) {
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
            StartWeights.untrained(Models.all(), network, featureSize, seed),
            "random weights",
            device);
  }

  private static void requireImageFeatures(
      ModelConfig.Network network, NetworkPredictor predictor, ImageNetwork backbone) {
    int size = predictor.network().featureSize();
    if (size != backbone.featureSize()) {
      predictor.close();
      throw Fault.asked(
          "model %s reads %d features per frame, an image gives %d: its checkpoint was trained on"
              + " other features and cannot see what this network sees",
          network.name(), size, backbone.featureSize());
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
