package hmrbench.cli;

import hmrbench.run.bench.BenchOptions;
import hmrbench.tensor.ComputeDevice;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What every measurement takes: sizes, how often, where, and where results go. */
final class BenchSettings {

  @Option(
      names = "--frames",
      defaultValue = "5000",
      description = "Frames of the whole pipeline (default: ${DEFAULT-VALUE}).")
  int frames;

  @Option(
      names = "--features",
      defaultValue = "2048",
      description = "Values per frame (default: ${DEFAULT-VALUE}).")
  int features;

  @Option(
      names = "--hidden",
      defaultValue = "1024",
      description = "Size of a state (default: ${DEFAULT-VALUE}).")
  int hidden;

  @Option(
      names = "--layers",
      defaultValue = "2",
      description = "Layers of each GRU (default: ${DEFAULT-VALUE}).")
  int layers;

  @Option(
      names = "--window",
      defaultValue = "16",
      description = "Frames per window (default: ${DEFAULT-VALUE}).")
  int window;

  @Option(
      names = "--batch",
      defaultValue = "0",
      description = "Windows per batch (default: what fits this machine).")
  int batch;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "How often each thing is measured, in turn (default: ${DEFAULT-VALUE}).")
  int rounds;

  @Option(
      names = "--threads",
      defaultValue = "0",
      description = "Threads that compute, here and in the peer (default: all cores).")
  int threads;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of weights and data (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--device",
      defaultValue = "auto",
      description = "auto, cpu, gpu or gpu:N (default: ${DEFAULT-VALUE}).")
  String device = "auto";

  @Option(
      names = "--peer",
      description =
          "Also run PyTorch, in turn: python3, or what HMRBENCH_PYTHON names, must have torch and"
              + " numpy.")
  boolean peer;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the measurements (default: reports/bench).")
  Optional<Path> out = Optional.empty();

  @Option(
      names = "--name",
      defaultValue = "this-machine",
      description = "Name of the measurement's files (default: ${DEFAULT-VALUE}).")
  String name = "this-machine";

  BenchOptions options() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new BenchOptions(
        frames,
        features,
        hidden,
        layers,
        window,
        batch,
        rounds,
        threads == 0 ? cores : threads,
        seed);
  }

  ComputeDevice where() {
    return ComputeDevice.parse(device);
  }
}
