package hmrbench.run.parity;

import hmrbench.core.EnvironmentVariables;
import hmrbench.core.Fault;
import hmrbench.record.RunFolder;
import hmrbench.run.bench.ChildProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs an experiment on the processor and on a device, in each precision that the device has: each
 * in a program of its own, since PyTorch takes its precision from the environment at its start.
 */
public final class DeviceRuns {

  private static final int SEQUENCES = 1;

  private final String experiment;
  private final String device;
  private final Consumer<String> progress;

  /** Names the library that multiplies on the processor. */

  /**
   * A way to compute.
   *
   * @param name {@code float32} or {@code tf32}; on the processor the library that multiplies, or
   *     {@code bf16}
   * @param isExact whether it must agree with the processor
   */
  public record Way(String name, boolean isExact, Map<String, String> environment) {
    public Way {
      environment = Map.copyOf(environment);
    }
  }

  /**
   * Prepares the runs.
   *
   * @param device as in {@code --device}
   * @param progress hears what is run
   */
  public DeviceRuns(String experiment, String device, Consumer<String> progress) {
    this.experiment = experiment;
    this.device = device;
    this.progress = progress;
  }

  /** What a device can do. */
  public static List<Way> ways(String device) {
    return device.startsWith("gpu")
        ? List.of(
            new Way("float32", true, Map.of("NVIDIA_TF32_OVERRIDE", "0")),
            new Way("tf32", false, Map.of("NVIDIA_TF32_OVERRIDE", "1")))
        : List.of(
            new Way("pytorch", true, Map.of(EnvironmentVariables.PRODUCTS, "pytorch")),
            new Way("onednn", true, Map.of(EnvironmentVariables.PRODUCTS, "onednn")),
            new Way(
                "bf16",
                false,
                Map.of(
                    EnvironmentVariables.PRODUCTS,
                    "onednn",
                    "ONEDNN_DEFAULT_FPMATH_MODE",
                    "BF16")));
  }

  /**
   * Runs all of them.
   *
   * @param folder for the runs
   * @return per way, how far it is from float32 on the processor
   * @throws Fault if the device is not there, or a run fails
   */
  public Map<Way, List<DeviceDifference>> run(Path folder) {
    RunFolder processor =
        run("cpu", new Way("float32", true, Map.of()), folder, folder.resolve("processor"));
    Map<Way, List<DeviceDifference>> differences = new LinkedHashMap<>();
    for (Way way : ways(device)) {
      RunFolder there = run(device, way, folder, folder.resolve(way.name()));
      differences.put(way, DeviceDifference.of(processor, there));
    }
    return differences;
  }

  private RunFolder run(String where, Way way, Path folder, Path out) {
    progress.accept("%s, %s".formatted(where, way.name()));
    List<String> command = new ArrayList<>(List.of("run", experiment));
    command.addAll(List.of("--limit", Integer.toString(SEQUENCES), "--device", where));
    command.addAll(List.of("--out", out.toString()));
    ChildProgram.run(List.of(), command, way.environment(), folder);
    return RunFolder.open(out);
  }
}
