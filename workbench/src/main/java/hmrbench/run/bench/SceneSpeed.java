package hmrbench.run.bench;

import hmrbench.body.EmbeddedBody;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.record.bench.BenchResult;
import hmrbench.record.bench.BenchResult.Measure;
import hmrbench.record.bench.Spread;
import hmrbench.scene.CaptureSettings;
import hmrbench.scene.CropSizes;
import hmrbench.scene.Scene;
import hmrbench.scene.SceneKey;
import hmrbench.scene.SceneMoment;
import hmrbench.scene.SceneRenderer;
import hmrbench.scene.SceneView;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How many crops of rendered people are drawn per second, by their size. Beside the wall clock it
 * counts the processor's time, which other programs of the machine do not use up: crops per second
 * of one core that has nothing else to do.
 */
public final class SceneSpeed {

  /** Sizes that are compared, in pixels; the first comes again at the end, warm. */
  private static final int[] SIDES = {64, 96, 128};

  /** Pictures of one scene, as training takes them. */
  private static final int PER_SCENE = 4;

  private static final int SCENES = 60;

  private final int rounds;
  private final int threads;
  private final Consumer<String> progress;

  /**
   * @param progress hears what is being measured
   */
  public SceneSpeed(int rounds, int threads, Consumer<String> progress) {
    this.rounds = rounds;
    this.threads = threads;
    this.progress = progress;
  }

  /** Measures every size in turn, round by round, after a first round that is not counted. */
  public BenchResult measure() {
    Scene.Bodies bodies = new Scene.Bodies(EmbeddedBody.model());
    HostShare host = HostShare.now();
    Map<String, List<Double>> wall = new LinkedHashMap<>();
    Map<String, List<Double>> core = new LinkedHashMap<>();
    for (int round = -1; round < rounds; round++) {
      if (round >= 0) {
        progress.accept("round %d of %d".formatted(round + 1, rounds));
      }
      for (int side : SIDES) {
        long start = System.nanoTime();
        int first = (round + 1) * threads;
        double[] seconds =
            IntStream.range(first, first + threads)
                .parallel()
                .mapToDouble(part -> draw(part, side, bodies))
                .toArray();
        int crops = threads * SCENES * PER_SCENE;
        if (round >= 0) {
          double took = (System.nanoTime() - start) / 1e9;
          add(wall, side + " x " + side + " pixels, all threads", crops / took);
          double busy = DoubleStream.of(seconds).sum();
          add(core, side + " x " + side + " pixels, per second of a core", crops / busy);
        }
      }
    }
    Map<String, String> setup = new TreeMap<>(host.since("crops"));
    setup.put("crops per round and size", "" + threads * SCENES * PER_SCENE);
    setup.put("pictures of a scene", "" + PER_SCENE);
    setup.put("threads", "" + threads);
    List<Measure> speeds = new ArrayList<>(measures(wall));
    speeds.addAll(measures(core));
    return BenchMachine.result(setup).measured(List.of(), speeds, List.of());
  }

  private static void add(Map<String, List<Double>> map, String name, double value) {
    map.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
  }

  private static List<Measure> measures(Map<String, List<Double>> values) {
    return values.entrySet().stream()
        .map(it -> new Measure(it.getKey(), "crops/s", Spread.of(it.getValue())))
        .toList();
  }

  /** Draws, and returns the seconds of processor time that it took. */
  private static double draw(int part, int side, Scene.Bodies bodies) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    SceneRenderer renderer = new SceneRenderer(side, side);
    for (int i = 0; i < SCENES; i++) {
      long number = (long) part * SCENES + i;
      SceneKey key = new SceneKey(SimulatedSplit.TRAIN, 2, 1, number);
      Scene scene = Scene.of(key, CaptureSettings.STANDARD, bodies);
      for (int picture = 0; picture < PER_SCENE; picture++) {
        SceneMoment moment = scene.at(0.5 * picture);
        renderer.draw(
            moment,
            SceneView.crop(scene.camera(), moment.box().square().scaled(CropSizes.ENLARGED), side));
      }
    }
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
  }
}
