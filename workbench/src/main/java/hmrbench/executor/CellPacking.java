package hmrbench.executor;

import hmrbench.config.ConfigWriter;
import hmrbench.config.ExperimentConfig;
import hmrbench.config.PathRoots;
import hmrbench.record.Cell;
import hmrbench.record.Part;
import hmrbench.record.RunStore;
import hmrbench.run.Program;
import hmrbench.run.RunOutline;
import hmrbench.run.RunOutline.PlannedShard;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Packs the missing cells of an experiment. */
public final class CellPacking implements Packing {

  private final ExperimentConfig config;
  private final PathRoots roots;
  private final Path run;
  private final boolean strict;

  /**
   * @param run folder of the run
   */
  public CellPacking(ExperimentConfig config, PathRoots roots, Path run, boolean strict) {
    this.config = config;
    this.roots = roots;
    this.run = run;
    this.strict = strict;
  }

  @Override
  public Groups pack(Executor.Session session, LiveGroups live, boolean fresh) {
    if (!fresh) {
      RunStore.requireSame(run, text());
    }
    RunOutline outline = RunOutline.of(config, roots, run);
    boolean kept = !fresh && Merging.isKept(run, false);
    Set<Cell> onTheirWay = live.cells();
    List<Part> parts =
        fresh
            ? List.of()
            : Submission.parts(run).stream()
                .filter(it -> it.build().equals(Program.build()))
                .toList();
    List<PlannedShard> missing =
        outline.shards().stream()
            .filter(it -> !(it.there() && kept))
            .filter(it -> !onTheirWay.contains(it.cell()))
            .filter(it -> parts.stream().noneMatch(part -> part.has(it.cell(), it.interventions())))
            .toList();
    return new Groups(
        Program.build(),
        strict,
        fresh,
        missing.stream().allMatch(it -> it.seconds().isPresent()),
        outline.shards().size() - missing.size(),
        0,
        GroupPacking.of(missing, session.cores(), session.groupSeconds(), session.atOnce()),
        null);
  }

  private String text() {
    return ConfigWriter.write(config, roots);
  }

  @Override
  public Optional<String> config() {
    return Optional.of(text());
  }
}
