package hmrbench.tensor;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.util.cuda.CudaUtils;
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

  /** Where the memory of a card is not known: a quarter of that of the smallest ones in use. */
  private static final long UNKNOWN_BATCH = 2L << 30;

  /** Weights, shared work of a clip and what PyTorch keeps need the rest. */
  private static final long GPU_SHARE = 8;

  /** Several workers, weights, clips and the Java heap need the rest. */
  private static final long CPU_SHARE = 32;

  private static final Pattern GPU = Pattern.compile("gpu(?::(\\d{1,3}|all))?");

  /** What {@code gpu:all} is in a program that sees one card. */
  private static final String ALL = "all";

  /**
   * Reads {@code auto}, {@code cpu}, {@code gpu}, {@code gpu:N} or {@code gpu:all}, which is the
   * first card here: programs that share the work see one card each. Only {@code cpu} is answered
   * without loading the engine.
   *
   * @throws Fault if the word is none of these, or names a GPU that is not there
   */
  public static ComputeDevice parse(String asked) {
    Products.named(System.getenv()); // Refuses a library that there is not.
    String word = asked.strip().toLowerCase(Locale.ROOT);
    if (word.equals("cpu")) {
      return CPU;
    }
    if (word.equals("auto")) {
      return TensorEngine.engine().getGpuCount() > 0 ? new ComputeDevice(0) : CPU;
    }
    Matcher gpu = GPU.matcher(word);
    if (!gpu.matches()) {
      throw Fault.asked("device: expected auto, cpu, gpu, gpu:N or gpu:all, got '%s'", asked);
    }
    String number = gpu.group(1);
    int index = number == null || number.equals(ALL) ? 0 : Integer.parseInt(number);
    int present = TensorEngine.engine().getGpuCount();
    if (index >= present) {
      throw Fault.asked("device %s: %s", asked, GpuDriver.ofThisMachine().whyMissing(present));
    }
    return new ComputeDevice(index);
  }

  /**
   * Refuses what {@link #parse} would, for work that needs no device. The engine is loaded where a
   * GPU is named.
   *
   * @throws Fault as {@link #parse}
   */
  public static void check(String asked) {
    parse(asked.strip().equalsIgnoreCase("auto") ? "cpu" : asked);
  }

  public boolean isGpu() {
    return gpu >= 0;
  }

  /** What computed, as written to manifests: device, engine, threads. */
  public String description() {
    String precision = Precision.words(isGpu(), System.getenv());
    return isGpu()
        ? "gpu:%d, %s%s".formatted(gpu, TensorEngine.version(), precision)
        : "cpu, %s, %d thread(s) per operation%s%s"
            .formatted(
                TensorEngine.version(),
                TensorEngine.threadsPerOperation(),
                Products.words(),
                precision);
  }

  /**
   * Memory that one batch may take on a device, in bytes. It depends on the machine alone and not
   * on what else runs there, since the size of a batch may change the last bit of an answer.
   */
  public static long batchBytes(Device device) {
    if (device.isGpu()) {
      return gpuBatchBytes(cardBytes(device));
    }
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize() / CPU_SHARE
        : UNKNOWN_BATCH;
  }

  /**
   * Of a card.
   *
   * @param cardBytes all its memory, whoever uses it; 0 where that is not known
   */
  static long gpuBatchBytes(long cardBytes) {
    return cardBytes > 0 ? cardBytes / GPU_SHARE : UNKNOWN_BATCH;
  }

  /** All memory of a card; 0 where CUDA does not say. */
  public static long cardBytes(Device device) {
    try {
      return device.isGpu() ? Math.max(0, CudaUtils.getGpuMemory(device).getMax()) : 0;
    } catch (EngineException | LinkageError | IllegalArgumentException e) {
      return 0; // CUDA's own library is elsewhere; PyTorch brings one that it alone uses.
    }
  }

  /** The same device in the engine's words. */
  public Device djl() {
    return isGpu() ? Device.gpu(gpu) : Device.cpu();
  }
}
