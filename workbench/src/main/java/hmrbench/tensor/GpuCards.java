package hmrbench.tensor;

import hmrbench.core.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The cards that programs of this machine may use, as CUDA_VISIBLE_DEVICES names them. */
public final class GpuCards {

  /** One folder per card. */
  private static final Path FOLDER = Path.of("/proc/driver/nvidia/gpus");

  private GpuCards() {}

  /**
   * All of them, found without loading PyTorch.
   *
   * @throws Fault if there is none
   */
  public static List<String> all() {
    List<String> cards =
        visible(Optional.ofNullable(System.getenv("CUDA_VISIBLE_DEVICES")), FOLDER);
    if (cards.isEmpty()) {
      throw Fault.asked("device gpu:all: %s", GpuDriver.ofThisMachine().whyMissing(0));
    }
    return cards;
  }

  static List<String> visible(Optional<String> named, Path folder) {
    if (named.isPresent()) {
      return Arrays.stream(named.get().split(",", -1))
          .map(String::strip)
          .filter(it -> !it.isEmpty() && !it.equals("-1"))
          .toList();
    }
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> cards = Files.list(folder)) {
      return IntStream.range(0, (int) cards.count()).mapToObj(Integer::toString).toList();
    } catch (IOException e) {
      return List.of(); // Who may not look there has no card.
    }
  }
}
