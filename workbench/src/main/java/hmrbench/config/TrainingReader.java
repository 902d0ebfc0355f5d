package hmrbench.config;

import hmrbench.config.Node.Listing;
import hmrbench.config.Node.Mapping;
import hmrbench.config.Node.Scalar;
import hmrbench.core.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads training recipes: YAML in, a validated record out, every mistake at once. */
public final class TrainingReader {

  private static final String KIND = "training";

  private final Path project;
  private final Path workingFolder;
  private final Vocabulary words;

  /**
   * @param project the folder that holds {@code configs}
   * @param workingFolder what relative paths of overrides are relative to
   */
  public TrainingReader(Path project, Path workingFolder, Vocabulary words) {
    this.project = project;
    this.workingFolder = workingFolder;
    this.words = words;
  }

  /** Whether an experiment file is a training recipe and not a comparison of models. */
  public boolean isRecipe(Path experiment) {
    Mistakes mistakes = new Mistakes();
    return new Blocks(roots())
        .read(file(experiment).toAbsolutePath().normalize(), mistakes)
        .map(root -> root.entries().containsKey("temporal"))
        .orElse(false);
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
    Mistakes mistakes = new Mistakes();
    Path file = file(recipe);
    if (!Files.exists(file)) {
      throw Fault.asked(
          "%s: there is no such recipe; name a folder with an %s, a YAML file, or one of %s",
          recipe, ConfigReader.FILE, new Blocks(roots()).names(KIND));
    }
    Overrides changes = new Overrides(overrides, workingFolder, mistakes);
    Optional<TrainingConfig> config =
        new Blocks(roots())
            .read(file.toAbsolutePath().normalize(), mistakes)
            .map(changes::applyShort)
            .map(root -> changes.applyLong(withModelsLookedUp(root, mistakes)))
            .flatMap(root -> training(new Keys(root, "", roots(), mistakes), mistakes));
    if (config.isEmpty() || mistakes.count() > 0) {
      throw Fault.asked("%s", String.join("\n", mistakes.lines()));
    }
    return config.get();
  }

  private Path file(Path recipe) {
    if (Files.isDirectory(recipe)) {
      return recipe.resolve(ConfigReader.FILE);
    }
    Path named = new Blocks(roots()).file(KIND, recipe.toString());
    return Files.isRegularFile(recipe) || !Files.isRegularFile(named) ? recipe : named;
  }

  private PathRoots roots() {
    return new PathRoots(project, project.resolve("data"));
  }

  private Mapping withModelsLookedUp(Mapping root, Mistakes mistakes) {
    if (!(root.entries().get("models") instanceof Listing list)) {
      return root;
    }
    Blocks blocks = new Blocks(roots());
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

  private Optional<TrainingConfig> training(Keys keys, Mistakes mistakes) {
    String name = keys.text("name");
    List<ModelConfig.Network> models = models(keys, mistakes);
    List<Long> seeds = keys.integers("seeds", List.of(1)).stream().map(Integer::longValue).toList();
    Optional<TrainingConfig.Data> data =
        section(keys, "data", mistakes)
            .flatMap(
                map -> {
                  int clips = map.integer("clips");
                  long seed = map.optionalLong("seed").orElse(1L);
                  double fps = map.number("fps");
                  int features = map.integer("features");
                  return map.build(() -> new TrainingConfig.Data(clips, seed, fps, features));
                });
    Optional<TrainingConfig.Sizes> sizes = section(keys, "sizes", mistakes).flatMap(this::sizes);
    Optional<Path> start = keys.optionalPath("start");
    List<Integer> lengths = keys.integers("lengths", List.of());
    Optional<TrainingConfig.Stage> temporal =
        section(keys, "temporal", mistakes).flatMap(map -> temporal(map, lengths));
    Optional<TrainingConfig.Stage> regressor =
        keys.has("start")
            ? keys.map("regressor").flatMap(this::stage)
            : section(keys, "regressor", mistakes).flatMap(this::stage);
    Optional<TrainingConfig.Optimiser> optimiser =
        section(keys, "optimiser", mistakes)
            .flatMap(
                map -> {
                  Optional<Double> finalRate = map.optionalNumber("final-rate");
                  double longest = map.number("longest-gradient");
                  return map.build(() -> new TrainingConfig.Optimiser(finalRate, longest));
                });
    Optional<TrainingConfig.UntilFlat> untilFlat = keys.map("until-flat").flatMap(this::untilFlat);
    Optional<TrainingConfig.Validation> validation =
        section(keys, "validation", mistakes).flatMap(this::validation);
    Path output = keys.path("output");
    return keys.build(
        () ->
            new TrainingConfig(
                name,
                models,
                seeds,
                data.orElseThrow(),
                sizes.orElseThrow(),
                regressor,
                temporal.orElseThrow(),
                optimiser.orElseThrow(),
                untilFlat,
                start,
                lengths,
                validation.orElseThrow(),
                output));
  }

  private static Optional<Keys> section(Keys keys, String key, Mistakes mistakes) {
    if (!keys.has(key)) {
      mistakes.add(keys.place(key), keys.pathOf(key), "is missing; expected a map");
    }
    return keys.map(key);
  }

  private Optional<TrainingConfig.Sizes> sizes(Keys map) {
    int hidden = map.integer("hidden");
    int layers = map.integer("layers");
    int regressor = map.integer("regressor");
    int attention = map.integer("attention");
    return map.build(() -> new TrainingConfig.Sizes(hidden, layers, regressor, attention));
  }

  private Optional<TrainingConfig.Stage> stage(Keys map) {
    return stage(map, map.integer("steps"));
  }

  /** Several lengths have a key of their own, in place of {@code steps}. */
  private Optional<TrainingConfig.Stage> temporal(Keys map, List<Integer> lengths) {
    return lengths.isEmpty()
        ? stage(map)
        : stage(map, lengths.stream().mapToInt(Integer::intValue).max().orElseThrow());
  }

  private Optional<TrainingConfig.Stage> stage(Keys map, int steps) {
    int batch = map.integer("batch");
    double rate = map.number("rate");
    return map.build(() -> new TrainingConfig.Stage(steps, batch, rate));
  }

  private Optional<TrainingConfig.UntilFlat> untilFlat(Keys map) {
    int looks = map.integer("looks");
    double loss = map.number("loss");
    double paMpjpe = map.number("pa-mpjpe-mm");
    int cuts = map.integer("cuts");
    double cut = map.number("cut");
    return map.build(() -> new TrainingConfig.UntilFlat(looks, loss, paMpjpe, cuts, cut));
  }

  private Optional<TrainingConfig.Validation> validation(Keys map) {
    int sequences = map.integer("sequences");
    long seed = map.optionalLong("seed").orElse(1L);
    int every = map.integer("every");
    return map.build(() -> new TrainingConfig.Validation(sequences, seed, every));
  }

  /** Networks by name or as maps; their checkpoints need not be there, since they are made here. */
  private List<ModelConfig.Network> models(Keys keys, Mistakes mistakes) {
    BlockReader blocks =
        new BlockReader(words, new PresentFiles(roots(), FileCheck.NONE, false), mistakes);
    List<ModelConfig.Network> models = new ArrayList<>();
    for (Keys.Item item : keys.items("models", true)) {
      if (item.node() instanceof Mapping map) {
        Keys inner = new Keys(map, item.path(), roots(), mistakes);
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
