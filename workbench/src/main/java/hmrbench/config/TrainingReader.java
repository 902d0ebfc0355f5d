package hmrbench.config;

import hmrbench.config.Node.Listing;
import hmrbench.config.Node.Mapping;
import hmrbench.config.Node.Scalar;
import hmrbench.core.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads training recipes: YAML in, a validated record out, every mistake at once. */
public final class TrainingReader {

  private static final String KIND = "training";

  /** The key that only a recipe for a network that looks at pictures has. */
  private static final String PICTURES = "pictures";

  /** Keys of which every recipe has one, and no experiment has any. */
  private static final List<String> KINDS =
      List.of("temporal", PretextRecipe.PRETEXTS, PICTURES, DetectorRecipe.WHOLE_PICTURES);

  private static final String SETS = "sets";
  private static final String MIXTURE = "mixture";
  private static final String TRAINING = "training";
  private static final String VALIDATION = "validation";

  /** Error of a detector of 2D joints where a recipe names none, in pixels of a crop of 224. */
  private static final double DETECTOR_PIXELS = 3;

  /** Size of a regressor that is built beside an encoder and never used. */
  private static final int NO_REGRESSOR = 1;

  private final PathRoots roots;
  private final Path workingFolder;
  private final Vocabulary words;

  /**
   * @param project the folder that holds {@code configs}
   * @param workingFolder what relative paths of overrides are relative to
   */
  public TrainingReader(Path project, Path workingFolder, Vocabulary words) {
    this(PathRoots.of(project, Optional.empty()), workingFolder, words);
  }

  /**
   * @param roots the folders that paths of a recipe may start from
   * @param workingFolder what relative paths of overrides are relative to
   */
  public TrainingReader(PathRoots roots, Path workingFolder, Vocabulary words) {
    this.roots = roots;
    this.workingFolder = workingFolder;
    this.words = words;
  }

  /** Whether {@code configs/training} has a recipe of this name. */
  public boolean isNamed(String name) {
    return Files.isRegularFile(new Blocks(roots).file(KIND, name));
  }

  /** Whether an experiment file is a training recipe and not a comparison of models. */
  public boolean isRecipe(Path experiment) {
    return written(experiment, new Mistakes())
        .map(
            root -> OfficialConfig.is(root) || KINDS.stream().anyMatch(root.entries()::containsKey))
        .orElse(false);
  }

  /**
   * Reads a recipe of any kind.
   *
   * @throws Fault with all mistakes, one per line
   */
  public void check(Path recipe, List<String> overrides) {
    if (isOfPictures(recipe)) {
      readPictures(recipe, overrides);
    } else if (isOfDetector(recipe)) {
      readDetector(recipe, overrides);
    } else if (isOfPretexts(recipe)) {
      readPretexts(recipe, overrides);
    } else {
      read(recipe, overrides);
    }
  }

  /** Whether a recipe is one for a network that looks at crops. */
  public boolean isOfPictures(Path recipe) {
    return hasKey(recipe, PICTURES);
  }

  /** Whether a recipe is one for a network that finds people. */
  public boolean isOfDetector(Path recipe) {
    return hasKey(recipe, DetectorRecipe.WHOLE_PICTURES);
  }

  /** Whether a recipe is one for encoders that are trained without labels. */
  public boolean isOfPretexts(Path recipe) {
    return hasKey(recipe, PretextRecipe.PRETEXTS);
  }

  private boolean hasKey(Path recipe, String key) {
    return root(recipe, new Mistakes()).map(root -> root.entries().containsKey(key)).orElse(false);
  }

  /**
   * Reads a recipe for a network that looks at pictures.
   *
   * @throws Fault with all mistakes, one per line
   */
  public PictureRecipe readPictures(Path recipe, List<String> overrides) {
    return read(recipe, overrides, (keys, mistakes) -> pictures(keys));
  }

  /**
   * Reads a recipe for a network that finds people.
   *
   * @throws Fault with all mistakes, one per line
   */
  public DetectorRecipe readDetector(Path recipe, List<String> overrides) {
    return read(recipe, overrides, (keys, mistakes) -> DetectorRecipe.read(keys));
  }

  /**
   * Reads a recipe for encoders that are trained without labels.
   *
   * @throws Fault with all mistakes, one per line
   */
  public PretextRecipe readPretexts(Path recipe, List<String> overrides) {
    return read(recipe, overrides, this::pretexts);
  }

  private <T> T read(
      Path recipe, List<String> overrides, BiFunction<Keys, Mistakes, Optional<T>> kind) {
    Mistakes mistakes = new Mistakes();
    Optional<T> config =
        keys(recipe, overrides, mistakes).flatMap(keys -> kind.apply(keys, mistakes));
    if (config.isEmpty() || mistakes.count() > 0) {
      throw Fault.asked("%s", String.join("\n", mistakes.lines()));
    }
    return config.get();
  }

  /** The keys of a recipe with its overrides, names looked up. */
  private Optional<Keys> keys(Path recipe, List<String> overrides, Mistakes mistakes) {
    Overrides changes = new Overrides(overrides, workingFolder, mistakes);
    return root(recipe, mistakes)
        .map(changes::applyShort)
        .map(root -> withSetsLookedUp(withModelsLookedUp(root, mistakes), mistakes))
        .map(changes::applyLong)
        .map(root -> new Keys(root, "", roots, mistakes));
  }

  private Optional<PretextRecipe> pretexts(Keys keys, Mistakes mistakes) {
    String name = keys.text("name");
    List<ModelConfig.Network> models = models(keys, mistakes);
    List<Long> seeds = seeds(keys);
    Optional<TrainingConfig.Data> data = keys.map("data").flatMap(TrainingReader::simulated);
    Optional<TrainingConfig.Sets> sets = keys.map(SETS).flatMap(map -> sets(map, mistakes));
    Optional<TrainingConfig.Sizes> sizes = keys.section("sizes").flatMap(map -> sizes(map, false));
    List<PretextRecipe.Pretext> asked =
        keys.maps(PretextRecipe.PRETEXTS).stream()
            .flatMap(map -> PretextRecipe.pretext(map).stream())
            .toList();
    Optional<PretextRecipe.Training> training =
        keys.section(TRAINING).flatMap(PretextRecipe::training);
    Optional<TrainingConfig.Validation> validation =
        keys.section(VALIDATION).flatMap(map -> validation(map, keys.has(SETS)));
    Path output = keys.path("output");
    return keys.build(
        () ->
            new PretextRecipe(
                name,
                models,
                seeds,
                data,
                sets,
                sizes.orElseThrow(),
                asked,
                training.orElseThrow(),
                validation.orElseThrow(),
                output));
  }

  private static List<Long> seeds(Keys keys) {
    return keys.integers("seeds", List.of(1)).stream().map(Integer::longValue).toList();
  }

  private static Optional<PictureRecipe> pictures(Keys keys) {
    String name = keys.text("name");
    long seed = keys.optionalLong("seed").orElse(1L);
    Optional<PictureRecipe.Pictures> pictures =
        keys.section(PICTURES).flatMap(TrainingReader::rendered);
    Optional<PictureRecipe.Network> network =
        keys.section("network")
            .flatMap(
                map -> {
                  int features = map.integer("features");
                  int regressor = map.integer("regressor");
                  return map.build(() -> new PictureRecipe.Network(features, regressor));
                });
    Optional<PictureRecipe.Training> training =
        keys.section("training").flatMap(TrainingReader::ofPictures);
    Optional<PictureRecipe.Validation> validation =
        keys.section("validation").flatMap(TrainingReader::lookedAt);
    Path output = keys.path("output");
    return keys.build(
        () ->
            new PictureRecipe(
                name,
                seed,
                pictures.orElseThrow(),
                network.orElseThrow(),
                training.orElseThrow(),
                validation.orElseThrow(),
                output));
  }

  private static Optional<PictureRecipe.Pictures> rendered(Keys map) {
    int size = map.integer("size");
    int batch = map.integer("batch");
    int perScene = map.integer("per-scene");
    long seed = map.optionalLong("seed").orElse(1L);
    return map.build(() -> new PictureRecipe.Pictures(size, batch, perScene, seed));
  }

  private static Optional<PictureRecipe.Training> ofPictures(Keys map) {
    int steps = map.integer("steps");
    double rate = map.number("rate");
    double finalRate = map.number("final-rate");
    double longest = map.number("longest-gradient");
    double maps = map.number("maps");
    double calm = map.number("calm");
    Optional<Double> matrixRate = map.optionalNumber("matrix-rate");
    String precision = map.optionalText("precision").orElse(PictureRecipe.Training.FLOAT32);
    int shares = map.optionalInteger("shares").orElse(1);
    return map.build(
        () ->
            new PictureRecipe.Training(
                steps, rate, matrixRate, finalRate, longest, maps, calm, precision, shares));
  }

  private static Optional<PictureRecipe.Validation> lookedAt(Keys map) {
    int sequences = map.integer("sequences");
    int frames = map.integer("frames");
    long seed = map.optionalLong("seed").orElse(1L);
    int every = map.integer("every");
    return map.build(() -> new PictureRecipe.Validation(sequences, frames, seed, every));
  }

  /**
   * Reads a recipe.
   *
   * @param recipe its file, a folder that holds {@value ConfigReader#FILE}, or a name in {@code
   *     configs/training}
   * @param overrides each {@code key=value}
   * @throws Fault with all mistakes, one per line
   */
  public TrainingConfig read(Path recipe, List<String> overrides) {
    Result result = check(recipe, overrides, true);
    if (!result.mistakes().isEmpty()) {
      throw Fault.asked("%s", String.join("\n", result.mistakes()));
    }
    return result.recipe().orElseThrow();
  }

  /**
   * What reading gave.
   *
   * @param recipe there if there was no mistake
   * @param mistakes one line each
   * @param missing official files that it needs and that are missing
   */
  public record Result(
      Optional<TrainingConfig> recipe, List<String> mistakes, List<MissingFile> missing) {}

  /**
   * As {@link #read}, and reports what is wrong with it.
   *
   * @param filesRequired whether a missing official file is a mistake
   */
  public Result check(Path recipe, List<String> overrides, boolean filesRequired) {
    Mistakes mistakes = new Mistakes();
    Path file = file(recipe);
    if (!Files.exists(file)) {
      return new Result(
          Optional.empty(),
          List.of(
              "%s: there is no such recipe; name a folder with an %s, a YAML file, or one of %s"
                  .formatted(recipe, ConfigReader.FILE, new Blocks(roots).names(KIND))),
          List.of());
    }
    MixtureReader mixtures = new MixtureReader(words, roots, filesRequired, mistakes);
    Optional<TrainingConfig> config =
        keys(recipe, overrides, mistakes).flatMap(keys -> training(keys, mixtures, mistakes));
    return new Result(config, mistakes.lines(), mixtures.missing());
  }

  /** The file of a recipe: itself, of a folder, or of a name in {@code configs/training}. */
  public Path file(Path recipe) {
    if (Files.isDirectory(recipe)) {
      return recipe.resolve(ConfigReader.FILE);
    }
    Path named = new Blocks(roots).file(KIND, recipe.toString());
    return Files.isRegularFile(recipe) || !Files.isRegularFile(named) ? recipe : named;
  }

  /**
   * A config of TCMR's or VIBE's repository as a recipe; nothing where the file is a recipe of
   * ours.
   *
   * @throws Fault with all mistakes, one per line, where it asks for what no recipe does
   */
  public Optional<OfficialConfig> official(Path recipe) {
    Mistakes mistakes = new Mistakes();
    Optional<OfficialConfig> found =
        written(recipe, new Mistakes())
            .filter(OfficialConfig::is)
            .flatMap(root -> OfficialConfig.of(root, roots, mistakes));
    if (found.isEmpty() && mistakes.count() > 0) {
      throw Fault.asked("%s", String.join("\n", mistakes.lines()));
    }
    return found;
  }

  private Optional<Mapping> written(Path recipe, Mistakes mistakes) {
    return new Blocks(roots).read(file(recipe).toAbsolutePath().normalize(), mistakes);
  }

  /** The map of a recipe, or the one that an official config means. */
  private Optional<Mapping> root(Path recipe, Mistakes mistakes) {
    return written(recipe, mistakes)
        .flatMap(
            root ->
                OfficialConfig.is(root)
                    ? OfficialConfig.of(root, roots, mistakes)
                        .flatMap(official -> meant(official, recipe, mistakes))
                    : Optional.of(root));
  }

  private Optional<Mapping> meant(OfficialConfig official, Path recipe, Mistakes mistakes) {
    return YamlText.ofFile(
            official.recipe(),
            official.file(roots),
            "the recipe that %s means".formatted(roots.shown(recipe)),
            mistakes)
        .map(Mapping.class::cast);
  }

  private Mapping withModelsLookedUp(Mapping root, Mistakes mistakes) {
    if (!(root.entries().get("models") instanceof Listing list)) {
      return root;
    }
    Blocks blocks = new Blocks(roots);
    List<Node> items = new ArrayList<>();
    for (Node item : list.items()) {
      String key = "models[%d]".formatted(items.size());
      items.add(
          item instanceof Scalar name
              ? blocks.find("models", name, key, mistakes).map(m -> (Node) m).orElse(name)
              : item);
    }
    return root.with("models", new Listing(list.place(), items));
  }

  private Mapping withSetsLookedUp(Mapping root, Mistakes mistakes) {
    Mapping found = root;
    for (String section : List.of(SETS, MIXTURE)) {
      if (found.entries().get(section) instanceof Mapping sets) {
        found = found.with(section, withSetsLookedUp(sets, section, mistakes));
      }
    }
    return found;
  }

  private Mapping withSetsLookedUp(Mapping sets, String section, Mistakes mistakes) {
    Blocks blocks = new Blocks(roots);
    Mapping found = sets;
    for (String key : List.of(TRAINING, VALIDATION)) {
      if (sets.entries().get(key) instanceof Scalar name) {
        found =
            found.with(
                key,
                blocks
                    .find("datasets", name, section + "." + key, mistakes)
                    .map(it -> (Node) it)
                    .orElse(name));
      }
    }
    return found;
  }

  private Optional<TrainingConfig> training(Keys keys, MixtureReader mixtures, Mistakes mistakes) {
    String name = keys.text("name");
    List<ModelConfig.Network> models = models(keys, mistakes);
    List<Long> seeds = seeds(keys);
    Optional<TrainingConfig.Data> data =
        (hasFiles(keys) ? keys.map("data") : keys.section("data"))
            .flatMap(TrainingReader::simulated);
    Optional<TrainingConfig.Sets> sets = keys.map(SETS).flatMap(map -> sets(map, mistakes));
    Optional<MixtureConfig> mixture = keys.map(MIXTURE).flatMap(mixtures::mixture);
    Optional<TrainingConfig.Sizes> sizes = keys.section("sizes").flatMap(map -> sizes(map, true));
    Optional<Path> start = keys.optionalPath("start");
    if (keys.has(MIXTURE)) {
      start.ifPresent(file -> mixtures.requireFile(keys, "start", file));
    }
    List<Integer> lengths = keys.integers("lengths", List.of());
    Optional<TrainingConfig.Stage> temporal =
        keys.section("temporal").flatMap(map -> temporal(map, lengths));
    Optional<TrainingConfig.Stage> regressor =
        keys.has("start")
            ? keys.map("regressor").flatMap(this::stage)
            : keys.section("regressor").flatMap(this::stage);
    Optional<TrainingConfig.Optimiser> optimiser =
        keys.section("optimiser")
            .flatMap(
                map -> {
                  Optional<Double> finalRate = map.optionalNumber("final-rate");
                  double longest =
                      keys.has(MIXTURE)
                          ? map.optionalNumber("longest-gradient").orElse(Double.POSITIVE_INFINITY)
                          : map.number("longest-gradient");
                  return map.build(() -> new TrainingConfig.Optimiser(finalRate, longest));
                });
    Optional<TrainingConfig.UntilFlat> untilFlat = keys.map("until-flat").flatMap(this::untilFlat);
    Optional<TrainingConfig.Plateau> plateau = keys.map("plateau").flatMap(this::plateau);
    Optional<TrainingConfig.LossWeights> loss =
        keys.has("loss")
            ? keys.map("loss").flatMap(this::loss)
            : Optional.of(TrainingConfig.LossWeights.PUBLISHED);
    keys.node("loss");
    Optional<TrainingConfig.Discriminator> discriminator =
        keys.map("discriminator").flatMap(this::discriminator);
    Optional<TrainingConfig.Supervision> supervision =
        keys.has("supervision")
            ? keys.map("supervision").flatMap(this::supervision)
            : Optional.of(TrainingConfig.Supervision.TRUTH);
    keys.node("supervision");
    Optional<TrainingConfig.Validation> validation =
        keys.section(VALIDATION).flatMap(map -> validation(map, hasFiles(keys)));
    Path output = keys.path("output");
    return keys.build(
        () ->
            new TrainingConfig(
                name,
                models,
                seeds,
                data,
                sets,
                mixture,
                sizes.orElseThrow(),
                new TrainingConfig.Course(
                    regressor,
                    temporal.orElseThrow(),
                    optimiser.orElseThrow(),
                    untilFlat,
                    plateau,
                    loss.orElseThrow(),
                    start,
                    lengths,
                    discriminator,
                    supervision.orElseThrow()),
                validation.orElseThrow(),
                output));
  }

  private static boolean hasFiles(Keys keys) {
    return keys.has(SETS) || keys.has(MIXTURE);
  }

  private static Optional<TrainingConfig.Sizes> sizes(Keys map, boolean regresses) {
    int hidden = map.integer("hidden");
    int layers = map.integer("layers");
    int regressor = regresses ? map.integer("regressor") : NO_REGRESSOR;
    int attention = map.integer("attention");
    int directions = map.optionalInteger("directions").orElse(2);
    return map.build(
        () -> new TrainingConfig.Sizes(hidden, layers, regressor, attention, directions));
  }

  private Optional<TrainingConfig.Stage> stage(Keys map) {
    return stage(map, map.integer("steps"), Map.of());
  }

  /** Several lengths have a key of their own, in place of {@code steps}. */
  private Optional<TrainingConfig.Stage> temporal(Keys map, List<Integer> lengths) {
    int steps =
        lengths.isEmpty()
            ? map.integer("steps")
            : lengths.stream().mapToInt(Integer::intValue).max().orElseThrow();
    return stage(map, steps, map.pathMap("encoders"));
  }

  private Optional<TrainingConfig.Stage> stage(Keys map, int steps, Map<String, Path> encoders) {
    int batch = map.integer("batch");
    double rate = map.number("rate");
    return map.build(() -> new TrainingConfig.Stage(steps, batch, rate, encoders));
  }

  private Optional<TrainingConfig.UntilFlat> untilFlat(Keys map) {
    int looks = map.integer("looks");
    double loss = map.number("loss");
    double paMpjpe = map.number("pa-mpjpe-mm");
    int cuts = map.integer("cuts");
    double cut = map.number("cut");
    return map.build(() -> new TrainingConfig.UntilFlat(looks, loss, paMpjpe, cuts, cut));
  }

  private Optional<TrainingConfig.Plateau> plateau(Keys map) {
    int patience = map.integer("patience");
    double factor = map.number("factor");
    double threshold = map.number("threshold");
    Optional<Double> most = map.optionalNumber("most-pa-mpjpe-mm");
    return map.build(() -> new TrainingConfig.Plateau(patience, factor, threshold, most));
  }

  private Optional<TrainingConfig.LossWeights> loss(Keys map) {
    double joints2d = map.number("joints-2d");
    double joints3d = map.number("joints-3d");
    double pose = map.number("pose");
    double shape = map.number("shape");
    boolean branches = map.truth("branches", true);
    return map.build(
        () -> new TrainingConfig.LossWeights(joints2d, joints3d, pose, shape, branches));
  }

  private Optional<TrainingConfig.Supervision> supervision(Keys map) {
    TrainingConfig.Supervision.Kind kind =
        map.requiredOneOf(
            "kind",
            List.of(TrainingConfig.Supervision.Kind.values()),
            TrainingConfig.Supervision.Kind::key);
    double standard = kind == TrainingConfig.Supervision.Kind.TRUTH ? 0 : DETECTOR_PIXELS;
    double noise = map.optionalNumber("noise").orElse(standard);
    long seed = map.optionalLong("seed").orElse(1L);
    boolean renew = map.truth("renew", true);
    return map.build(() -> new TrainingConfig.Supervision(kind, noise, seed, renew));
  }

  private Optional<TrainingConfig.Discriminator> discriminator(Keys map) {
    double weight = map.number("weight");
    double rate = map.number("rate");
    int hidden = map.integer("hidden");
    double decay = map.optionalNumber("decay").orElse(0.0);
    double dropout = map.optionalNumber("dropout").orElse(0.0);
    return map.build(() -> new TrainingConfig.Discriminator(weight, rate, hidden, decay, dropout));
  }

  private Optional<TrainingConfig.Validation> validation(Keys map, boolean hasSets) {
    Optional<Integer> sequences =
        hasSets && !map.has("sequences") ? Optional.empty() : Optional.of(map.integer("sequences"));
    long seed = map.optionalLong("seed").orElse(1L);
    int every = map.integer("every");
    return map.build(() -> new TrainingConfig.Validation(sequences, seed, every));
  }

  private static Optional<TrainingConfig.Data> simulated(Keys map) {
    int clips = map.integer("clips");
    long seed = map.optionalLong("seed").orElse(1L);
    double fps = map.number("fps");
    int features = map.integer("features");
    return map.build(() -> new TrainingConfig.Data(clips, seed, fps, features));
  }

  /** Data sets by name or as maps; what they read has to be there. */
  private Optional<TrainingConfig.Sets> sets(Keys map, Mistakes mistakes) {
    BlockReader blocks =
        new BlockReader(words, new PresentFiles(roots, FileCheck.NONE, true), mistakes);
    Optional<DatasetConfig> training = map.section(TRAINING).flatMap(blocks::dataset);
    Optional<DatasetConfig> validation = map.section(VALIDATION).flatMap(blocks::dataset);
    return map.build(
        () -> new TrainingConfig.Sets(training.orElseThrow(), validation.orElseThrow()));
  }

  /** Networks by name or as maps; their checkpoints need not be there, since they are made here. */
  private List<ModelConfig.Network> models(Keys keys, Mistakes mistakes) {
    BlockReader blocks =
        new BlockReader(words, new PresentFiles(roots, FileCheck.NONE, false), mistakes);
    List<ModelConfig.Network> models = new ArrayList<>();
    for (Keys.Item item : keys.items("models", true)) {
      if (item.node() instanceof Mapping map) {
        Keys inner = new Keys(map, item.path(), roots, mistakes);
        blocks
            .model(inner)
            .ifPresent(
                model -> {
                  if (model instanceof ModelConfig.Network network) {
                    models.add(network);
                  } else {
                    mistakes.add(
                        item.node().place(), item.path(), "expected a network that can be trained");
                  }
                });
      }
    }
    return models;
  }
}
