package hmrbench.run;

import hmrbench.config.ConfigWriter;
import hmrbench.config.DatasetConfig;
import hmrbench.config.DatasetConfig.Mocap;
import hmrbench.config.DatasetConfig.RawThreeDpw;
import hmrbench.config.DatasetConfig.Simulated;
import hmrbench.config.DatasetConfig.TcmrDb;
import hmrbench.config.ExperimentConfig;
import hmrbench.config.ModelConfig;
import hmrbench.config.PathRoots;
import hmrbench.config.ProtocolConfig;
import hmrbench.core.Fault;
import hmrbench.data.official.PredictionFile;
import hmrbench.data.official.RawThreeDpwDataset;
import hmrbench.metric.Protocol;
import hmrbench.metric.Protocols;
import hmrbench.record.Manifest;
import hmrbench.record.Manifest.Card;
import hmrbench.record.Manifest.DataCard;
import hmrbench.record.Manifest.DataFacts;
import hmrbench.record.Manifest.InputFile;
import hmrbench.record.Manifest.ModelCard;
import hmrbench.record.Sha256;
import hmrbench.train.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The manifest of a run that is about to start. */
final class ManifestDraft {

  private final ExperimentConfig config;
  private final PathRoots roots;

  ManifestDraft(ExperimentConfig config, PathRoots roots) {
    this.config = config;
    this.roots = roots;
  }

  /**
   * @param device in words
   * @param engine name and version, where an engine is loaded
   * @param batches by model, how many windows it takes at a time, in words
   * @param started ISO 8601, UTC
   */
  Manifest of(
      ExperimentPlan plan,
      Map<String, DataSource> sources,
      String device,
      Map<String, String> engine,
      Map<String, String> batches,
      String started) {
    Manifest.Machine machine = new Manifest.Machine(device, versions(engine));
    return new Manifest(
        Manifest.SCHEMA_VERSION,
        new Manifest.Program(Program.version(), Program.commit(roots.project()).orElse(null)),
        question(),
        machine,
        inputs(),
        new Manifest.Subjects(
            config.models().stream().map(model -> card(model, batches)).toList(),
            config.datasets().stream()
                .map(it -> card(it, java.util.Objects.requireNonNull(sources.get(it.name()))))
                .toList(),
            config.protocols().stream().map(ManifestDraft::card).toList()),
        Manifest.Records.planned(plan.cells()),
        List.of(new Manifest.Session(started, null, machine, 0, List.of())),
        null,
        List.of());
  }

  private Manifest.Question question() {
    return new Manifest.Question(
        config.name(),
        config.report().title().orElse(config.name()),
        config.report().reference().orElse(null),
        config.baseline().orElse(null),
        Sha256.of(ConfigWriter.write(config, roots)),
        config.frameRateMode().name().toLowerCase(Locale.ROOT),
        config.seeds());
  }

  private static Map<String, String> versions(Map<String, String> engine) {
    Map<String, String> versions = new TreeMap<>(engine);
    versions.put("build", Program.build());
    versions.put("java", System.getProperty("java.version"));
    versions.put(
        "os", "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    versions.put("cpu", Machine.processor());
    return versions;
  }

  /** Every file that the run reads, by path. */
  private List<InputFile> inputs() {
    TreeSet<Path> files = new TreeSet<>();
    config.models().stream()
        .flatMap(model -> model.checkpoint().stream())
        .forEach(
            path -> {
              if (Files.isDirectory(path)) {
                files.addAll(PredictionFile.filesBelow(path));
              } else {
                files.add(path);
              }
            });
    config.datasets().forEach(dataset -> files.addAll(dataset.match(new InputFiles())));
    config.filtersChosenOn().ifPresent(dataset -> files.addAll(dataset.match(new InputFiles())));
    List<InputFile> inputs = new ArrayList<>();
    for (Path file : files) {
      try {
        inputs.add(new InputFile(roots.text(file), Files.size(file), Sha256.of(file)));
      } catch (IOException e) {
        throw new Fault(Fault.Kind.ASKED_WRONGLY, "%s: cannot be read: %s".formatted(file, e), e);
      }
    }
    return inputs;
  }

  /** What pages need to know of a data set. */
  private static final class Facts implements DatasetConfig.Cases<DataFacts> {

    @Override
    public DataFacts simulated(Simulated simulated) {
      return new DataFacts(null, List.of());
    }

    @Override
    public DataFacts mocap(Mocap mocap) {
      return new DataFacts(null, List.of());
    }

    @Override
    public DataFacts tcmrDb(TcmrDb db) {
      return new DataFacts(db.kind().key(), List.of(String.valueOf(db.file().getFileName())));
    }

    @Override
    public DataFacts rawThreeDpw(RawThreeDpw raw) {
      return new DataFacts("3dpw", List.of());
    }
  }

  private static final class InputFiles implements DatasetConfig.Cases<List<Path>> {

    @Override
    public List<Path> simulated(Simulated simulated) {
      return List.of();
    }

    @Override
    public List<Path> mocap(Mocap mocap) {
      return mocap.files().stream().flatMap(path -> below(path).stream()).toList();
    }

    @Override
    public List<Path> tcmrDb(TcmrDb db) {
      List<Path> files = new ArrayList<>(List.of(db.file()));
      files.addAll(below(db.bodyModel()));
      return files;
    }

    @Override
    public List<Path> rawThreeDpw(RawThreeDpw raw) {
      List<Path> files = new ArrayList<>(RawThreeDpwDataset.files(raw));
      files.addAll(below(raw.bodyModel()));
      return files;
    }

    private static List<Path> below(Path path) {
      if (!Files.isDirectory(path)) {
        return List.of(path);
      }
      try (Stream<Path> files = Files.list(path)) {
        return files.filter(Files::isRegularFile).toList();
      } catch (IOException e) {
        throw new Fault(Fault.Kind.ASKED_WRONGLY, "%s: cannot be listed: %s".formatted(path, e), e);
      }
    }
  }

  private ModelCard card(ModelConfig model, Map<String, String> batches) {
    List<String> lines = new ArrayList<>(ConfigWriter.describe(model, roots));
    String batch = batches.get(model.name());
    if (batch != null) {
      lines.add("windows per batch: " + batch);
    }
    return new ModelCard(model.name(), lines, ModelDescription.of(model));
  }

  private DataCard card(DatasetConfig dataset, DataSource source) {
    List<String> lines = new ArrayList<>(ConfigWriter.describe(dataset, roots));
    lines.add("joints: " + source.dataset().joints());
    lines.add("sequences evaluated: " + source.sequences());
    return new DataCard(dataset.name(), lines, dataset.match(new Facts()));
  }

  private static Card card(ProtocolConfig config) {
    Protocol protocol = Protocols.named(config.protocol()).orElseThrow();
    List<String> lines = new ArrayList<>();
    lines.add("protocol: %s, version %d".formatted(protocol.name(), protocol.version()));
    lines.addAll(protocol.description());
    config.windowing().ifPresent(rule -> lines.add("windows here: %s instead".formatted(rule)));
    return new Card(config.name(), lines);
  }
}
