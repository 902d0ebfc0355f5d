package hmrbench.run.video;

import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.model.hmmr.HmmrImages;
import hmrbench.model.picture.PictureFeatures;
import hmrbench.model.resnet.Hmr;
import hmrbench.model.resnet.ResNet50;
import hmrbench.picture.image.PersonCrops;
import hmrbench.tensor.ComputeDevice;
import hmrbench.train.CheckpointCard;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/** The network that sees the crops of a video. Its features may be asked for by several threads. */
public sealed interface ImageNetwork extends AutoCloseable {

  /** Features [N, F] of crops [N, 3, side, side]. */
  FloatGrid features(FloatGrid crops);

  /** Length of a feature, F. */
  int featureSize();

  /** How many crops are computed together. */
  int imagesAtOnce();

  /** How it wants a person cut out of a picture. */
  PersonCrops crops();

  /** What every frame has to say of what it was trained on. */
  Optional<String> mark();

  @Override
  void close();

  /**
   * A ResNet-50 that was trained on photographs.
   *
   * @param look features of crops
   * @param end gives its memory back
   */
  record Photographs(
      UnaryOperator<FloatGrid> look,
      int featureSize,
      int imagesAtOnce,
      PersonCrops crops,
      Runnable end)
      implements ImageNetwork {

    /** SPIN's. */
    static Photographs of(Hmr network) {
      return new Photographs(
          network::features,
          ResNet50.FEATURES,
          network.imagesAtOnce(),
          new PersonCrops.Official(),
          network::close);
    }

    /** HMMR's, of the second version. */
    static Photographs of(HmmrImages network) {
      return new Photographs(
          network::features,
          HmmrImages.FEATURES,
          network.imagesAtOnce(),
          new PersonCrops.Centred(),
          network::close);
    }

    @Override
    public FloatGrid features(FloatGrid images) {
      return look.apply(images);
    }

    @Override
    public Optional<String> mark() {
      return Optional.empty();
    }

    @Override
    public void close() {
      end.run();
    }
  }

  /**
   * A small network trained on rendered people. It computes on the processor, as it does for data
   * sets of them.
   */
  final class Drawings implements ImageNetwork {

    private static final String MARK = "trained on rendered people alone, never on a photograph";

    private final Path file;
    private final int side;
    private final int featureSize;
    private final Queue<PictureFeatures> idle = new ConcurrentLinkedQueue<>();

    private Drawings(Path file, int side) {
      this.file = file;
      this.side = side;
      PictureFeatures first = PictureFeatures.open(file, ComputeDevice.CPU);
      this.featureSize = first.featureSize();
      idle.add(first);
    }

    /**
     * Opens a checkpoint with a card beside it, which says what crops it was trained on.
     *
     * @throws Fault if either is missing or damaged
     */
    static Drawings open(Path file) {
      int side =
          CheckpointCard.pictureSizeBeside(file)
              .orElseThrow(
                  () ->
                      Fault.asked(
                          "%s: no card beside it (%s) says what pictures it was trained on (a line"
                              + " `pictures: {size: 64, ...}`); copy the card of the network there",
                          file, file.resolveSibling("model.yaml")));
      return new Drawings(file, side);
    }

    @Override
    public FloatGrid features(FloatGrid crops) {
      PictureFeatures free = idle.poll();
      PictureFeatures network = free == null ? PictureFeatures.open(file, ComputeDevice.CPU) : free;
      try {
        return network.of(crops);
      } finally {
        idle.add(network);
      }
    }

    @Override
    public int featureSize() {
      return featureSize;
    }

    @Override
    public int imagesAtOnce() {
      return PictureFeatures.AT_ONCE;
    }

    @Override
    public PersonCrops crops() {
      return new PersonCrops.Averaged(side);
    }

    @Override
    public Optional<String> mark() {
      return Optional.of(MARK);
    }

    @Override
    public void close() {
      for (PictureFeatures network = idle.poll(); network != null; network = idle.poll()) {
        network.close();
      }
    }
  }
}
