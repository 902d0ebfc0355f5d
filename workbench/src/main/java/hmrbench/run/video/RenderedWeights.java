package hmrbench.run.video;

import hmrbench.config.ModelConfig;
import hmrbench.core.Fault;
import hmrbench.io.Tensors;
import hmrbench.record.Sha256;
import hmrbench.train.CheckpointCard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Weights of networks for rendered people: which there are, and which go together. A network over
 * time has a card beside its weights that names the network on pictures by its hash.
 */
final class RenderedWeights {

  /** The architecture of the network on pictures itself, which needs no other. */
  private static final String PICTURES = "pictures";

  /** A tensor that the network on pictures alone has. */
  private static final String OWN_TENSOR = "stem.weight";

  private RenderedWeights() {}

  /** Whether weights are those of a network on pictures of rendered people. */
  static boolean isBackbone(Tensors tensors) {
    return tensors.names().contains(OWN_TENSOR);
  }

  /**
   * The first of a model's own checkpoints, where it was trained on rendered people.
   *
   * @throws Fault if that file is missing
   */
  static Optional<Path> checkpointOf(ModelConfig.Network model) {
    Optional<Path> first = model.checkpoint().stream().findFirst();
    if (first.isPresent() && !Files.exists(first.get())) {
      throw Fault.asked(
          "model %s: its checkpoint %s is missing; fetch it from the repository again, or train it",
          model.name(), first.get());
    }
    return first.filter(file -> isRendered(model, file));
  }

  /** Whether a checkpoint of a model was trained on rendered people; not if it is missing. */
  private static boolean isRendered(ModelConfig.Network model, Path checkpoint) {
    return Files.exists(checkpoint)
        && (model.architecture().equals(PICTURES)
            || CheckpointCard.backboneBeside(checkpoint).isPresent());
  }

  /**
   * The network on pictures that a checkpoint goes with; nothing where it was not trained on
   * rendered people.
   *
   * @param models folder in which trained networks lie, each in one of its own
   * @throws Fault if it was, and that network is not there
   */
  static Optional<Path> backboneOf(ModelConfig.Network model, Path checkpoint, Path models) {
    if (model.architecture().equals(PICTURES)) {
      return Optional.of(checkpoint);
    }
    return CheckpointCard.backboneBeside(checkpoint)
        .map(
            hash ->
                candidates(models).stream()
                    .filter(file -> Sha256.of(file).equals(hash))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            Fault.asked(
                                "%s: was trained on features of the network on pictures with"
                                    + " SHA-256 %s, which is not in %s; fetch it from the repository again, or"
                                    + " train both anew",
                                checkpoint, hash, models)));
  }

  private static List<Path> candidates(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .map(it -> it.resolve("weights.safetensors"))
          .filter(Files::isRegularFile)
          .filter(it -> CheckpointCard.pictureSizeBeside(it).isPresent())
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY,
          "%s: cannot be listed: %s".formatted(folder, e.getMessage()),
          e);
    }
  }

  /**
   * Refuses a network over time that was trained on features of another network. One without a card
   * is taken as it is.
   *
   * @throws Fault if its card says so
   */
  static void requireTogether(ModelConfig.Network model, Path checkpoint, Path backbone) {
    if (model.architecture().equals(PICTURES)
        || CheckpointCard.sha256Beside(checkpoint).isEmpty()) {
      return;
    }
    Optional<String> trainedOn = CheckpointCard.backboneBeside(checkpoint);
    String hash = Sha256.of(backbone);
    if (trainedOn.filter(hash::equals).isEmpty()) {
      throw Fault.asked(
          "%s: was trained on features of %s, not of %s, whose SHA-256 is %s; name the network that"
              + " it goes with as --backbone",
          checkpoint,
          trainedOn
              .map(it -> "the network with SHA-256 " + it)
              .orElse("the simulated set, which no picture has"),
          backbone,
          hash);
    }
  }
}
