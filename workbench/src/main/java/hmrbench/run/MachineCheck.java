package hmrbench.run;

import hmrbench.core.Fault;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.TensorEngine;
import hmrbench.train.Machine;
import java.util.ArrayList;
import java.util.List;

/** What this machine has and lacks, one property per line. */
public final class MachineCheck {

  private static final long MEBIBYTE = 1L << 20;

  private MachineCheck() {}

  /** Java, processor, memory, and whether networks run; loads the tensor engine. */
  public static List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Java: %s, %s"
            .formatted(System.getProperty("java.version"), System.getProperty("java.vendor")));
    lines.add(
        "system: %s %s".formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    lines.add(
        "processor: %s, %d cores"
            .formatted(Machine.processor(), Runtime.getRuntime().availableProcessors()));
    lines.add(
        "memory for the program: %d MiB (HMRBENCH_JAVA_OPTS=-Xmx8g changes it)"
            .formatted(Runtime.getRuntime().maxMemory() / MEBIBYTE));
    lines.add("networks: " + engine());
    return lines;
  }

  private static String engine() {
    try {
      ComputeDevice device = ComputeDevice.parse("auto");
      String gpu =
          device.isGpu()
              ? "a GPU computes"
              : "no GPU is seen, the processor computes (README, GPU)";
      return "%s; %s".formatted(TensorEngine.version(), gpu);
    } catch (Fault e) {
      return "cannot be run: " + e.getMessage();
    }
  }
}
