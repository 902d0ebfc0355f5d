package hmrbench.config;

import hmrbench.core.KeypointTrack;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How temporal models are trained. Everything is fixed beforehand, the length or the rule that ends
 * it: more steps trade acceleration error for joint error, so a length chosen afterwards would
 * choose the result.
 *
 * @param name of the recipe
 * @param models networks to train; their checkpoints are not looked at. One of them is the
 *     per-frame regressor ({@code spin}), from which the others start, unless {@code start} is a
 *     file
 * @param seeds one checkpoint of every model per seed
 * @param data simulated clips that they are trained on
 * @param sets data sets that they are trained and validated on, in place of {@code data}
 * @param mixture official files that they are trained on, in place of either
 * @param sizes of layers
 * @param course of a training, from its start to its end
 * @param validation when and on what a training is validated
 * @param output folder of the checkpoints: {@code <output>/<model>-simulated/seed-<n>/}, or {@code
 *     <model>-<steps>-simulated} where there are several lengths; the last word is the format of
 *     the clips
 */
public record TrainingConfig(
    String name,
    List<ModelConfig.Network> models,
    List<Long> seeds,
    Optional<Data> data,
    Optional<Sets> sets,
    Optional<MixtureConfig> mixture,
    Sizes sizes,
    Course course,
    Validation validation,
    Path output) {

  /** The architecture of the per-frame regressor. */
  private static final String START = "spin";

  /** How the name of a checkpoint ends. */
  private static final List<String> CHECKPOINTS =
      List.of(".safetensors", ".pth.tar", ".pth", ".pt");

  /**
   * Training clips.
   *
   * @param clips how many are drawn from; far more than the batches can use up mean clips without
   *     end
   * @param seed of the clips
   * @param fps their rate, in hertz
   * @param features length of a feature vector, F
   */
  public record Data(int clips, long seed, double fps, int features) {
    public Data {
      BadValue.requirePositive("clips", clips);
      BadValue.requirePositive("fps", fps);
      BadValue.requirePositive("features", features);
    }
  }

  /**
   * Data sets in place of simulated clips.
   *
   * @param training whose sequences are the training clips, at its own rate
   * @param validation what trainings are validated on
   */
  public record Sets(DatasetConfig training, DatasetConfig validation) {}

  /**
   * Sizes of layers.
   *
   * @param hidden units of a GRU in each direction
   * @param layers stacked GRU layers
   * @param regressor units of the regressor's layers
   * @param attention units of the attention's layers
   * @param directions in which VIBE's GRU runs, 1 or 2; the published weights have 1
   */
  public record Sizes(int hidden, int layers, int regressor, int attention, int directions) {

    /** With a GRU in both directions. */
    public Sizes(int hidden, int layers, int regressor, int attention) {
      this(hidden, layers, regressor, attention, BOTH);
    }

    private static final int BOTH = 2;

    /** Whether VIBE's GRU runs in both directions. */
    public boolean bidirectional() {
      return directions == BOTH;
    }

    public Sizes {
      BadValue.requireSize("hidden", hidden);
      BadValue.requirePositive("layers", layers);
      BadValue.requireSize("regressor", regressor);
      BadValue.requireSize("attention", attention);
      if (directions < 1 || directions > BOTH) {
        throw BadValue.of("directions", "must be 1 or 2, got " + directions);
      }
    }
  }

  /**
   * One kind of training.
   *
   * @param steps batches: their number, or the most where {@link UntilFlat} ends a training
   * @param batch windows per batch
   * @param rate learning rate at the start
   * @param encoders by the name of a temporal model, the checkpoint that its encoder starts from,
   *     or a folder of such checkpoints, {@code seed-<n>/} each; other encoders start from drawn
   *     weights
   */
  public record Stage(int steps, int batch, double rate, Map<String, Path> encoders) {

    /** Of which every encoder starts from drawn weights. */
    public Stage(int steps, int batch, double rate) {
      this(steps, batch, rate, Map.of());
    }

    public Stage {
      encoders = Map.copyOf(encoders);
      BadValue.requirePositive("steps", steps);
      BadValue.requirePositive("batch", batch);
      BadValue.requirePositive("rate", rate);
    }
  }

  /**
   * What both kinds of training share.
   *
   * @param finalRate what is left of the rate at the end of a fixed number of steps, from 0 to 1;
   *     half a cosine leads there
   * @param longestGradient gradients longer than this are shortened to it; infinite where none is
   */
  public record Optimiser(Optional<Double> finalRate, double longestGradient) {
    public Optimiser {
      if (finalRate.isPresent() && !(finalRate.get() >= 0 && finalRate.get() <= 1)) {
        throw BadValue.of(
            "final-rate", "must be from 0 to 1, got " + BadValue.shown(finalRate.get()));
      }
      if (!(longestGradient > 0)) {
        throw BadValue.of(
            "longest-gradient", "must be above 0, got " + BadValue.shown(longestGradient));
      }
    }
  }

  /**
   * Train until validation is flat, by the same rule for every model. A look is an advance where
   * the validation loss has fallen by the share {@code loss}, or PA-MPJPE by {@code
   * paMpjpeMillimetres}, since the last advance. After {@code looks} looks in a row without one the
   * rate is multiplied by {@code cut}; where that comes once more after {@code cuts} cuts, the
   * training ends.
   *
   * @param looks in a row without an advance
   * @param loss share of the validation loss, above 0
   * @param paMpjpeMillimetres of PA-MPJPE on validation, above 0
   * @param cuts of the learning rate
   * @param cut what a cut leaves of the rate, between 0 and 1
   */
  public record UntilFlat(int looks, double loss, double paMpjpeMillimetres, int cuts, double cut) {
    public UntilFlat {
      BadValue.requirePositive("looks", looks);
      BadValue.requirePositive("loss", loss);
      BadValue.requirePositive("pa-mpjpe-mm", paMpjpeMillimetres);
      BadValue.requirePositive("cuts", cuts);
      if (!(cut > 0 && cut < 1)) {
        throw BadValue.of("cut", "must be between 0 and 1, got " + BadValue.shown(cut));
      }
    }
  }

  /**
   * The originals' rule: after more than {@code patience} validations in a row that do not bring
   * PA-MPJPE below {@code 1 - threshold} of its least the rate is multiplied by {@code factor}. The
   * checkpoint is that of the validation with the least PA-MPJPE.
   *
   * @param patience validations without an advance that change nothing
   * @param factor what a cut leaves of the rate, between 0 and 1
   * @param threshold share of the least PA-MPJPE, from 0 to below 1
   * @param mostPaMpjpeMillimetres a validation above it ends the training, where there is one
   */
  public record Plateau(
      int patience, double factor, double threshold, Optional<Double> mostPaMpjpeMillimetres) {
    public Plateau {
      BadValue.requirePositive("patience", patience);
      if (!(factor > 0 && factor < 1)) {
        throw BadValue.of("factor", "must be between 0 and 1, got " + BadValue.shown(factor));
      }
      if (!(threshold >= 0 && threshold < 1)) {
        throw BadValue.of(
            "threshold", "must be from 0 to below 1, got " + BadValue.shown(threshold));
      }
      mostPaMpjpeMillimetres.ifPresent(most -> BadValue.requirePositive("most-pa-mpjpe-mm", most));
    }
  }

  /**
   * How much each term of the loss counts.
   *
   * @param joints2d of the squared error of projected joints, in units of the crop's half size
   * @param joints3d of the squared error of joints relative to the mid-hip, in metres
   * @param pose of the squared error of rotation matrices
   * @param shape of the squared error of shape coefficients
   * @param branches whether past and future features of a network that integrates them are
   *     supervised, too, as published
   */
  public record LossWeights(
      double joints2d, double joints3d, double pose, double shape, boolean branches) {

    /** Those of every published config of TCMR and VIBE. */
    public static final LossWeights PUBLISHED = new LossWeights(300, 300, 60, 0.06, true);

    public LossWeights {
      BadValue.requireNotNegative("joints-2d", joints2d);
      BadValue.requireNotNegative("joints-3d", joints3d);
      BadValue.requireNotNegative("pose", pose);
      BadValue.requireNotNegative("shape", shape);
    }
  }

  /**
   * VIBE's discriminator of motion: it learns to tell the motion of training clips from what a
   * network predicts, and the network learns to be taken for the former. Such trainings supervise
   * every frame of a window.
   *
   * @param weight of its losses beside the others; 0.5 in VIBE, 0 for a control that is trained on
   *     the same frames
   * @param rate its learning rate; 1e-4 in VIBE
   * @param hidden units of its GRU and its attention; 1024 in VIBE
   * @param decay of its weights, beside the gradient; 1e-4 in VIBE
   * @param dropout of its attention's layers, from 0 to below 1; 0.2 in VIBE
   */
  public record Discriminator(
      double weight, double rate, int hidden, double decay, double dropout) {

    /** Without decay and dropout. */
    public Discriminator(double weight, double rate, int hidden) {
      this(weight, rate, hidden, 0, 0);
    }

    public Discriminator {
      BadValue.requireNotNegative("weight", weight);
      BadValue.requirePositive("rate", rate);
      BadValue.requireSize("hidden", hidden);
      BadValue.requireNotNegative("decay", decay);
      if (!(dropout >= 0 && dropout < 1)) {
        throw BadValue.of("dropout", "must be from 0 to below 1, got " + BadValue.shown(dropout));
      }
    }
  }

  /**
   * What is known of the training clips' frames.
   *
   * @param kind what a network learns from
   * @param noise error of the 2D joints' detector, in pixels of a crop of 224; 0 leaves them true
   * @param seed what is random about the error
   * @param renew whether bodies are fitted again from what the network predicts; else each frame
   *     has one fit, from usual bodies alone
   */
  public record Supervision(Kind kind, double noise, long seed, boolean renew) {

    /** With fits that are renewed. */
    public Supervision(Kind kind, double noise, long seed) {
      this(kind, noise, seed, true);
    }

    /** What a network learns from. */
    public enum Kind {
      /** True bodies. */
      TRUTH("3d"),
      /** 2D joints, and which bodies are usual. */
      JOINTS("2d"),
      /** 2D joints, and the best bodies that were fitted to them so far, as SPIN does. */
      FITS("2d-fitted");

      private final String key;

      Kind(String key) {
        this.key = key;
      }

      /** Its name in recipes. */
      public String key() {
        return key;
      }
    }

    /** That of recipes that say nothing. */
    public static final Supervision TRUTH = new Supervision(Kind.TRUTH, 0, 1);

    public Supervision {
      if (!(noise >= 0 && noise <= KeypointTrack.HALF_CROP_PIXELS)) {
        throw BadValue.of(
            "noise", "must be from 0 to 112 pixels, half a crop, got " + BadValue.shown(noise));
      }
      if (kind == Kind.TRUTH && noise > 0) {
        throw BadValue.of("noise", "expected none beside kind 3d, which learns from true bodies");
      }
      if (!renew && kind != Kind.FITS) {
        throw BadValue.of(
            "renew", "expected none beside kind %s, which fits no bodies".formatted(kind.key()));
      }
    }
  }

  /**
   * The course of a training.
   *
   * @param regressor how the per-frame regressor is trained; nothing where {@code start} has it
   * @param temporal how the temporal models are trained
   * @param optimiser what both share
   * @param untilFlat the rule that ends a training; where absent, the number of steps is fixed
   * @param plateau the originals' rule for the rate and for the checkpoint that is kept
   * @param loss how much each term counts
   * @param start folder of the regressor's checkpoints, {@code seed-<n>/} each, where it is not to
   *     be trained; or the one checkpoint whose regressor all start from
   * @param lengths numbers of steps, each of which makes a temporal checkpoint of its own; empty
   *     for the one of {@code temporal}
   * @param discriminator of motion, that temporal trainings are held against, where there is one
   * @param supervision what is known of the training clips' frames
   */
  public record Course(
      Optional<Stage> regressor,
      Stage temporal,
      Optimiser optimiser,
      Optional<UntilFlat> untilFlat,
      Optional<Plateau> plateau,
      LossWeights loss,
      Optional<Path> start,
      List<Integer> lengths,
      Optional<Discriminator> discriminator,
      Supervision supervision) {

    /** With the published weights of the loss, no plateau, and true bodies. */
    public Course(
        Optional<Stage> regressor,
        Stage temporal,
        Optimiser optimiser,
        Optional<UntilFlat> untilFlat,
        Optional<Path> start,
        List<Integer> lengths,
        Optional<Discriminator> discriminator) {
      this(
          regressor,
          temporal,
          optimiser,
          untilFlat,
          Optional.empty(),
          LossWeights.PUBLISHED,
          start,
          lengths,
          discriminator,
          Supervision.TRUTH);
    }

    public Course {
      lengths = List.copyOf(lengths);
      lengths.forEach(steps -> BadValue.requirePositive("lengths", steps));
      if (!lengths.isEmpty()) {
        BadValue.requireDistinct("lengths", lengths);
      }
      if (plateau.isPresent()) {
        if (untilFlat.isPresent() || optimiser.finalRate().isPresent()) {
          throw BadValue.of("plateau", "expected neither final-rate nor until-flat beside it");
        }
      } else if (untilFlat.isPresent() == optimiser.finalRate().isPresent()) {
        throw BadValue.of(
            "optimiser",
            "expected either final-rate, for a fixed number of steps, or until-flat beside it; got "
                + (untilFlat.isPresent() ? "both" : "neither"));
      }
      if (regressor.isPresent() == start.isPresent()) {
        throw BadValue.of(
            "regressor",
            "expected either regressor, to train one, or start, the folder of trained ones; got "
                + (start.isPresent() ? "both" : "neither"));
      }
      if (untilFlat.isPresent() && !lengths.isEmpty()) {
        throw BadValue.of(
            "lengths", "expected no until-flat beside it, which ends a training by a rule");
      }
    }

    Course ofLength(int steps) {
      return new Course(
          regressor,
          new Stage(steps, temporal.batch(), temporal.rate(), temporal.encoders()),
          optimiser,
          untilFlat,
          plateau,
          loss,
          start,
          lengths,
          discriminator,
          supervision);
    }
  }

  /**
   * When and on what a training is validated.
   *
   * @param sequences of the simulated validation set; nothing where the recipe names data sets
   * @param seed of that set
   * @param every steps between two validations
   */
  public record Validation(Optional<Integer> sequences, long seed, int every) {
    public Validation {
      sequences.ifPresent(number -> BadValue.requirePositive("sequences", number));
      BadValue.requirePositive("every", every);
    }
  }

  public TrainingConfig {
    Names.require("name", name);
    models = List.copyOf(models);
    seeds = List.copyOf(seeds);
    BadValue.requireDistinct("models", models.stream().map(ModelConfig::name).toList());
    BadValue.requireDistinct("seeds", seeds);
    requireClips(data, sets, mixture, validation);
    if (mixture.isPresent()
        && mixture.get().motion().isPresent() != course.discriminator().isPresent()) {
      throw BadValue.of(
          "discriminator",
          "expected both a discriminator and mixture.motion, the motion that it takes for true, or"
              + " neither");
    }
    if (mixture.isPresent() && course.supervision().kind() != Supervision.Kind.TRUTH) {
      throw BadValue.of(
          "supervision", "expected none beside mixture, whose files say what is known of a frame");
    }
    if (mixture.isPresent() && course.start().filter(TrainingConfig::isFile).isEmpty()) {
      throw BadValue.of(
          "start", "expected the checkpoint of a regressor, which official trainings start from");
    }
    requireTemporal(course.temporal().encoders().keySet(), models);
    long regressors = models.stream().filter(m -> m.architecture().equals(START)).count();
    if (course.start().filter(TrainingConfig::isFile).isPresent()) {
      if (regressors > 0) {
        throw BadValue.of(
            "models", "expected none of architecture spin beside a start that is a file");
      }
    } else if (regressors != 1) {
      throw BadValue.of(
          "models", "must hold exactly one of architecture spin, from which the others start");
    }
  }

  private static void requireTemporal(Set<String> encoders, List<ModelConfig.Network> models) {
    List<String> temporal =
        models.stream()
            .filter(model -> !model.architecture().equals(START))
            .map(ModelConfig::name)
            .toList();
    for (String model : new TreeSet<>(encoders)) {
      if (!temporal.contains(model)) {
        throw BadValue.of(
            "temporal",
            "encoders has %s, which is no temporal model of this recipe; these are %s"
                .formatted(model, temporal));
      }
    }
  }

  private static void requireClips(
      Optional<Data> data,
      Optional<Sets> sets,
      Optional<MixtureConfig> mixture,
      Validation validation) {
    long given = Stream.of(data, sets, mixture).filter(Optional::isPresent).count();
    if (given != 1) {
      throw BadValue.of(
          "data",
          "expected one of data, for simulated clips, sets, with the names of data sets, and"
              + " mixture, with official files; got "
              + (given == 0 ? "none" : "several"));
    }
    requireSequences(data.isPresent(), sets.isPresent() ? "sets" : "mixture", validation);
  }

  /**
   * Refuses a number of validation sequences beside clips that are not simulated, and none beside
   * those that are.
   *
   * @param other the key that names the clips, where they are not simulated
   */
  static void requireSequences(boolean simulated, String other, Validation validation) {
    if (validation.sequences().isPresent() != simulated) {
      throw BadValue.of(
          "validation",
          simulated
              ? "expected sequences, the number of simulated ones"
              : "expected no sequences beside %s, whose validation set has its own"
                  .formatted(other));
    }
  }

  /** Whether a path names a checkpoint and not a folder of some. */
  public static boolean isFile(Path start) {
    String name = start.toString();
    return CHECKPOINTS.stream().anyMatch(name::endsWith);
  }

  /** The checkpoint whose regressor all networks start from, where there is one for all. */
  public Optional<Path> startFile() {
    return course.start().filter(TrainingConfig::isFile);
  }

  /** How the per-frame regressor is trained; nothing where {@link #start} has it. */
  public Optional<Stage> regressor() {
    return course.regressor();
  }

  /** How the temporal models are trained. */
  public Stage temporal() {
    return course.temporal();
  }

  /** What both kinds of training share. */
  public Optimiser optimiser() {
    return course.optimiser();
  }

  /** The rule that ends a training; where absent, the number of steps is fixed. */
  public Optional<UntilFlat> untilFlat() {
    return course.untilFlat();
  }

  /** The originals' rule for the rate and for the checkpoint that is kept, where it holds. */
  public Optional<Plateau> plateau() {
    return course.plateau();
  }

  /** How much each term of the loss counts. */
  public LossWeights loss() {
    return course.loss();
  }

  /** Where the regressor's checkpoints are, unless it is to be trained. */
  public Optional<Path> start() {
    return course.start();
  }

  /** Numbers of steps, each of which makes a temporal checkpoint of its own. */
  public List<Integer> lengths() {
    return course.lengths();
  }

  /** The discriminator that temporal trainings are held against, where there is one. */
  public Optional<Discriminator> discriminator() {
    return course.discriminator();
  }

  /** What is known of the training clips' frames. */
  public Supervision supervision() {
    return course.supervision();
  }

  /** What the clips are, in one word: the format of their data set. */
  public String clips() {
    return mixture.isPresent() ? "official" : clips(sets);
  }

  static String clips(Optional<Sets> sets) {
    return sets.map(it -> it.training().format()).orElse("simulated");
  }

  /** This recipe with one number of steps for temporal trainings. */
  public TrainingConfig ofLength(int steps) {
    return new TrainingConfig(
        name,
        models,
        seeds,
        data,
        sets,
        mixture,
        sizes,
        course.ofLength(steps),
        validation,
        output);
  }

  /** The per-frame regressor, from which the others start, unless all start from one file. */
  public Optional<ModelConfig.Network> regressorModel() {
    return models.stream().filter(model -> model.architecture().equals(START)).findFirst();
  }

  /** Whether a model is the per-frame regressor. */
  public boolean isRegressor(ModelConfig.Network model) {
    return model.architecture().equals(START);
  }
}
