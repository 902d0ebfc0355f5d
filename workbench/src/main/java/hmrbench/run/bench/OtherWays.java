package hmrbench.run.bench;

import hmrbench.core.Clip;
import hmrbench.core.EnvironmentVariables;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.model.NetworkPredictor;
import hmrbench.model.resnet.Hmr;
import hmrbench.model.resnet.ScriptedResNet50;
import hmrbench.model.resnet.ScriptedResNet50.Layout;
import hmrbench.record.bench.BenchResult;
import hmrbench.record.bench.BenchResult.Measure;
import hmrbench.record.bench.BenchResult.Ratio;
import hmrbench.record.bench.Spread;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.ProductWays;
import hmrbench.tensor.ProductWays.Found;
import hmrbench.tensor.ProductWays.Way;
import hmrbench.tensor.TensorEngine;
import hmrbench.train.UntrainedBackbone;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What other ways bring on this processor: products of matrices by another library or in bfloat16,
 * and ResNet-50 with images and kernels in other layouts of memory. Speed on one thread, in turn,
 * and how far the answers are off.
 */
public final class OtherWays {

  /** A recurrent product of published size: a batch of windows, states, three gates. */
  private static final int[] PRODUCT = {64, 1024, 3072};

  private static final int IMAGES = 4;

  /** That another layout should reach to be worth it. */
  private static final double GOAL = 1.3;

  /** A batch of windows on the fast path. */
  private static final int FRAMES = 512;

  /** Frames on which the fast path is held to the network as it is written down. */
  private static final int COMPARED = 64;

  /** The environment variable that names the library for products. */
  private static final List<String> LIBRARIES = List.of("pytorch", "onednn");

  private static final String AS_HERE = "ResNet-50, layer by layer";
  private static final String SPEED = "10^9 operations/s";
  private static final String ERROR = "of the largest value";

  /** The environment variable that oneDNN reads when PyTorch starts. */
  private static final String PRECISION = "ONEDNN_DEFAULT_FPMATH_MODE";

  /** Products of bfloat16 numbers, summed in float32, where the processor has them. */
  private static final String BF16 = "BF16";

  private final BenchOptions options;
  private final double seconds;
  private final Consumer<String> progress;
  private final Map<String, String> setup = new TreeMap<>();
  private final List<Measure> measures = new ArrayList<>();
  private final List<Ratio> ratios = new ArrayList<>();

  /**
   * @param seconds of each measurement of a product
   * @param progress hears what is being measured
   */
  public OtherWays(BenchOptions options, double seconds, Consumer<String> progress) {
    this.options = options;
    this.seconds = seconds;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param folder for programs that compute in another way
   * @param command that prints {@link #lines} with {@code --products} or {@code --layout}
   */
  public BenchResult measure(Path folder, List<String> command) {
    products(folder, command);
    networks(folder, command);
    for (Layout layout : Layout.values()) {
      backbone(layout, folder, command);
    }
    setup.put(
        "product", "[%d, %d] x [%d, %d]".formatted(PRODUCT[0], PRODUCT[1], PRODUCT[1], PRODUCT[2]));
    setup.put("images at once", "" + IMAGES);
    setup.put("threads", "1");
    return BenchMachine.result(ComputeDevice.CPU, setup).measured(List.of(), measures, ratios);
  }

  /** What lines of this and other programs say, in the order in which each name comes up first. */
  private static final class Answers {
    final Map<String, List<Double>> speeds = new LinkedHashMap<>();
    private final Map<String, Double> errors = new HashMap<>();

    void note(String line) {
      String[] words = line.split("\t", -1);
      speeds.computeIfAbsent(words[0], first -> new ArrayList<>()).add(Double.valueOf(words[1]));
      errors.put(words[0], Double.valueOf(words[2]));
    }

    List<Double> speeds(String name) {
      return Objects.requireNonNull(speeds.get(name), name);
    }

    /** An error is the same in every round. */
    Spread error(String name) {
      return Spread.of(List.of(Objects.requireNonNull(errors.get(name), name)));
    }
  }

  private void products(Path folder, List<String> command) {
    Answers answers = new Answers();
    List<String> bf16 = with(command, "--products", "--seconds", Double.toString(seconds));
    for (int round = 0; round < options.rounds(); round++) {
      progress.accept("products: round %d of %d".formatted(round + 1, options.rounds()));
      lines(seconds, List.of(Way.FLOAT32, Way.ONEDNN, Way.BFLOAT16)).forEach(answers::note);
      ChildProgram.run(List.of(), bf16, Map.of(PRECISION, BF16), folder)
          .output()
          .lines()
          .forEach(answers::note);
    }
    String usual = Way.FLOAT32.words();
    answers.speeds.forEach(
        (name, values) -> {
          measures.add(new Measure("product, " + name, SPEED, Spread.of(values)));
          measures.add(new Measure("error of the product, " + name, ERROR, answers.error(name)));
          if (!name.equals(usual)) {
            ratios.add(
                Ratio.of(
                    "product, %s, to float32".formatted(name), 1, values, answers.speeds(usual)));
          }
        });
  }

  /** The network of published size with the products of each library, a program for each. */
  private void networks(Path folder, List<String> command) {
    Answers answers = new Answers();
    List<String> words = with(command, "--network", "--seed", Long.toString(options.seed()));
    for (int round = 0; round < options.rounds(); round++) {
      progress.accept("TCMR: round %d of %d".formatted(round + 1, options.rounds()));
      for (String library : LIBRARIES) {
        ChildProgram.run(List.of(), words, Map.of(EnvironmentVariables.PRODUCTS, library), folder)
            .output()
            .lines()
            .forEach(answers::note);
      }
    }
    answers.speeds.forEach(
        (name, values) -> {
          measures.add(new Measure(name, "frames/s", Spread.of(values)));
          measures.add(
              new Measure(
                  "largest difference of rotations to the network as it is written down, " + name,
                  "",
                  answers.error(name)));
        });
    ratios.add(
        Ratio.of(
            tcmr("onednn") + ", to products by pytorch",
            1,
            answers.speeds(tcmr("onednn")),
            answers.speeds(tcmr("pytorch"))));
  }

  private static String tcmr(String library) {
    return "TCMR, fast path, products by " + library;
  }

  /**
   * TCMR of published size with the products that this program was told to use: a line.
   *
   * @param folder receives features
   */
  public static String network(BenchOptions options, Path folder) {
    TensorEngine.useThreadsPerOperation(1);
    BenchOptions published = new BenchOptions(FRAMES, 2048, 1024, 2, 16, 0, 1, 1, options.seed());
    try (BenchScene scene = new BenchScene(published, folder, ComputeDevice.CPU);
        NetworkRace race = new NetworkRace(scene.network(), 1)) {
      Clip clip = scene.data().clip(0, BenchData.FRAMES_PER_SECOND);
      Clip part = clip.frames(IntStream.range(0, COMPARED).toArray());
      double error =
          largest(rotations(scene.network(), part), rotations(scene.network().plainly(), part));
      race.framesPerSecond(List.of(clip)); // The first one reads and compiles.
      return line(
          tcmr(
              System.getenv()
                  .getOrDefault(EnvironmentVariables.PRODUCTS, "this processor's library")),
          race.framesPerSecond(List.of(clip)),
          error);
    }
  }

  private static FloatGrid rotations(NetworkPredictor network, Clip clip) {
    return network.predict(clip, NetworkRace.plan(network, clip)).smpl().rotations();
  }

  private static List<String> with(List<String> command, String... arguments) {
    return Stream.concat(command.stream(), Stream.of(arguments)).toList();
  }

  /**
   * Each round of a layout in a program of its own: oneDNN ends it on some processors, and speed
   * depends on whether memory for a layer goes back to the system, which a program settles for
   * itself.
   */
  private void backbone(Layout layout, Path folder, List<String> command) {
    List<String> words =
        with(
            command,
            "--layout",
            layout.name(),
            "--rounds",
            "1",
            "--seed",
            Long.toString(options.seed()));
    Answers answers = new Answers();
    try {
      for (int round = 0; round < options.rounds(); round++) {
        progress.accept("%s: round %d of %d".formatted(name(layout), round + 1, options.rounds()));
        ChildProgram.run(List.of("-XX:ErrorFile=" + folder.resolve("crash.log")), words, folder)
            .output()
            .lines()
            .forEach(answers::note);
      }
    } catch (Fault e) {
      setup.put(name(layout), "not measured on this processor: " + e.getMessage());
      return;
    }
    answers.speeds.forEach(
        (name, values) ->
            measures.add(
                new Measure(
                    name.equals(AS_HERE)
                        ? "%s, beside it %s".formatted(name, layout.words())
                        : name,
                    "images/s",
                    Spread.of(values))));
    measures.add(
        new Measure(
            "largest difference of features, " + layout.words(), "", answers.error(name(layout))));
    ratios.add(
        Ratio.of(
            name(layout) + ", to layer by layer",
            GOAL,
            answers.speeds(name(layout)),
            answers.speeds(AS_HERE)));
  }

  /** Ways of this program to multiply, a line each: name, speed, error. */
  public static List<String> lines(double seconds, List<Way> ways) {
    List<String> lines = new ArrayList<>();
    for (Way way : ways) {
      Found found = ProductWays.measure(way, PRODUCT[0], PRODUCT[1], PRODUCT[2], seconds);
      lines.add(line(name(way), found.gigaflops(), found.error()));
    }
    return lines;
  }

  /** The ways that multiply bfloat16 numbers where oneDNN is told to. */
  public static List<Way> ofBfloat16() {
    return List.of(Way.ONEDNN, Way.HALVES);
  }

  private static String name(Way way) {
    boolean bf16 = BF16.equals(System.getenv(PRECISION));
    return way == Way.ONEDNN && bf16 ? "bfloat16, sums in float32" : way.words();
  }

  /** ResNet-50 layer by layer, and as one program in a layout, in turn: name, speed, error. */
  public static List<String> lines(BenchOptions options, Layout layout) {
    TensorEngine.useThreadsPerOperation(1);
    FloatGrid images = BackboneRace.images(options.seed(), IMAGES);
    List<String> lines = new ArrayList<>();
    try (Hmr hmr =
            Hmr.of(UntrainedBackbone.drawn(options.seed()), "random weights", ComputeDevice.CPU);
        ScriptedResNet50 scripted = hmr.scripted(layout)) {
      FloatGrid expected = hmr.layerByLayer(images);
      double error = largest(scripted.features(images), expected);
      scripted.features(images); // The second run is optimised.
      for (int round = 0; round < options.rounds(); round++) {
        lines.add(line(AS_HERE, speed(hmr::layerByLayer, images), 0));
        lines.add(line(name(layout), speed(scripted::features, images), error));
      }
    }
    return lines;
  }

  private static String line(String name, double speed, double error) {
    return String.format(Locale.ROOT, "%s\t%.3f\t%.3e", name, speed, error);
  }

  private static String name(Layout layout) {
    return "ResNet-50, " + layout.words();
  }

  private static double speed(UnaryOperator<FloatGrid> network, FloatGrid images) {
    long begin = System.nanoTime();
    int seen = network.apply(images).size(0);
    return seen * 1e9 / (System.nanoTime() - begin);
  }

  private static double largest(FloatGrid one, FloatGrid other) {
    double largest = 0;
    for (int i = 0; i < one.length(); i++) {
      largest = Math.max(largest, Math.abs((double) one.get(i) - other.get(i)));
    }
    return largest;
  }
}
