package hmrbench.run.bench;

import hmrbench.record.bench.BenchResult;
import hmrbench.record.bench.BenchResult.Measure;
import hmrbench.record.bench.BenchResult.Ratio;
import hmrbench.run.Program;
import hmrbench.tensor.ComputeDevice;
import hmrbench.train.Machine;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A measurement that says on which machine it was made, to be filled in.
 *
 * @param device that networks ran on; empty where none ran
 * @param setup sizes and counts
 */
public record BenchMachine(Optional<ComputeDevice> device, Map<String, String> setup) {

  private static final double GIBIBYTE = 1L << 30;

  static BenchMachine result(ComputeDevice device, Map<String, String> setup) {
    return new BenchMachine(Optional.of(device), setup);
  }

  /** Of something without a network. */
  static BenchMachine result(Map<String, String> setup) {
    return new BenchMachine(Optional.empty(), setup);
  }

  BenchResult measured(List<Measure> stages, List<Measure> speeds, List<Ratio> ratios) {
    return of(stages, speeds, ratios, List.of(), List.of());
  }

  BenchResult costs(List<BenchResult.Cost> costs) {
    return of(List.of(), List.of(), List.of(), costs, List.of());
  }

  BenchResult reports(List<BenchResult.ReportCost> reports) {
    return of(List.of(), List.of(), List.of(), List.of(), reports);
  }

  private BenchResult of(
      List<Measure> stages,
      List<Measure> speeds,
      List<Ratio> ratios,
      List<BenchResult.Cost> costs,
      List<BenchResult.ReportCost> reports) {
    return new BenchResult(
        BenchResult.SCHEMA_VERSION,
        Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
        Program.commit(Path.of("")).orElse("unknown"),
        machine(),
        setup,
        stages,
        speeds,
        ratios,
        costs,
        reports);
  }

  private Map<String, String> machine() {
    Map<String, String> machine = words();
    device.ifPresent(where -> machine.put("device", where.description()));
    return machine;
  }

  /** Processor, cores, memory, system and Java, in words. */
  public static Map<String, String> words() {
    Map<String, String> machine = new TreeMap<>();
    machine.put("processor", Machine.processor());
    machine.put("cores", "" + Runtime.getRuntime().availableProcessors());
    machine.put("memory", String.format(Locale.ROOT, "%.0f GiB", physicalBytes() / GIBIBYTE));
    machine.put(
        "system", "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    machine.put(
        "java",
        "%s %s".formatted(System.getProperty("java.vm.name"), System.getProperty("java.version")));
    return machine;
  }

  private static double physicalBytes() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }
}
