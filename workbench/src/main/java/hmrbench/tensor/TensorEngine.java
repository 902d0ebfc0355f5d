package hmrbench.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Utils;
import hmrbench.core.Fault;
import hmrbench.core.VisibleText;

/**
 * Loads PyTorch when the first tensor is asked for, and not before: extracting and linking it takes
 * seconds that commands without tensors must not pay.
 */
public final class TensorEngine {

  /** Threads per operation; 0 where none were asked for. */
  private static volatile int asked;

  /** What the thread computes with. */
  private static final ThreadLocal<Integer> OF_THIS_THREAD = ThreadLocal.withInitial(() -> 0);

  static {
    // Unless disabled before it loads, DJL queries a cloud metadata address and looks for newer
    // natives.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
  }

  private TensorEngine() {}

  /**
   * A new root manager: whoever asks for it closes it, and with it every tensor made from it.
   *
   * @throws Fault if PyTorch cannot be loaded on this machine
   */
  public static NDManager newManager(ComputeDevice device) {
    return engine().newBaseManager(device.djl());
  }

  /** A new root manager on the CPU. */
  public static NDManager newManager() {
    return engine().newBaseManager(Device.cpu());
  }

  /** A new root manager on the same device: whoever asks for it closes it. */
  public static NDManager sibling(NDManager manager) {
    return engine().newBaseManager(manager.getDevice());
  }

  /** Engine and version, as written to manifests. */
  public static String version() {
    return "PyTorch %s (DJL %s)".formatted(engine().getVersion(), Engine.getDjlVersion());
  }

  /** Threads that one operation may use, for the whole process. */
  public static void useThreadsPerOperation(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads per operation must be above 0, got " + threads);
    }
    engine();
    asked = threads;
    prepareThread();
  }

  /**
   * Lets the calling thread compute with the threads per operation that were asked for: PyTorch
   * keeps their number for each thread, and a product of matrices in a new one would take all cores
   * until another kind of operation tells it better, and round differently.
   */
  static void prepareThread() {
    int threads = asked;
    if (threads > 0 && OF_THIS_THREAD.get() != threads) {
      JniUtils.setNumThreads(threads);
      OF_THIS_THREAD.set(threads);
    }
  }

  /** Threads that one operation uses. */
  public static int threadsPerOperation() {
    engine();
    return JniUtils.getNumThreads();
  }

  static Engine engine() {
    try {
      return Engine.getEngine("PyTorch");
    } catch (EngineException | LinkageError e) {
      throw new Fault(
          Fault.Kind.FAILED_RUNNING,
          "PyTorch does not load on this machine (%s): its natives are unpacked to %s, where writing and executing must be allowed and space free; DJL_CACHE_DIR names another folder, and `hmrbench doctor` says what else is missing"
              .formatted(reason(e), Utils.getCacheDir()),
          e);
    }
  }

  private static String reason(Throwable e) {
    StringBuilder reason = new StringBuilder(String.valueOf(e.getMessage()));
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      reason.append("; ").append(cause.getMessage());
    }
    return VisibleText.line(reason.toString());
  }
}
