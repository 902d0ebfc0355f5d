package hmrbench.cli;

import hmrbench.record.Parity;
import hmrbench.run.Program;
import hmrbench.run.parity.DeviceDifference;
import hmrbench.run.parity.DeviceRuns;
import hmrbench.run.parity.ParityChecks;
import hmrbench.tensor.ComputeDevice;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks the program against the cases of known answers that ship with it. */
@Command(
    name = "verify",
    description =
        "Checks the program on small cases whose answers an independent script worked out; every"
            + " run carries the result. With --device, also an experiment on that device against"
            + " the processor, frame by frame.")
final class VerifyCommand extends ProjectCommand {

  /**
   * Of a frame, in the metric's unit (mm and mm/frame^2, or m/s^2): networks of 16 frames and two
   * layers round at some 1e-5 of 5 m at most, and an acceleration is made of four such positions.
   */
  private static final double TOLERANCE = 0.2;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description =
          "cpu, gpu or gpu:N: what differs there from float32 on the processor, in each precision"
              + " that the device has (gpu: float32, tf32; cpu: float32 with the products of each"
              + " library, bf16).")
  private Optional<String> device = Optional.empty();

  @Option(
      names = "--experiment",
      paramLabel = "EXPERIMENT",
      defaultValue = "quickstart",
      description = "With --device: what is run there (default: ${DEFAULT-VALUE}).")
  private String experiment = "";

  VerifyCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    Optional<ComputeDevice> asked = device.map(ComputeDevice::parse);
    Parity parity = ParityChecks.run(Optional.of(asked.orElse(ComputeDevice.CPU)));
    PrintWriter out = out();
    parity
        .checks()
        .forEach(it -> out.printf(Locale.ROOT, "%-4s  %s%n", it.passed() ? "pass" : "FAIL", it));
    out.printf(Locale.ROOT, "%s passed, HMRBench %s%n", parity.words(), Program.version());
    out.flush();
    boolean agrees = asked.isEmpty() || agrees(asked.get(), out);
    return parity.sound() && agrees ? 0 : Main.FAILED;
  }

  private boolean agrees(ComputeDevice where, PrintWriter out) {
    String name = where.isGpu() ? "gpu:" + where.gpu() : "cpu";
    PrintWriter err = err();
    DeviceRuns runs =
        new DeviceRuns(
            project.experiment(experiment).toString(),
            name,
            what -> err.println("verify: " + what));
    Map<DeviceRuns.Way, List<DeviceDifference>> found = Folders.inTemporary(runs::run);
    boolean all = true;
    for (Map.Entry<DeviceRuns.Way, List<DeviceDifference>> entry : found.entrySet()) {
      DeviceRuns.Way way = entry.getKey();
      all &= !entry.getValue().isEmpty();
      for (DeviceDifference difference : entry.getValue()) {
        boolean passed = !way.isExact() || difference.isWithin(TOLERANCE);
        all &= passed;
        String word = !way.isExact() ? "cost" : passed ? "pass" : "FAIL";
        out.printf(
            Locale.ROOT,
            "%-4s  %s, %s against float32 on the processor: %s%n",
            word,
            name,
            way.name(),
            difference);
      }
    }
    out.printf(Locale.ROOT, "%s, %s%n", where.description(), experiment);
    return all;
  }
}
