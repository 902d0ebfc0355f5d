package hmrbench.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How the encoder of a temporal network is trained on static features alone, before anyone has
 * labelled a frame: on a pretext, a question whose answer the features themselves hold. Everything
 * is fixed beforehand, the number of steps too.
 *
 * @param name of the recipe
 * @param models networks whose encoders are trained; their checkpoints are not looked at
 * @param seeds one checkpoint of every model and pretext per seed
 * @param data simulated clips that they are trained on
 * @param sets data sets that they are trained and validated on, in place of {@code data}
 * @param sizes of the encoder's layers
 * @param pretexts what is asked, each in a training of its own
 * @param training how long and how fast
 * @param validation when and on what a training is validated
 * @param output folder of the checkpoints: {@code <output>/<model>-<pretext>-simulated/seed-<n>/};
 *     the last word is the format of the clips
 */
public record PretextRecipe(
    String name,
    List<ModelConfig.Network> models,
    List<Long> seeds,
    Optional<TrainingConfig.Data> data,
    Optional<TrainingConfig.Sets> sets,
    TrainingConfig.Sizes sizes,
    List<Pretext> pretexts,
    Training training,
    TrainingConfig.Validation validation,
    Path output) {

  /** The section that only such a recipe has. */
  static final String PRETEXTS = "pretexts";

  public PretextRecipe {
    Names.require("name", name);
    models = List.copyOf(models);
    seeds = List.copyOf(seeds);
    pretexts = List.copyOf(pretexts);
    BadValue.requireDistinct("models", models.stream().map(ModelConfig::name).toList());
    BadValue.requireDistinct("seeds", seeds);
    BadValue.requireDistinct(PRETEXTS, pretexts.stream().map(Pretext::key).toList());
    if (data.isPresent() == sets.isPresent()) {
      throw BadValue.of(
          "data",
          "expected either data, for simulated clips, or sets, with the names of data sets; got "
              + (data.isPresent() ? "both" : "neither"));
    }
    TrainingConfig.requireSequences(data.isPresent(), "sets", validation);
  }

  /** A question whose answer the features themselves hold. */
  public sealed interface Pretext {

    /** Its name in a recipe. */
    String key();

    /** Hands this pretext to its own case; a new one breaks every caller that has none. */
    <R> R match(Cases<R> cases);

    /** One case per pretext. */
    interface Cases<R> {
      R order(Order order);

      R forecast(Forecast forecast);
    }
  }

  /**
   * In which order shuffled pieces of a clip were.
   *
   * @param pieces how many, each a window as the network sees it
   * @param apart frames of the clip that are left out between two pieces, so that their ends do not
   *     fit together like those of a jigsaw
   */
  public record Order(int pieces, int apart) implements Pretext {

    static final String KEY = "order";
    private static final int LEAST_PIECES = 2;

    /** 120 orders. */
    private static final int MOST_PIECES = 5;

    public Order {
      if (pieces < LEAST_PIECES || pieces > MOST_PIECES) {
        throw BadValue.of(
            "pieces", "must be from %d to %d, got %d".formatted(LEAST_PIECES, MOST_PIECES, pieces));
      }
      BadValue.requireNotNegative("apart", apart);
    }

    @Override
    public String key() {
      return KEY;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.order(this);
    }
  }

  /**
   * What the static features are some frames before and behind a window.
   *
   * @param steps frames from the window's first to the one before, and from its last to the one
   *     behind
   */
  public record Forecast(int steps) implements Pretext {

    static final String KEY = "forecast";

    public Forecast {
      BadValue.requirePositive("steps", steps);
    }

    @Override
    public String key() {
      return KEY;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.forecast(this);
    }
  }

  /**
   * How long and how fast.
   *
   * @param steps batches
   * @param batch windows per batch
   * @param rate learning rate at the start
   * @param finalRate what is left of it at the end; half a cosine leads there
   * @param longestGradient gradients longer than this are shortened to it
   */
  public record Training(
      int steps, int batch, double rate, double finalRate, double longestGradient) {
    public Training {
      BadValue.requirePositive("steps", steps);
      BadValue.requirePositive("batch", batch);
      BadValue.requirePositive("rate", rate);
      BadValue.requireShare("final-rate", finalRate);
      BadValue.requirePositive("longest-gradient", longestGradient);
    }
  }

  /** What the clips are, in one word: the format of their data set. */
  public String clips() {
    return TrainingConfig.clips(sets);
  }

  /** The folder of a checkpoint. */
  public Path folder(ModelConfig.Network model, Pretext pretext, long seed) {
    return output.resolve(checkpoint(model, pretext) + "-" + clips()).resolve("seed-" + seed);
  }

  /** What the checkpoints of a model and a pretext are called. */
  public static String checkpoint(ModelConfig.Network model, Pretext pretext) {
    return model.name() + "-" + pretext.key();
  }

  /** Reads a pretext; mistakes are collected by the keys. */
  static Optional<Pretext> pretext(Keys map) {
    List<String> kinds = List.of(Order.KEY, Forecast.KEY);
    String kind = map.requiredOneOf("kind", kinds, it -> it);
    if (map.optionalText("kind").filter(kinds::contains).isEmpty()) {
      return Optional.empty(); // What other keys mean depends on it.
    }
    if (kind.equals(Order.KEY)) {
      int pieces = map.integer("pieces");
      int apart = map.optionalInteger("apart").orElse(0);
      return map.build(() -> new Order(pieces, apart));
    }
    int steps = map.integer("steps");
    return map.build(() -> new Forecast(steps));
  }

  static Optional<Training> training(Keys map) {
    int steps = map.integer("steps");
    int batch = map.integer("batch");
    double rate = map.number("rate");
    double finalRate = map.number("final-rate");
    double longest = map.number("longest-gradient");
    return map.build(() -> new Training(steps, batch, rate, finalRate, longest));
  }
}
