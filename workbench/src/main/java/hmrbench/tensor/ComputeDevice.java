package hmrbench.tensor;

import ai.djl.Device;
import hmrbench.core.Fault;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where tensors are computed.
 *
 * @param gpu index of the CUDA device, or -1 for the CPU
 */
public record ComputeDevice(int gpu) {

  /** The processor of this machine. */
  public static final ComputeDevice CPU = new ComputeDevice(-1);

  /** A quarter of the memory of the smallest GPUs in use. */
  private static final long GPU_BATCH = 2L << 30;

  /** Several workers, weights, clips and the Java heap need the rest. */
  private static final long CPU_SHARE = 32;

  private static final Pattern GPU = Pattern.compile("gpu(?::(\\d{1,3}))?");

  /**
   * Reads {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}. Only {@code cpu} is answered
   * without loading the engine.
   *
   * @throws Fault if the word is none of these, or names a GPU that is not there
   */
  public static ComputeDevice parse(String asked) {
    String word = asked.strip().toLowerCase(Locale.ROOT);
    if (word.equals("cpu")) {
      return CPU;
    }
    if (word.equals("auto")) {
      return TensorEngine.engine().getGpuCount() > 0 ? new ComputeDevice(0) : CPU;
    }
    Matcher gpu = GPU.matcher(word);
    if (!gpu.matches()) {
      throw Fault.asked("device: expected auto, cpu, gpu or gpu:N, got '%s'", asked);
    }
    int index = gpu.group(1) == null ? 0 : Integer.parseInt(gpu.group(1));
    int present = TensorEngine.engine().getGpuCount();
    if (index >= present) {
      throw Fault.asked(
          "device %s: PyTorch sees %d CUDA GPUs here; use --device cpu, or start with a PyTorch"
              + " built for CUDA (README, section GPU)",
          asked, present);
    }
    return new ComputeDevice(index);
  }

  public boolean isGpu() {
    return gpu >= 0;
  }

  /** What computed, as written to manifests: device, engine, threads. */
  public String description() {
    return isGpu()
        ? "gpu:%d, %s".formatted(gpu, TensorEngine.version())
        : "cpu, %s, %d thread(s) per operation"
            .formatted(TensorEngine.version(), TensorEngine.threadsPerOperation());
  }

  /**
   * Memory that one batch may take on a device, in bytes. It depends on the machine alone and not
   * on what else runs there, since the size of a batch may change the last bit of an answer.
   */
  public static long batchBytes(Device device) {
    if (device.isGpu()) {
      return GPU_BATCH;
    }
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize() / CPU_SHARE
        : GPU_BATCH;
  }

  /** The same device in the engine's words. */
  public Device djl() {
    return isGpu() ? Device.gpu(gpu) : Device.cpu();
  }
}
