package hmrbench.executor.scaling;

import hmrbench.config.ConfigReader;
import hmrbench.config.ExperimentConfig;
import hmrbench.core.Fault;
import hmrbench.executor.CellPacking;
import hmrbench.executor.Executor;
import hmrbench.executor.Group;
import hmrbench.executor.Groups;
import hmrbench.executor.LiveGroups;
import hmrbench.executor.Submission;
import hmrbench.executor.Submitting;
import hmrbench.executor.TaskState;
import hmrbench.record.bench.ScalingResult.Cost;
import hmrbench.run.RunOutline;
import hmrbench.run.bench.ChildProgram;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Measures what an executor costs beside the cells, in processor time. */
public final class ExecutorCost {

  /** Workers with one cell each that are started alone. */
  private static final int STARTS = 4;

  private static final List<String> EXECUTOR =
      List.of("--executor", "local", "--array-parallelism", "2");

  private final ConfigReader configs;
  private final ExperimentConfig config;
  private final List<String> words;
  private final Consumer<String> progress;

  /**
   * What was measured.
   *
   * @param cells seconds of each cell
   */
  public record Measured(Cost cost, List<Double> cells) {
    public Measured {
      cells = List.copyOf(cells);
    }
  }

  /**
   * Prepares a measurement.
   *
   * @param words that name the experiment to {@code run}, with its options
   * @param progress hears what is being measured
   */
  public ExecutorCost(
      ConfigReader configs,
      ExperimentConfig config,
      List<String> words,
      Consumer<String> progress) {
    this.configs = configs;
    this.config = config;
    this.words = List.copyOf(words);
    this.progress = progress;
  }

  /** Measures, in an empty folder. */
  public Measured measure(Path folder) {
    double alone = run("one program", folder, folder.resolve("alone"), List.of());
    double parent = run("an executor", folder, folder.resolve("apart"), EXECUTOR);
    List<String> less = new ArrayList<>(EXECUTOR);
    less.addAll(List.of("--set", "seeds=[1]"));
    double lessParent = run("an executor, one seed", folder, folder.resolve("less"), less);
    Submission apart = Submission.of(folder.resolve("apart")).get(0);
    List<Group> groups = apart.groups().groups();
    double workers =
        groups.stream()
            .mapToDouble(group -> apart.heartbeat(group.index()).orElseThrow().cpuSeconds())
            .sum();
    List<Double> planned =
        RunOutline.of(config, configs.roots(), folder.resolve("single")).shards().stream()
            .map(it -> it.seconds().orElseThrow())
            .toList();
    int lessCells = Submission.of(folder.resolve("less")).get(0).groups().size();
    double perCell =
        planned.size() > lessCells
            ? Math.max(0, (parent - lessParent) / (planned.size() - lessCells))
            : parent / planned.size();
    Spent spent = new Spent(alone, parent, workers, perCell, groups.size());
    return cost(planned, spent, singles(folder));
  }

  private double run(String what, Path folder, Path out, List<String> more) {
    progress.accept(what);
    List<String> command = new ArrayList<>(List.of("run"));
    command.addAll(words);
    command.addAll(List.of("--out", out.toString()));
    command.addAll(more);
    return ChildProgram.run(List.of(), command, folder).cpuSeconds();
  }

  /** Processor seconds of whole commands; those of the parent for each cell more. */
  private record Spent(double alone, double parent, double workers, double perCell, int groups) {}

  /** A worker with one cell: what it took, and what the plan says of its cell. */
  private record Single(double spent, double planned) {}

  private List<Single> singles(Path folder) {
    Submitting submitting =
        new Submitting(
            new CellPacking(config, configs.roots(), folder.resolve("single"), false),
            folder.resolve("single"),
            Clock.systemUTC());
    Groups groups = submitting.pack(new OneByOne(), LiveGroups.NONE, false);
    Submission submission = submitting.write(groups, new OneByOne());
    List<Single> singles = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      int group = i * groups.groups().size() / STARTS;
      progress.accept("worker %d of %d with one cell".formatted(i + 1, STARTS));
      ChildProgram.run(
          List.of(),
          List.of(
              "run-shard",
              submission.groupsFile().toString(),
              Integer.toString(group),
              "--stop-file",
              submission.stop(group).toString()),
          folder);
      singles.add(
          new Single(
              submission.heartbeat(group).orElseThrow().cpuSeconds(),
              groups.groups().get(group).seconds()));
    }
    return singles;
  }

  /**
   * One program spends a start and all cells, a worker of one cell a start and that cell; plans say
   * how cells compare, not how long they take.
   */
  private static Measured cost(List<Double> planned, Spent of, List<Single> singles) {
    double all = planned.stream().mapToDouble(Double::doubleValue).sum();
    double spent = singles.stream().mapToDouble(Single::spent).average().orElseThrow();
    double one = singles.stream().mapToDouble(Single::planned).average().orElseThrow();
    double factor = (of.alone() - spent) / (all - one);
    double start = spent - factor * one;
    if (!(factor > 0) || !(start > 0)) {
      throw Fault.running(
          "the experiment is too small to tell cells from starts (%.1f s alone, %.1f s for one"
              + " cell); take a larger one",
          of.alone(), spent);
    }
    List<Double> cells = planned.stream().map(it -> it * factor).toList();
    Cost cost =
        new Cost(
            cells.size(),
            of.groups(),
            of.alone(),
            of.parent(),
            of.workers(),
            of.perCell(),
            start,
            factor * all / cells.size());
    return new Measured(cost, cells);
  }

  /** Each cell a group. */
  private record OneByOne() implements Executor.Session {
    @Override
    public int cores() {
      return 1;
    }

    @Override
    public double groupSeconds() {
      return 0;
    }

    @Override
    public int mostTimeouts() {
      return 0;
    }

    @Override
    public boolean copiesProgram() {
      return false;
    }

    @Override
    public boolean isDetached() {
      return false;
    }

    @Override
    public Duration pause(int looks) {
      return Duration.ZERO;
    }

    @Override
    public List<String> preview(Submission submission, Groups groups) {
      return List.of();
    }

    @Override
    public void submit(Submission submission, List<Integer> groups) {
      throw new UnsupportedOperationException("groups are started one by one");
    }

    @Override
    public Map<Integer, TaskState> look(Submission submission) {
      return Map.of();
    }

    @Override
    public void cancel(Submission submission) {
      submission.askToStop();
    }
  }
}
