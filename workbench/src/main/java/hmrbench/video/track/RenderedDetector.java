package hmrbench.video.track;

import hmrbench.core.Fault;
import hmrbench.model.picture.DetectionMaps;
import hmrbench.picture.image.Picture;
import hmrbench.picture.people.PeopleMaps;
import hmrbench.picture.people.ShrunkPicture;
import hmrbench.tensor.ComputeDevice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The detector that was trained on rendered people alone: a small network over the whole picture,
 * shrunk. It needs no licence and no download, finds rendered people, and has never seen a
 * photograph. It computes on the processor.
 */
public final class RenderedDetector implements PersonDetector {

  /**
   * Score from which a peak counts. It keeps nearly all whom any peak finds in validation pictures;
   * at a higher one they are lost soon (ShippedDetectorTest).
   */
  public static final double LEAST_SCORE = 0.2;

  /** Score from which four in five peaks are somebody, in validation pictures. */
  public static final double SURE_SCORE = 0.4;

  private final Path file;
  private final DetectionMaps maps;

  private RenderedDetector(Path file, DetectionMaps maps) {
    this.file = file;
    this.maps = maps;
  }

  /**
   * Opens a checkpoint.
   *
   * @throws Fault if the file is missing or damaged, or holds another network
   */
  public static RenderedDetector open(Path file) {
    return new RenderedDetector(file, DetectionMaps.open(file, ComputeDevice.CPU));
  }

  @Override
  public String name() {
    return "rendered:" + file.getFileName();
  }

  @Override
  public double newcomerConfidence() {
    return SURE_SCORE;
  }

  @Override
  public List<Detection> detect(Picture picture) {
    ShrunkPicture shape = ShrunkPicture.of(picture.width(), picture.height(), maps.side());
    return PeopleMaps.people(maps.of(shape.input(picture)), 0, LEAST_SCORE, PeopleMaps.SAME_PERSON)
        .stream()
        .map(found -> new Detection(shape.inFull(found.box()), found.score()))
        .toList();
  }

  @Override
  public void close() {
    maps.close();
  }

  /** The one that ships. */
  static final class Shipped implements DetectorKind {
    private static final String NAME = "rendered-people";

    @Override
    public String usage() {
      return NAME;
    }

    @Override
    public String description() {
      return "our own network, trained on rendered people alone; never saw a photograph";
    }

    @Override
    public Optional<ChosenDetector> choose(String typed, Path workingFolder, Path models) {
      Path file = models.resolve("rendered-detector/weights.safetensors");
      return typed.equals(NAME)
          ? Optional.of(new FileDetector(NAME, file, Shipped::opened))
          : Optional.empty();
    }

    private static PersonDetector opened(Path file) {
      if (!Files.exists(file)) {
        throw Fault.asked(
            "--detector %s: %s is missing; train it with `./hmrbench train rendered-detector`",
            NAME, file);
      }
      return RenderedDetector.open(file);
    }
  }

  /** One that somebody trained. */
  static final class Own implements DetectorKind {
    private static final String ENDING = ".safetensors";

    @Override
    public String usage() {
      return "FILE" + ENDING;
    }

    @Override
    public String description() {
      return "such a network of your own (./hmrbench train rendered-detector --set output=DIR)";
    }

    @Override
    public Optional<ChosenDetector> choose(String typed, Path workingFolder, Path models) {
      return FileDetector.ofEnding(
          ENDING, typed, workingFolder, Shipped.NAME, RenderedDetector::open);
    }
  }
}
