package hmrbench.run.bench;

import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What other ways than those of the networks would bring on this processor: products of matrices in
 * bfloat16, and ResNet-50 with images and kernels in other layouts of memory. Speed on one thread,
 * in turn, and how far the answers are off.
 */
public final class OtherWays {

  /** A recurrent product of published size: a batch of windows, states, three gates. */
  private static final int[] PRODUCT = {64, 1024, 3072};

  private static final int IMAGES = 4;

  /** That another layout should reach to be worth it. */
  private static final double GOAL = 1.3;

  private static final String AS_HERE = "ResNet-50, layer by layer";
  private static final String SPEED = "10^9 operations/s";
  private static final String ERROR = "of the largest value";

  /** In which oneDNN multiplies bfloat16 numbers and sums in float32; read when PyTorch starts. */
  private static final Map<String, String> BF16 = Map.of("ONEDNN_DEFAULT_FPMATH_MODE", "BF16");

  private final BenchOptions options;
  private final double seconds;
  private final Consumer<String> progress;

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
    Map<String, List<Double>> speeds = new LinkedHashMap<>();
    Map<String, Double> errors = new LinkedHashMap<>();
    List<String> bf16 = new ArrayList<>(command);
    bf16.addAll(List.of("--products", "--seconds", Double.toString(seconds)));
    for (int round = 0; round < options.rounds(); round++) {
      progress.accept("products: round %d of %d".formatted(round + 1, options.rounds()));
      Stream.concat(
              lines(seconds, List.of(Way.FLOAT32, Way.ONEDNN, Way.BFLOAT16)).stream(),
              ChildProgram.run(List.of(), bf16, BF16, folder).output().lines())
          .forEach(line -> note(line, speeds, errors));
    }
    List<Measure> measures = new ArrayList<>();
    speeds.forEach(
        (name, values) -> {
          measures.add(new Measure("product, " + name, SPEED, Spread.of(values)));
          measures.add(
              new Measure(
                  "error of the product, " + name, ERROR, Spread.of(List.of(errors.get(name)))));
        });
    List<Ratio> ratios = new ArrayList<>();
    List<Double> here = of(speeds, Way.FLOAT32.words());
    speeds.forEach(
        (name, values) -> {
          if (!name.equals(Way.FLOAT32.words())) {
            ratios.add(ratio("product, %s, to float32".formatted(name), 1, values, here));
          }
        });
    Map<String, String> setup = new TreeMap<>();
    backbone(folder, command, measures, ratios, setup);
    setup.put(
        "product", "[%d, %d] x [%d, %d]".formatted(PRODUCT[0], PRODUCT[1], PRODUCT[1], PRODUCT[2]));
    setup.put("images at once", "" + IMAGES);
    setup.put("threads", "1");
    return BenchMachine.result(ComputeDevice.CPU, setup).measured(List.of(), measures, ratios);
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

  /** What {@link Way#ONEDNN} and {@link Way#HALVES} are where oneDNN multiplies bfloat16. */
  public static List<Way> ofBfloat16() {
    return List.of(Way.ONEDNN, Way.HALVES);
  }

  private static String name(Way way) {
    boolean bf16 = "BF16".equals(System.getenv("ONEDNN_DEFAULT_FPMATH_MODE"));
    return way == Way.ONEDNN && bf16 ? "bfloat16, sums in float32" : way.words();
  }

  private static void note(
      String line, Map<String, List<Double>> speeds, Map<String, Double> errors) {
    String[] words = line.split("\t", -1);
    speeds.computeIfAbsent(words[0], first -> new ArrayList<>()).add(Double.valueOf(words[1]));
    errors.put(words[0], Double.valueOf(words[2]));
  }

  private static List<Double> of(Map<String, List<Double>> speeds, String name) {
    return Objects.requireNonNull(speeds.get(name), name);
  }

  private static Ratio ratio(String name, double goal, List<Double> of, List<Double> to) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < of.size(); i++) {
      ratios.add(of.get(i) / to.get(i));
    }
    return new Ratio(name, goal, Spread.of(ratios));
  }

  /** Each layout in a program of its own: oneDNN ends it on some processors. */
  private void backbone(
      Path folder,
      List<String> command,
      List<Measure> measures,
      List<Ratio> ratios,
      Map<String, String> setup) {
    for (Layout layout : Layout.values()) {
      progress.accept(name(layout));
      List<String> words = new ArrayList<>(command);
      words.addAll(
          List.of("--layout", layout.name(), "--rounds", Integer.toString(options.rounds())));
      Map<String, List<Double>> speeds = new LinkedHashMap<>();
      Map<String, Double> errors = new LinkedHashMap<>();
      try {
        ChildProgram.run(List.of("-XX:ErrorFile=" + folder.resolve("crash.log")), words, folder)
            .output()
            .lines()
            .forEach(line -> note(line, speeds, errors));
      } catch (Fault e) {
        setup.put(
            name(layout),
            "PyTorch ends the program on this processor (%s)".formatted(e.getMessage()));
        continue;
      }
      speeds.forEach(
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
              "largest difference of features, " + layout.words(),
              "",
              Spread.of(List.of(errors.get(name(layout))))));
      ratios.add(
          ratio(
              name(layout) + ", to layer by layer",
              GOAL,
              of(speeds, name(layout)),
              of(speeds, AS_HERE)));
    }
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
