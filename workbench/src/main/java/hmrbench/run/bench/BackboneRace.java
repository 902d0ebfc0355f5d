package hmrbench.run.bench;

import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.model.resnet.Hmr;
import hmrbench.model.resnet.ResNet50;
import hmrbench.run.Crew;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import hmrbench.train.UntrainedBackbone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * How many images per second ResNet-50 turns into features, here and in torchvision, in turn on the
 * same machine: both with random weights, float32, 16 images, the same number of threads. Ours are
 * workers with a few images each, as in {@code video}; torchvision's work inside of its operations.
 */
public final class BackboneRace {

  private static final int IMAGES = 16;

  private BackboneRace() {}

  /**
   * Images per second.
   *
   * @param ours one per round
   * @param peer one per round, where there is a peer
   * @param torch the peer's PyTorch
   */
  public record Result(List<Double> ours, List<Double> peer, String torch, int threads) {

    public Result {
      ours = List.copyOf(ours);
      peer = List.copyOf(peer);
    }

    /** The medians, and how often they were measured, in lines. */
    public String inWords() {
      String here =
          String.format(
              Locale.ROOT,
              "ResNet-50, %s, %d threads, %d images: %.2f images/s (median of %d, %.2f to"
                  + " %.2f)",
              TensorEngine.version(),
              threads,
              IMAGES,
              median(ours),
              ours.size(),
              Collections.min(ours),
              Collections.max(ours));
      if (peer.isEmpty()) {
        return here;
      }
      return here
          + System.lineSeparator()
          + String.format(
              Locale.ROOT,
              "torchvision on PyTorch %s, in turn: %.2f images/s (median of %d, %.2f to %.2f);"
                  + " ours over theirs %.2f",
              torch,
              median(peer),
              peer.size(),
              Collections.min(peer),
              Collections.max(peer),
              median(ours) / median(peer));
    }

    private static double median(List<Double> values) {
      double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      int middle = sorted.length / 2;
      return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
  }

  /**
   * Measures.
   *
   * @param script of the peer, where one is to run
   * @throws Fault if the peer does not start
   */
  public static Result measure(
      BenchOptions options, ComputeDevice device, Optional<Path> script, Consumer<String> told) {
    TensorEngine.useThreadsPerOperation(1);
    Optional<PythonPeer> peer = script.map(it -> start(it, options));
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    try (Hmr backbone = Hmr.of(UntrainedBackbone.drawn(options.seed()), "random weights", device)) {
      FloatGrid images = images(options.seed());
      look(backbone, images, options.threads());
      peer.ifPresent(it -> it.framesPerSecond(IMAGES, "run " + IMAGES));
      for (int round = 0; round < options.rounds(); round++) {
        long begin = System.nanoTime();
        look(backbone, images, options.threads());
        ours.add(IMAGES * 1e9 / (System.nanoTime() - begin));
        if (peer.isPresent()) {
          theirs.add(peer.get().framesPerSecond(IMAGES, "run " + IMAGES));
        }
        told.accept("backbone: round %d of %d".formatted(round + 1, options.rounds()));
      }
    } finally {
      peer.ifPresent(PythonPeer::close);
    }
    return new Result(ours, theirs, peer.map(PythonPeer::torch).orElse(""), options.threads());
  }

  private static void look(Hmr backbone, FloatGrid images, int workers) {
    int few = backbone.imagesAtOnce();
    Crew.each(
        Collections.nCopies(workers, backbone),
        (IMAGES + few - 1) / few,
        (network, part) ->
            network.features(images.rows(part * few, Math.min(IMAGES, (part + 1) * few))));
  }

  private static PythonPeer start(Path script, BenchOptions options) {
    return PythonPeer.start(PythonPeer.find(script), options, "")
        .orElseThrow(
            () ->
                Fault.asked(
                    "%s does not start: the Python must have torchvision too; leave --peer out",
                    script));
  }

  private static FloatGrid images(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[IMAGES * 3 * ResNet50.SIDE * ResNet50.SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (4 * random.nextDouble() - 2);
    }
    return FloatGrid.owning(values, IMAGES, 3, ResNet50.SIDE, ResNet50.SIDE);
  }
}
