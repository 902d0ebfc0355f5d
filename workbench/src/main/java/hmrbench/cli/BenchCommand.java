package hmrbench.cli;

import hmrbench.core.Fault;
import hmrbench.record.bench.BenchFile;
import hmrbench.record.bench.BenchResult;
import hmrbench.report.Report;
import hmrbench.report.bench.BenchPage;
import hmrbench.run.bench.BackboneRace;
import hmrbench.run.bench.Bench;
import hmrbench.run.bench.BenchOptions;
import hmrbench.run.bench.CostModel;
import hmrbench.run.bench.FilmSpeed;
import hmrbench.run.bench.ReportScale;
import hmrbench.tensor.ComputeDevice;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Measures how fast evaluation is on this machine. */
@Command(
    name = "bench",
    description =
        "Measures how fast evaluation is on this machine, stage by stage, with random weights of"
            + " published size; writes JSON, a figure and BENCHMARKS.md.")
final class BenchCommand implements Callable<Integer> {

  private static final String BACKBONE_PEER = "workbench/src/bench/resnet_peer.py";
  private static final String PEER = "workbench/src/bench/peer.py";

  private final Project project;

  @CommandLine.Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--frames",
      defaultValue = "5000",
      description = "Frames of the whole pipeline (default: ${DEFAULT-VALUE}).")
  private int frames;

  @Option(
      names = "--features",
      defaultValue = "2048",
      description = "Values per frame (default: ${DEFAULT-VALUE}).")
  private int features;

  @Option(
      names = "--hidden",
      defaultValue = "1024",
      description = "Size of a state (default: ${DEFAULT-VALUE}).")
  private int hidden;

  @Option(
      names = "--layers",
      defaultValue = "2",
      description = "Layers of each GRU (default: ${DEFAULT-VALUE}).")
  private int layers;

  @Option(
      names = "--window",
      defaultValue = "16",
      description = "Frames per window (default: ${DEFAULT-VALUE}).")
  private int window;

  @Option(
      names = "--batch",
      defaultValue = "0",
      description = "Windows per batch (default: what fits this machine).")
  private int batch;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "How often each thing is measured, in turn (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--threads",
      defaultValue = "0",
      description = "Threads that compute, here and in the peer (default: all cores).")
  private int threads;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of weights and data (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--device",
      defaultValue = "auto",
      description = "auto, cpu, gpu or gpu:N (default: ${DEFAULT-VALUE}).")
  private String device = "auto";

  @Option(
      names = "--peer",
      description =
          "Also run PyTorch, in turn: python3, or what HMRBENCH_PYTHON names, must have torch and"
              + " numpy.")
  private boolean peer;

  @Option(
      names = "--cost",
      description =
          "Instead: speed of the network on one thread against batch size, window length and"
              + " hidden size.")
  private boolean cost;

  @Option(
      names = "--report-rows",
      paramLabel = "ROWS",
      defaultValue = "0",
      description = "Instead: what `report` costs on records with so many frame rows.")
  private long reportRows;

  @Option(
      names = "--film",
      paramLabel = "RUN/SEQUENCE",
      description = "Instead: how fast `video --render` makes a film of a recorded clip.")
  private Optional<String> film = Optional.empty();

  @Option(
      names = "--models",
      split = ",",
      paramLabel = "A,B",
      description = "With --film: the models that stand beside the truth.")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--backbone",
      description =
          "Instead: how many images per second ResNet-50 sees; --peer runs torchvision's.")
  private boolean backbone;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the measurements (default: reports/bench).")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--name",
      defaultValue = "this-machine",
      description = "Name of the measurement's files (default: ${DEFAULT-VALUE}).")
  private String name = "this-machine";

  BenchCommand(Project project) {
    this.project = project;
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    int cores = Runtime.getRuntime().availableProcessors();
    BenchOptions options =
        new BenchOptions(
            frames,
            features,
            hidden,
            layers,
            window,
            batch,
            rounds,
            threads == 0 ? cores : threads,
            seed);
    ComputeDevice where = ComputeDevice.parse(device);
    Consumer<String> progress = what -> err.println("bench: " + what);
    if (backbone) {
      Optional<Path> script =
          peer ? Optional.of(project.root().resolve(BACKBONE_PEER)) : Optional.empty();
      keep(new BackboneRace(options, where, progress).measure(script));
    } else if (cost) {
      keep(new CostModel(options, where, progress).measure());
    } else if (film.isPresent()) {
      FilmSpeed speed = new FilmSpeed(rounds, progress);
      keep(inFolder(folder -> speed.measure(film.get(), models, folder)));
    } else if (reportRows > 0) {
      ReportScale scale = new ReportScale(options.threads(), rounds, progress);
      keep(inFolder(folder -> scale.measure(reportRows, folder)));
    } else {
      Bench bench = new Bench(options, where, progress);
      keep(inFolder(folder -> bench.measure(folder, Report::write, peerScript())));
    }
    return 0;
  }

  private Optional<Path> peerScript() {
    return peer ? Optional.of(project.root().resolve(PEER)) : Optional.empty();
  }

  private void keep(BenchResult result) {
    Path folder = project.output(out.map(Path::toString), "bench");
    Path file = folder.resolve(name + ".json");
    BenchResult whole = Files.exists(file) ? result.over(BenchFile.read(file)) : result;
    BenchFile.write(whole, file);
    BenchPage.draw(whole, file);
    BenchPage.writeAll(folder);
    PrintWriter print = spec.commandLine().getOut();
    print.println(BenchPage.markdown(result));
    print.println("measurement: " + file);
  }

  /** Runs something in a folder that is gone afterwards. */
  private static <T> T inFolder(Function<Path, T> work) {
    try {
      Path folder = Files.createTempDirectory("hmrbench-bench");
      try {
        return work.apply(folder);
      } finally {
        remove(folder);
      }
    } catch (IOException e) {
      throw new Fault(
          Fault.Kind.FAILED_RUNNING,
          "the folder for temporary files cannot be used: %s; set java.io.tmpdir".formatted(e),
          e);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }
}
