package hmrbench.config;

import hmrbench.config.Node.Listing;
import hmrbench.config.Node.Mapping;
import hmrbench.config.Node.Scalar;
import hmrbench.core.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads experiments: YAML in, validated records out, every mistake at once. */
public final class ConfigReader {

  /** The data set on which parameters of filters are chosen. */
  private static final String CHOSEN_ON = "filters-chosen-on";

  /** Filters that look at 2D joints: the same as a name under {@code filters}. */
  private static final String REFINE = "refine";

  /** Name of the file in an experiment's folder. */
  public static final String FILE = "experiment.yaml";

  private static final Pattern DEVICE = Pattern.compile("auto|cpu|gpu(:([0-9]{1,2}|all))?");

  private final Path project;
  private final Optional<Path> dataFolder;
  private final Path workingFolder;
  private final Vocabulary words;
  private final FileCheck fileCheck;

  /**
   * @param project the folder that holds {@code configs}
   * @param dataFolder where licensed files lie (HMRBENCH_DATA); {@code data} in the project where
   *     absent
   * @param workingFolder what relative paths of overrides are relative to
   */
  public ConfigReader(
      Path project, Optional<Path> dataFolder, Path workingFolder, Vocabulary words) {
    this(project, dataFolder, workingFolder, words, FileCheck.NONE);
  }

  /** As above, and checks the content of present files. */
  public ConfigReader(
      Path project,
      Optional<Path> dataFolder,
      Path workingFolder,
      Vocabulary words,
      FileCheck fileCheck) {
    this.project = project;
    this.dataFolder = dataFolder;
    this.workingFolder = workingFolder;
    this.words = words;
    this.fileCheck = fileCheck.once();
  }

  /**
   * The result of reading.
   *
   * @param experiment there if there was no mistake
   * @param mistakes one line each
   * @param missing files that the experiment needs and that are missing or something else
   */
  public record Result(
      Optional<ExperimentConfig> experiment, List<String> mistakes, List<MissingFile> missing) {}

  /**
   * Reads an experiment that is to be run.
   *
   * @param experiment its file, or a folder that holds {@value #FILE}
   * @param overrides each {@code key=value}
   * @throws Fault with all mistakes, missing files among them, one per line
   */
  public ExperimentConfig read(Path experiment, List<String> overrides) {
    Result result = check(experiment, overrides, true);
    return result
        .experiment()
        .orElseThrow(() -> Fault.asked("%s", String.join("\n", result.mistakes())));
  }

  /**
   * Reads an experiment and reports what is wrong with it.
   *
   * @param filesRequired whether a missing file is a mistake
   */
  public Result check(Path experiment, List<String> overrides, boolean filesRequired) {
    Path file = Files.isDirectory(experiment) ? experiment.resolve(FILE) : experiment;
    if (!Files.exists(file)) {
      return new Result(
          Optional.empty(),
          List.of(
              "%s: there is no such experiment; name a folder with an %s, or a YAML file"
                  .formatted(experiment, FILE)),
          List.of());
    }
    Mistakes mistakes = new Mistakes();
    return check(
        new Blocks(roots(Optional.empty(), mistakes))
            .read(file.toAbsolutePath().normalize(), mistakes),
        overrides,
        filesRequired,
        mistakes);
  }

  /**
   * Reads the experiment that scores predictions of another program.
   *
   * @param overrides each {@code key=value}
   * @throws Fault with all mistakes, missing files among them, one per line
   */
  public ExperimentConfig read(ScoreQuestion question, List<String> overrides) {
    Mistakes mistakes = new Mistakes();
    Blocks blocks = new Blocks(roots(Optional.empty(), mistakes));
    Result result =
        check(
            Optional.of(question.experiment(blocks, workingFolder, mistakes)),
            overrides,
            true,
            mistakes);
    return result
        .experiment()
        .orElseThrow(() -> Fault.asked("%s", String.join("\n", result.mistakes())));
  }

  /**
   * One of the project's models; whether its checkpoints are there is not looked at.
   *
   * @param name of a file in {@code configs/models}
   * @throws Fault with all mistakes, one per line, that there is none of this name among them
   */
  public ModelConfig model(String name) {
    return named("models", name, (blocks, keys) -> blocks.model(keys));
  }

  /** As {@link #model}, one of the project's data sets. */
  public DatasetConfig dataset(String name) {
    return named("datasets", name, (blocks, keys) -> blocks.dataset(keys));
  }

  private <V> V named(String kind, String name, BiFunction<BlockReader, Keys, Optional<V>> reader) {
    Mistakes mistakes = new Mistakes();
    PathRoots roots = roots();
    Place place = new Place("command line", 0, workingFolder);
    Optional<V> read =
        new Blocks(roots)
            .find(kind, new Scalar(place, Scalar.Type.TEXT, name), kind, mistakes)
            .flatMap(
                map ->
                    reader.apply(
                        new BlockReader(
                            words, new PresentFiles(roots, FileCheck.NONE, false), mistakes),
                        new Keys(map, "", roots, mistakes)));
    return read.filter(it -> mistakes.count() == 0)
        .orElseThrow(() -> Fault.asked("%s", String.join("\n", mistakes.lines())));
  }

  private Result check(
      Optional<Mapping> read, List<String> overrides, boolean filesRequired, Mistakes mistakes) {
    Overrides changes = new Overrides(overrides, workingFolder, mistakes);
    Optional<Mapping> root = read.map(changes::applyShort);
    if (root.isEmpty()) {
      return new Result(Optional.empty(), mistakes.lines(), List.of());
    }
    int before = mistakes.count();
    PathRoots roots = roots(root, mistakes);
    Mapping whole = changes.applyLong(withNamesLookedUp(root.get(), roots, mistakes));
    PresentFiles files = new PresentFiles(roots, fileCheck, filesRequired);
    Optional<ExperimentConfig> config =
        experiment(
            new Keys(whole, "", roots, mistakes, before),
            new BlockReader(words, files, mistakes),
            roots,
            mistakes);
    return new Result(
        mistakes.count() > 0 ? Optional.empty() : config, mistakes.lines(), files.missing());
  }

  /** The folders that paths may start from; the key {@code data} wins over the environment. */
  private PathRoots roots(Optional<Mapping> root, Mistakes mistakes) {
    PathRoots standard = roots();
    if (root.isPresent() && root.get().entries().get("data") instanceof Scalar data) {
      return standard
          .resolve(data.text(), data.place(), "data", mistakes)
          .map(folder -> new PathRoots(project, folder))
          .orElse(standard);
    }
    return standard;
  }

  /** The folders that paths may start from where the experiment does not say. */
  public PathRoots roots() {
    return PathRoots.of(project, dataFolder);
  }

  private static Mapping withNamesLookedUp(Mapping root, PathRoots roots, Mistakes mistakes) {
    Mapping whole = root;
    Blocks blocks = new Blocks(roots);
    for (String kind : List.of("models", "datasets", "protocols")) {
      if (root.entries().get(kind) instanceof Listing list) {
        List<Node> items = new ArrayList<>();
        for (Node item : list.items()) {
          if (item instanceof Scalar name) {
            String key = "%s[%d]".formatted(kind, items.size());
            // A name that is not known stays a name, so that the positions of the others hold.
            items.add(
                blocks.find(kind, name, key, mistakes).map(found -> (Node) found).orElse(name));
          } else {
            items.add(item);
          }
        }
        whole = whole.with(kind, new Listing(list.place(), items));
      }
    }
    if (root.entries().get(CHOSEN_ON) instanceof Scalar name
        && name.type() != Scalar.Type.NOTHING) {
      Optional<Mapping> found = blocks.find("datasets", name, CHOSEN_ON, mistakes);
      whole = found.isPresent() ? whole.with(CHOSEN_ON, found.get()) : whole;
    }
    return whole;
  }

  private Optional<ExperimentConfig> experiment(
      Keys keys, BlockReader blocks, PathRoots roots, Mistakes mistakes) {
    String name = keys.text("name");
    List<ModelConfig> models = blocks(keys, "models", blocks::model, roots, mistakes);
    List<DatasetConfig> datasets = blocks(keys, "datasets", blocks::dataset, roots, mistakes);
    List<ProtocolConfig> protocols =
        keys.node("protocols").isPresent()
            ? blocks(keys, "protocols", blocks::protocol, roots, mistakes)
            : List.of(ProtocolConfig.of("tcmr"));
    List<FrameRate> rates = frameRates(keys, mistakes);
    FrameRate.Mode mode =
        keys.oneOf(
                "frame-rate-mode",
                Arrays.asList(FrameRate.Mode.values()),
                value -> value.name().toLowerCase(Locale.ROOT))
            .orElse(FrameRate.Mode.INPUT);
    List<String> filters = filters(keys, mistakes);
    Optional<DatasetConfig> chosenOn =
        keys.node(CHOSEN_ON)
            .filter(Mapping.class::isInstance)
            .flatMap(node -> blocks.dataset(new Keys((Mapping) node, CHOSEN_ON, roots, mistakes)));
    List<Integer> seeds = keys.integers("seeds", List.of(1));
    String device = device(keys, mistakes);
    Optional<String> baseline = keys.optionalText("baseline");
    List<Intervention> interventions = interventions(keys, mistakes);
    Optional<Integer> limit = keys.optionalInteger("limit");
    ExperimentConfig.Report report = report(keys, mistakes);
    keys.optionalText("data");
    requireSeeds(models, seeds, keys, mistakes);
    return keys.build(
        () ->
            new ExperimentConfig(
                name,
                models,
                datasets,
                protocols,
                new ExperimentConfig.Rates(rates, mode),
                new ExperimentConfig.Smoothing(filters, chosenOn),
                seeds,
                new ExperimentConfig.Extent(device, limit),
                new ExperimentConfig.Questions(baseline, interventions),
                report));
  }

  private static <V> List<V> blocks(
      Keys keys,
      String kind,
      Function<Keys, Optional<V>> reader,
      PathRoots roots,
      Mistakes mistakes) {
    List<V> read = new ArrayList<>();
    if (!keys.has(kind)) {
      mistakes.add(
          keys.place(kind),
          kind,
          "is missing; expected a list of names in configs/%s or maps",
          kind);
    }
    for (Keys.Item item : keys.items(kind, true)) {
      if (item.node() instanceof Mapping map) {
        String path =
            map.entries().get("name") instanceof Scalar name
                ? "%s.%s".formatted(kind, name.text())
                : item.path();
        reader.apply(new Keys(map, path, roots, mistakes)).ifPresent(read::add);
      } else if (!(item.node() instanceof Scalar)) {
        mistakes.add(
            item.node().place(),
            item.path(),
            "expected a name or a map, got %s",
            item.node().kind());
      }
    }
    return read;
  }

  private static List<FrameRate> frameRates(Keys keys, Mistakes mistakes) {
    List<FrameRate> rates = new ArrayList<>();
    for (Keys.Item item : keys.items("frame-rates", true)) {
      if (item.node() instanceof Scalar scalar && scalar.text().equals("native")) {
        rates.add(FrameRate.NATIVE);
        continue;
      }
      Optional<Double> hertz = keys.numberOf(item.node(), item.path());
      if (hertz.isPresent() && hertz.get() <= 0) {
        mistakes.add(
            item.node().place(),
            item.path(),
            "expected native or a rate above 0, got %s",
            BadValue.shown(hertz.get()));
      } else {
        hertz.map(FrameRate::of).ifPresent(rates::add);
      }
    }
    return keys.has("frame-rates") ? rates : List.of(FrameRate.NATIVE);
  }

  /** Refinements stand behind the filters, in the same column of the records. */
  private List<String> filters(Keys keys, Mistakes mistakes) {
    List<String> filters = keys.texts("filters", List.of("none"));
    for (String filter : filters) {
      words
          .whyNoFilter()
          .apply(filter)
          .ifPresent(why -> mistakes.add(keys.place("filters"), "filters", "%s", why));
    }
    List<String> all = new ArrayList<>(filters);
    for (String refinement : refinements(keys)) {
      words
          .whyNoRefinement()
          .apply(refinement)
          .ifPresent(why -> mistakes.add(keys.place(REFINE), REFINE, "%s", why));
      all.add(refinement);
    }
    return all;
  }

  /** One name, or a list of them. */
  private static List<String> refinements(Keys keys) {
    return keys.node(REFINE).filter(Scalar.class::isInstance).isPresent()
        ? List.of(keys.text(REFINE))
        : keys.texts(REFINE, List.of());
  }

  private static List<Intervention> interventions(Keys keys, Mistakes mistakes) {
    List<Intervention> interventions = new ArrayList<>();
    for (String word : keys.texts("interventions", List.of())) {
      Arrays.stream(Intervention.values())
          .filter(kind -> kind.key().equals(word))
          .findFirst()
          .ifPresentOrElse(
              interventions::add,
              () ->
                  mistakes.add(
                      keys.place("interventions"),
                      "interventions",
                      "expected some of %s, got \"%s\"",
                      Arrays.stream(Intervention.values()).map(Intervention::key).toList(),
                      word));
    }
    return interventions;
  }

  private static String device(Keys keys, Mistakes mistakes) {
    String device = keys.optionalText("device").orElse("auto");
    if (!DEVICE.matcher(device).matches()) {
      mistakes.add(
          keys.place("device"),
          "device",
          "expected auto, cpu, gpu, gpu:N or gpu:all, got \"%s\"",
          device);
    }
    return device;
  }

  private ExperimentConfig.Report report(Keys keys, Mistakes mistakes) {
    Optional<Keys> report = keys.map("report");
    if (report.isEmpty()) {
      return new ExperimentConfig.Report(Optional.empty(), Optional.empty());
    }
    Optional<String> title = report.get().optionalText("title");
    Optional<String> reference = report.get().optionalText("reference");
    if (reference.isPresent()
        && !words.references().isEmpty()
        && !words.references().contains(reference.get())) {
      mistakes.add(
          report.get().place("reference"),
          "report.reference",
          "expected a table or system in print, such as published/tcmr-table-4, got \"%s\"%s",
          reference.get(),
          Nearest.hint(reference.get(), words.references()));
    }
    return report
        .get()
        .build(() -> new ExperimentConfig.Report(title, reference))
        .orElse(new ExperimentConfig.Report(title, reference));
  }

  private static void requireSeeds(
      List<ModelConfig> models, List<Integer> seeds, Keys keys, Mistakes mistakes) {
    for (ModelConfig model : models) {
      int checkpoints = model.checkpoint().size();
      for (int seed : seeds) {
        if (checkpoints > 1 && seed > checkpoints) {
          mistakes.add(
              keys.place("seeds"),
              "seeds",
              "model %s has no checkpoint for seed %d; it has %d",
              model.name(),
              seed,
              checkpoints);
        }
      }
    }
  }

  /** The experiments of the project: folders below {@code experiments} with a {@value #FILE}. */
  public Map<String, Path> experiments() {
    return ExperimentFolders.below(project.resolve("experiments"));
  }
}
