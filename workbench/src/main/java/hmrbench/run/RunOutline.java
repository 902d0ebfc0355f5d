package hmrbench.run;

import hmrbench.config.ConfigWriter;
import hmrbench.config.DatasetConfig;
import hmrbench.config.ExperimentConfig;
import hmrbench.config.PathRoots;
import hmrbench.core.Fault;
import hmrbench.record.Cell;
import hmrbench.record.Manifest;
import hmrbench.record.RunFolder;
import hmrbench.record.Sha256;
import hmrbench.run.ExperimentPlan.PlannedCell;
import hmrbench.run.ExperimentPlan.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run would do, without doing it.
 *
 * @param shards every cell, and whether its records are there
 * @param framesToPredict frames of all clips that a model would see
 * @param framesToScore rows of all missing cells
 * @param seconds at the speed of the run that is there, or of one beside it; none without any
 */
public record RunOutline(
    List<PlannedShard> shards, long framesToPredict, long framesToScore, Optional<Double> seconds) {

  /** A cell, and whether its records are there. */
  public record PlannedShard(Cell cell, boolean there) {}

  /** Plans an experiment against a folder. */
  public static RunOutline of(ExperimentConfig config, PathRoots roots, Path out) {
    Map<String, DataSource> sources = new LinkedHashMap<>();
    try {
      for (DatasetConfig dataset : config.datasets()) {
        sources.put(dataset.name(), DataSource.open(dataset, config.limit()));
      }
      ExperimentPlan plan = ExperimentPlan.of(config, sources);
      return of(plan, sources, earlier(config, roots, out), measured(out));
    } finally {
      sources.values().forEach(DataSource::close);
    }
  }

  /** The run of this very experiment that is there, if there is one. */
  private static Optional<Manifest> earlier(ExperimentConfig config, PathRoots roots, Path out) {
    String hash = Sha256.of(ConfigWriter.write(config, roots));
    return manifest(out).filter(manifest -> manifest.question().configHash().equals(hash));
  }

  /** The speed of the run that is there, or else of the one beside it that saw most frames. */
  private static List<Manifest.Throughput> measured(Path out) {
    List<Manifest.Throughput> own = manifest(out).map(Manifest::throughput).orElse(List.of());
    Path beside = out.toAbsolutePath().getParent();
    if (!own.isEmpty() || beside == null || !Files.isDirectory(beside)) {
      return own;
    }
    try (Stream<Path> folders = Files.list(beside)) {
      return folders
          .sorted()
          .flatMap(folder -> manifest(folder).stream())
          .map(Manifest::throughput)
          .max(Comparator.comparingLong(RunOutline::frames))
          .orElse(List.of());
    } catch (IOException e) {
      return List.of(); // A folder that cannot be listed tells nothing about speed.
    }
  }

  private static long frames(List<Manifest.Throughput> stages) {
    return stages.stream().mapToLong(Manifest.Throughput::frames).sum();
  }

  private static Optional<Manifest> manifest(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try {
      return Optional.of(RunFolder.manifest(folder));
    } catch (Fault e) {
      return Optional.empty(); // No run, or one of another program: nothing of it would be kept.
    }
  }

  private static RunOutline of(
      ExperimentPlan plan,
      Map<String, DataSource> sources,
      Optional<Manifest> earlier,
      List<Manifest.Throughput> measured) {
    List<Cell> there =
        earlier.stream()
            .flatMap(manifest -> manifest.records().shards().stream())
            .filter(shard -> shard.state() == Manifest.State.DONE)
            .map(Manifest.Shard::cell)
            .toList();
    List<PlannedShard> shards = new ArrayList<>();
    long predicted = 0;
    long scored = 0;
    for (Task task : plan.tasks()) {
      long missing = 0;
      for (PlannedCell cell : task.cells()) {
        boolean done = there.contains(cell.cell());
        shards.add(new PlannedShard(cell.cell(), done));
        missing += done ? 0 : 1;
      }
      if (missing > 0) {
        DataSource source = Objects.requireNonNull(sources.get(task.dataset().name()));
        long frames = source.frames(task.inputRate());
        predicted += frames;
        scored += missing * frames / task.step();
      }
    }
    return new RunOutline(shards, predicted, scored, seconds(measured, scored));
  }

  /** The time of all stages per scored frame, over as many workers as this machine has cores. */
  private static Optional<Double> seconds(List<Manifest.Throughput> stages, long frames) {
    if (stages.isEmpty()) {
      return Optional.empty();
    }
    double perFrame = 0;
    for (Manifest.Throughput stage : stages) {
      perFrame += stage.frames() == 0 ? 0 : stage.seconds() / stage.frames();
    }
    return Optional.of(perFrame * frames / Runtime.getRuntime().availableProcessors());
  }
}
