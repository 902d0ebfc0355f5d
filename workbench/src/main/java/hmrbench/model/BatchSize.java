package hmrbench.model;

import hmrbench.core.Fault;
import hmrbench.core.Remark;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * Windows per batch, of a predictor and its twins together. Where memory runs out, it is halved
 * once, and the run says so: the last bit of an answer may depend on the size of a batch.
 */
final class BatchSize {

  private static final Pattern OUT_OF_MEMORY =
      Pattern.compile("out of memory|can't allocate memory", Pattern.CASE_INSENSITIVE);

  private final int asked;
  private final AtomicInteger windows;

  BatchSize(int windows) {
    this.asked = windows;
    this.windows = new AtomicInteger(windows);
  }

  int windows() {
    return windows.get();
  }

  /**
   * Runs work with the batch that fits.
   *
   * @param device for messages
   * @param work of a number of windows per batch
   * @throws Fault if half of it is too much as well
   */
  <R> R run(String device, IntFunction<R> work) {
    int tried = windows();
    try {
      return work.apply(tried);
    } catch (RuntimeException e) {
      if (!isOutOfMemory(e)) {
        throw e;
      }
      if (tried == 1 || (tried < asked && windows() == tried)) {
        throw tooLittle(device, tried, e);
      }
      windows.set(Math.max(1, asked / 2));
    }
    int half = windows();
    try {
      return work.apply(half);
    } catch (RuntimeException e) {
      if (isOutOfMemory(e)) {
        throw tooLittle(device, half, e);
      }
      throw e;
    }
  }

  private static Fault tooLittle(String device, int windows, RuntimeException e) {
    return new Fault(
        Fault.Kind.FAILED_RUNNING,
        "%s: too little memory for %d window(s) at a time; end other programs that use it, or compute elsewhere: --device cpu, or a larger card"
            .formatted(device, windows),
        e);
  }

  static boolean isOutOfMemory(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (OUT_OF_MEMORY.matcher(String.valueOf(cause.getMessage())).find()) {
        return true;
      }
    }
    return false;
  }

  /** That it was halved, where it was. */
  Optional<Remark> remark(String model, String device) {
    return windows() == asked
        ? Optional.empty()
        : Optional.of(
            Remark.note(
                "batch-halved",
                model,
                "%s had too little memory for %d windows at a time; %d were taken from then on"
                    .formatted(device, asked, windows())));
  }
}
