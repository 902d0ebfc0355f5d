package hmrbench.run;

import hmrbench.config.ConfigWriter;
import hmrbench.config.DatasetConfig;
import hmrbench.config.ExperimentConfig;
import hmrbench.config.ModelConfig;
import hmrbench.config.PathRoots;
import hmrbench.config.ProtocolConfig;
import hmrbench.metric.Protocol;
import hmrbench.record.Manifest;
import hmrbench.record.Manifest.DataCard;
import hmrbench.record.Manifest.DataFacts;
import hmrbench.record.Manifest.ModelCard;
import hmrbench.record.Manifest.ProtocolCard;
import hmrbench.record.Manifest.ProtocolFacts;
import hmrbench.record.Sha256;
import hmrbench.train.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The manifest of a run that is about to start. */
final class ManifestDraft {

  private final ExperimentConfig config;
  private final PathRoots roots;
  private final ExperimentRun.Openings openings;
  private final InputFiles inputs;

  ManifestDraft(
      ExperimentConfig config,
      PathRoots roots,
      ExperimentRun.Openings openings,
      InputFiles inputs) {
    this.config = config;
    this.openings = openings;
    this.roots = roots;
    this.inputs = inputs;
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
        inputs.hashed(roots),
        new Manifest.Subjects(
            config.models().stream().map(model -> card(model, batches)).toList(),
            config.datasets().stream()
                .map(it -> card(it, java.util.Objects.requireNonNull(sources.get(it.name()))))
                .toList(),
            config.protocols().stream().map(this::card).toList(),
            List.copyOf(Refinements.of(config, openings.extensions().filters()).keySet())),
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
        config.rates().mode().name().toLowerCase(Locale.ROOT),
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

  private ModelCard card(ModelConfig model, Map<String, String> batches) {
    List<String> lines = new ArrayList<>(ConfigWriter.describe(model, roots));
    String batch = batches.get(model.name());
    if (batch != null) {
      lines.add("windows per batch: " + batch);
    }
    return new ModelCard(
        model.name(), lines, ModelDescription.of(openings.extensions().models(), model));
  }

  private DataCard card(DatasetConfig dataset, DataSource source) {
    List<String> lines = new ArrayList<>(ConfigWriter.describe(dataset, roots));
    source.dataset().version().ifPresent(it -> lines.add(DataCard.versionLine(it)));
    lines.add("joints: " + source.dataset().joints());
    lines.add("sequences evaluated: " + source.sequences());
    return new DataCard(
        dataset.name(),
        lines,
        new DataFacts(dataset.published().orElse(null), dataset.fileNames()));
  }

  private ProtocolCard card(ProtocolConfig config) {
    Protocol protocol = openings.extensions().protocol(config);
    List<String> lines = new ArrayList<>();
    lines.add("protocol: %s, version %d".formatted(protocol.name(), protocol.version()));
    lines.addAll(protocol.description());
    config.windowing().ifPresent(rule -> lines.add("windows here: %s instead".formatted(rule)));
    return new ProtocolCard(
        config.name(),
        lines,
        new ProtocolFacts(protocol.version(), protocol.meshErrorIgnoresFilter()));
  }
}
