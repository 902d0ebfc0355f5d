package hmrbench.run;

import hmrbench.config.DatasetConfig;
import hmrbench.config.ExperimentConfig;
import hmrbench.config.ModelConfig;
import hmrbench.config.PathRoots;
import hmrbench.core.Fault;
import hmrbench.core.Remark;
import hmrbench.data.DataFormat;
import hmrbench.data.official.PredictionFile;
import hmrbench.io.FileStamp;
import hmrbench.io.TwinFiles;
import hmrbench.model.Checkpoints;
import hmrbench.record.Manifest;
import hmrbench.record.Sha256;
import hmrbench.run.ExperimentPlan.Task;
import hmrbench.train.CheckpointCard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files that a run reads, as they were before any of them was opened. What is hashed is what is
 * used: a file that is written, cut or replaced later is noticed before a cell made of it is
 * recorded. Safe for several threads.
 */
final class InputFiles {

  /** How files of weights end that data sets make features with. */
  private static final String WEIGHTS = ".safetensors";

  private final Map<String, List<FileStamp>> ofModels = new HashMap<>();
  private final Map<String, List<FileStamp>> ofDatasets = new HashMap<>();
  private final Optional<String> chosenOn;

  private InputFiles(ExperimentConfig config, ExperimentRun.Openings openings) {
    for (ModelConfig model : config.models()) {
      ofModels.put(model.name(), stamps(files(model)));
    }
    for (DatasetConfig dataset : config.datasets()) {
      ofDatasets.put(dataset.name(), stamps(openings.inputs(dataset)));
    }
    config
        .filtersChosenOn()
        .ifPresent(it -> ofDatasets.put(it.name(), stamps(openings.inputs(it))));
    chosenOn = config.filtersChosenOn().map(DatasetConfig::name);
  }

  /**
   * Looks at every file.
   *
   * @throws Fault if one is not there, or is no file
   */
  static InputFiles of(ExperimentConfig config, ExperimentRun.Openings openings) {
    return new InputFiles(config, openings);
  }

  private static List<Path> files(ModelConfig model) {
    List<Path> files = new ArrayList<>();
    for (Path path : model.checkpoint()) {
      if (model instanceof ModelConfig.Predictions && Files.isDirectory(path)) {
        files.addAll(PredictionFile.filesBelow(path));
      } else {
        files.addAll(Checkpoints.files(path));
      }
    }
    if (model instanceof ModelConfig.Predictions predictions) {
      predictions.reading().meshMaps().ifPresent(it -> files.addAll(DataFormat.below(it)));
    }
    return files;
  }

  /**
   * Doubts about checkpoints and predictions: copies, and weights that their card does not know.
   */
  List<Remark> remarks(ExperimentConfig config) {
    Map<Path, String> models = new LinkedHashMap<>();
    for (ModelConfig model : config.models()) {
      ofModels.getOrDefault(model.name(), List.of()).stream()
          .map(FileStamp::path)
          .forEach(path -> models.putIfAbsent(path, model.name()));
    }
    List<Remark> remarks = new ArrayList<>();
    TwinFiles.of(List.copyOf(models.keySet()))
        .forEach(
            (file, other) ->
                remarks.add(
                    Remark.doubt(
                        "same-file-twice",
                        file.toString(),
                        "holds the same bytes as %s, so model %s has no result besides that of %s;"
                                .formatted(other, models.get(file), models.get(other))
                            + " name each file once")));
    Set<Path> weights = new LinkedHashSet<>(models.keySet());
    ofDatasets.keySet().forEach(dataset -> weights.addAll(weightsOf(dataset)));
    Map<Path, String> hashes = new HashMap<>();
    weights.forEach(file -> ofCard(file, hashes).ifPresent(remarks::add));
    new TreeSet<>(ofDatasets.keySet())
        .forEach(dataset -> remarks.addAll(ofFeatures(dataset, models.keySet(), hashes)));
    return remarks;
  }

  /** Weights that a data set makes its features with. */
  private List<Path> weightsOf(String dataset) {
    return ofDatasets.getOrDefault(dataset, List.of()).stream()
        .map(FileStamp::path)
        .filter(file -> file.toString().endsWith(WEIGHTS))
        .toList();
  }

  /** Doubts about checkpoints that learnt from other features than a data set has. */
  private List<Remark> ofFeatures(
      String dataset, Collection<Path> checkpoints, Map<Path, String> hashes) {
    List<Path> weights = weightsOf(dataset);
    List<String> made = weights.stream().map(it -> hashes.computeIfAbsent(it, Sha256::of)).toList();
    String has =
        weights.isEmpty()
            ? "has none of a network"
            : "has those of %s, with %s".formatted(weights.get(0), made.get(0));
    List<Remark> remarks = new ArrayList<>();
    for (Path checkpoint : checkpoints) {
      Optional<String> learnt = CheckpointCard.featuresBeside(checkpoint);
      boolean ours = CheckpointCard.sha256Beside(checkpoint).isPresent();
      boolean alike = learnt.map(made::contains).orElse(weights.isEmpty() || !ours);
      if (!alike) {
        remarks.add(
            Remark.doubt(
                "features-of-another-network",
                checkpoint.toString(),
                "learnt from features of %s, and data set %s %s; use them where they belong"
                    .formatted(
                        learnt.map("the network with SHA-256 %s"::formatted).orElse("no network"),
                        dataset,
                        has)));
      }
    }
    return remarks;
  }

  private static Optional<Remark> ofCard(Path file, Map<Path, String> hashes) {
    return CheckpointCard.sha256Beside(file)
        .filter(expected -> !expected.equals(hashes.computeIfAbsent(file, Sha256::of)))
        .map(
            expected ->
                Remark.doubt(
                    "weights-of-no-card",
                    file.toString(),
                    "its SHA-256 is not %s, as model.yaml beside it says: the weights were changed,"
                            .formatted(expected)
                        + " or the card is of others; fetch both again"));
  }

  private static List<FileStamp> stamps(List<Path> files) {
    return files.stream().map(FileStamp::of).toList();
  }

  /**
   * Every file with its hash, by path.
   *
   * @throws Fault if one cannot be read, or is not the file that was looked at
   */
  List<Manifest.InputFile> hashed(PathRoots roots) {
    Map<Path, FileStamp> all = new TreeMap<>();
    ofModels.values().forEach(stamps -> stamps.forEach(it -> all.put(it.path(), it)));
    ofDatasets.values().forEach(stamps -> stamps.forEach(it -> all.put(it.path(), it)));
    List<Manifest.InputFile> inputs = new ArrayList<>();
    for (FileStamp stamp : all.values()) {
      String hash = Sha256.of(stamp.path());
      stamp.requireUnchanged();
      inputs.add(new Manifest.InputFile(roots.text(stamp.path()), stamp.bytes(), hash));
    }
    return inputs;
  }

  /**
   * Holds the files behind a task to what was hashed.
   *
   * @throws Fault if one has been written, cut, replaced or removed
   */
  void requireUnchanged(Task task) {
    requireUnchanged(ofModels, task.model().name());
    requireUnchanged(ofDatasets, task.dataset().name());
    chosenOn.ifPresent(name -> requireUnchanged(ofDatasets, name));
  }

  private static void requireUnchanged(Map<String, List<FileStamp>> stamps, String name) {
    stamps.getOrDefault(name, List.of()).forEach(FileStamp::requireUnchanged);
  }
}
