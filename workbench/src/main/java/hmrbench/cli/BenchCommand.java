package hmrbench.cli;

import hmrbench.model.resnet.ScriptedResNet50;
import hmrbench.record.bench.BenchFile;
import hmrbench.record.bench.BenchResult;
import hmrbench.record.bench.ScalingResult;
import hmrbench.report.Report;
import hmrbench.report.bench.BenchPage;
import hmrbench.report.bench.ScalingPage;
import hmrbench.run.bench.BackboneRace;
import hmrbench.run.bench.Bench;
import hmrbench.run.bench.BenchOptions;
import hmrbench.run.bench.CostModel;
import hmrbench.run.bench.FilmSpeed;
import hmrbench.run.bench.OtherWays;
import hmrbench.run.bench.ReportScale;
import hmrbench.run.bench.SceneSpeed;
import hmrbench.run.bench.TrainingSpeed;
import hmrbench.run.bench.WorldScoring;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures how fast evaluation is on this machine. */
@Command(
    name = "bench",
    description =
        "Measures how fast evaluation is on this machine, stage by stage, with random weights of"
            + " published size; writes JSON, a figure and BENCHMARKS.md.")
final class BenchCommand extends ProjectCommand {

  private static final String BACKBONE_PEER = "workbench/src/bench/resnet_peer.py";
  private static final String WORLD_PEER = "workbench/src/bench/world_peer.py";
  private static final String TRAINING_PEER = "workbench/src/bench/train_peer.py";
  private static final String PEER = "workbench/src/bench/peer.py";

  @Mixin private final BenchSettings settings = new BenchSettings();

  @Option(names = "--cost", hidden = true)
  private boolean cost;

  @Option(names = "--report-rows", defaultValue = "0", hidden = true)
  private long reportRows;

  @Option(names = "--film", hidden = true)
  private Optional<String> film = Optional.empty();

  @Option(names = "--models", split = ",", hidden = true)
  private List<String> models = new ArrayList<>();

  @Option(names = "--backbone", hidden = true)
  private boolean backbone;

  BenchCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    if (backbone) {
      olderSpelling("--backbone", "backbone");
      return measureBackbone(settings);
    }
    if (cost) {
      olderSpelling("--cost", "cost");
      return measureCost(settings);
    }
    if (film.isPresent()) {
      olderSpelling("--film", "film");
      return measureFilm(film.get(), models, settings);
    }
    if (reportRows > 0) {
      olderSpelling("--report-rows", "report");
      return measureReport(reportRows, settings);
    }
    return measurePipeline(settings);
  }

  private void olderSpelling(String option, String subcommand) {
    PrintWriter err = err();
    err.printf(
        Locale.ROOT, "hmrbench: note: `bench %s` is spelled `bench %s` now%n", option, subcommand);
  }

  @Command(
      name = "run",
      description = "Speed of evaluation, stage by stage: what `bench` does alone.")
  int measurePipeline(@Mixin BenchSettings asked) {
    Bench bench = new Bench(asked.options(), asked.where(), progress());
    Optional<Path> script = script(asked, PEER);
    return keep(Folders.inTemporary(folder -> bench.measure(folder, Report::write, script)), asked);
  }

  @Command(
      name = "cost",
      description =
          "Speed of the network on one thread against batch size, window length and hidden size.")
  int measureCost(@Mixin BenchSettings asked) {
    return keep(new CostModel(asked.options(), asked.where(), progress()).measure(), asked);
  }

  @Command(name = "backbone", description = "How many images per second ResNet-50 sees.")
  int measureBackbone(@Mixin BenchSettings asked) {
    BackboneRace race = new BackboneRace(asked.options(), asked.where(), progress());
    return keep(race.measure(script(asked, BACKBONE_PEER)), asked);
  }

  @Command(
      name = "ways",
      description =
          "What products by another library or in bfloat16, and ResNet-50 in other layouts of"
              + " memory, bring on this processor: speed, and how far the answers are off.")
  int measureWays(
      @Option(names = "--products", hidden = true) boolean products,
      @Option(names = "--network", hidden = true) boolean network,
      @Option(names = "--layout", hidden = true) ScriptedResNet50.@Nullable Layout layout,
      @Option(
              names = "--seconds",
              defaultValue = "1",
              paramLabel = "S",
              description = "Of each measurement of a product (default: ${DEFAULT-VALUE}).")
          double seconds,
      @Mixin BenchSettings asked) {
    if (products) {
      OtherWays.lines(seconds, OtherWays.ofBfloat16()).forEach(out()::println);
      return 0;
    }
    if (network) {
      String line = Folders.inTemporary(folder -> OtherWays.network(asked.options(), folder));
      out().println(line);
      return 0;
    }
    if (layout != null) {
      OtherWays.lines(asked.options(), layout).forEach(out()::println);
      return 0;
    }
    List<String> command = List.of("bench", "ways");
    OtherWays ways = new OtherWays(asked.options(), seconds, progress());
    return keep(Folders.inTemporary(folder -> ways.measure(folder, command)), asked);
  }

  @Command(name = "scene", description = "How many crops of rendered people are drawn per second.")
  int measureScene(@Mixin BenchSettings asked) {
    BenchOptions options = asked.options();
    return keep(new SceneSpeed(options.rounds(), options.threads(), progress()).measure(), asked);
  }

  @Command(
      name = "train",
      description =
          "Steps per second and memory of the official trainings of TCMR and VIBE at published size;"
              + " with --peer in turn with PyTorch.")
  int measureTraining(@Mixin BenchSettings asked) {
    TrainingSpeed speed = new TrainingSpeed(asked.options(), asked.where(), progress());
    return keep(speed.measure(script(asked, TRAINING_PEER)), asked);
  }

  @Command(
      name = "world",
      description =
          "How long all protocols of the world take for made-up motion; with --peer in turn with a"
              + " program in numpy that works out the same numbers.")
  int measureWorld(
      @Parameters(
              index = "0",
              defaultValue = "100000",
              paramLabel = "FRAMES",
              description = "Number of frames (default: ${DEFAULT-VALUE}).")
          long frames,
      @Mixin BenchSettings asked) {
    WorldScoring scoring = new WorldScoring(frames, asked.options().rounds(), progress());
    return keep(
        Folders.inTemporary(folder -> scoring.measure(folder, script(asked, WORLD_PEER))), asked);
  }

  @Command(name = "report", description = "What `report` costs on records with many frame rows.")
  int measureReport(
      @Parameters(index = "0", paramLabel = "ROWS", description = "Number of frame rows.")
          long rows,
      @Mixin BenchSettings asked) {
    ReportScale scale = new ReportScale(asked.options().threads(), asked.rounds, progress());
    return keep(Folders.inTemporary(folder -> scale.measure(rows, folder)), asked);
  }

  @Command(name = "film", description = "How fast `video render` makes a film of a recorded clip.")
  int measureFilm(
      @Parameters(index = "0", paramLabel = "RUN/SEQUENCE", description = "The clip.") String clip,
      @Option(
              names = "--models",
              split = ",",
              paramLabel = "A,B",
              description = "The models beside the truth.")
          @Nullable List<String> shown,
      @Mixin BenchSettings asked) {
    List<String> names = shown == null ? List.of() : shown;
    FilmSpeed speed = new FilmSpeed(asked.options().rounds(), progress());
    return keep(Folders.inTemporary(folder -> speed.measure(clip, names, folder)), asked);
  }

  @Command(
      name = "scaling",
      description =
          "What --executor costs, measured on an experiment, and how long 10,000 cells would take on"
              + " 8 to 256 workers; writes scaling.md with a chart.")
  int measureScaling(
      @Parameters(
              index = "0",
              defaultValue = "quickstart",
              paramLabel = "EXPERIMENT",
              description = "What is run (default: ${DEFAULT-VALUE}).")
          String experiment,
      @Option(
              names = "--limit",
              defaultValue = "2",
              paramLabel = "N",
              description = "Sequences of each of its data sets (default: ${DEFAULT-VALUE}).")
          int limit,
      @Option(
              names = "--cell-seconds",
              defaultValue = "278",
              paramLabel = "S",
              description =
                  "A cell of published size: 35,515 frames of 3DPW at 128 frames/s of a core"
                      + " (default: ${DEFAULT-VALUE}).")
          double cellSeconds,
      @Option(
              names = "--start-seconds",
              defaultValue = "1.25",
              paramLabel = "S",
              description =
                  "Between two tasks that the scheduler starts; a Slurm of one machine took"
                      + " ${DEFAULT-VALUE}.")
          double startSeconds,
      @Option(
              names = "--out",
              paramLabel = "DIR",
              description = "Folder of the page (default: reports/bench).")
          @Nullable String out) {
    ScalingResult result =
        Folders.inTemporary(
            folder ->
                new BenchScaling(project, progress())
                    .measure(experiment, limit, cellSeconds, startSeconds, folder));
    Path page =
        ScalingPage.write(
            result,
            "./hmrbench bench scaling %s --limit %d".formatted(experiment, limit),
            project.output(Optional.ofNullable(out), "bench"));
    out().println("page: " + page);
    return 0;
  }

  private Consumer<String> progress() {
    PrintWriter err = err();
    return what -> err.println("bench: " + what);
  }

  private Optional<Path> script(BenchSettings asked, String file) {
    return asked.peer ? Optional.of(project.root().resolve(file)) : Optional.empty();
  }

  private int keep(BenchResult result, BenchSettings settings) {
    Path folder = project.output(settings.out.map(Path::toString), "bench");
    Path file = folder.resolve(settings.name + ".json");
    BenchResult whole = Files.exists(file) ? result.over(BenchFile.read(file)) : result;
    BenchFile.write(whole, file);
    BenchPage.draw(whole, file);
    BenchPage.writeAll(folder);
    PrintWriter print = out();
    print.println(BenchPage.markdown(result));
    print.println("measurement: " + file);
    return 0;
  }
}
