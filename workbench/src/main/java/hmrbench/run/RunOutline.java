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
import java.util.Set;
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

  /**
   * A cell of a plan.
   *
   * @param there whether its records are there
   * @param frames rows of it
   * @param task number of the task, from 0, with whose other cells it shares predictions
   * @param seconds that one core computes it for, at the speed of an earlier run; none without any
   * @param interventions whether interventions are made on it
   */
  public record PlannedShard(
      Cell cell,
      boolean there,
      long frames,
      int task,
      Optional<Double> seconds,
      boolean interventions) {}

  /** Plans an experiment against a folder. */
  public static RunOutline of(ExperimentConfig config, PathRoots roots, Path out) {
    Map<String, DataSource> sources = new LinkedHashMap<>();
    try {
      for (DatasetConfig dataset : config.datasets()) {
        sources.put(dataset.name(), DataSource.open(dataset, config.limit()));
      }
      ExperimentPlan plan = ExperimentPlan.of(config, sources, Extensions.all().filters());
      return of(config, plan, sources, earlier(config, roots, out), measured(out));
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
      return List.of(); // A folder that cannot be listed says nothing about speed.
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
      ExperimentConfig config,
      ExperimentPlan plan,
      Map<String, DataSource> sources,
      Optional<Manifest> earlier,
      List<Manifest.Throughput> measured) {
    List<Cell> there =
        earlier.stream()
            .flatMap(manifest -> manifest.records().shards().stream())
            .filter(
                shard ->
                    shard.state() == Manifest.State.DONE
                        || shard.state() == Manifest.State.LEFT_OUT)
            .map(Manifest.Shard::cell)
            .toList();
    Set<Cell> done = Set.copyOf(there);
    Set<Cell> intervened = InterventionRuns.cells(config, plan);
    Optional<Double> perFrame = secondsPerFrame(measured);
    List<PlannedShard> shards = new ArrayList<>();
    long predicted = 0;
    long scored = 0;
    for (int number = 0; number < plan.tasks().size(); number++) {
      Task task = plan.tasks().get(number);
      DataSource source = Objects.requireNonNull(sources.get(task.dataset().name()));
      long frames = source.frames(task.inputRate());
      Optional<Double> seconds = perFrame.map(it -> it * frames / task.step());
      long missing = 0;
      for (PlannedCell planned : task.cells()) {
        Cell cell = planned.cell();
        boolean isDone = done.contains(cell);
        shards.add(
            new PlannedShard(
                cell, isDone, frames / task.step(), number, seconds, intervened.contains(cell)));
        missing += isDone ? 0 : 1;
      }
      if (missing > 0) {
        predicted += frames;
        scored += missing * frames / task.step();
      }
    }
    long frames = scored;
    return new RunOutline(
        shards,
        predicted,
        scored,
        perFrame.map(it -> it * frames / Runtime.getRuntime().availableProcessors()));
  }

  /** The time of all stages per scored frame, on one core. */
  private static Optional<Double> secondsPerFrame(List<Manifest.Throughput> stages) {
    if (stages.isEmpty()) {
      return Optional.empty();
    }
    double perFrame = 0;
    for (Manifest.Throughput stage : stages) {
      perFrame += stage.frames() == 0 ? 0 : stage.seconds() / stage.frames();
    }
    return Optional.of(perFrame);
  }
}
