package hmrbench.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;

/** Says what Ctrl-C leaves behind. */
final class Interruption {

  private Interruption() {}

  /** Does a piece of work; if the program is stopped meanwhile, prints a sentence. */
  static <T> T announced(PrintWriter err, String sentence, Supplier<T> work) {
    Thread hook =
        new Thread(
            () -> {
              err.println("hmrbench: " + sentence);
              err.flush();
            });
    Runtime runtime = Runtime.getRuntime();
    runtime.addShutdownHook(hook);
    try {
      return work.get();
    } finally {
      removed(runtime, hook);
    }
  }

  private static void removed(Runtime runtime, Thread hook) {
    try {
      runtime.removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // The program is stopping already, and the hook speaks.
    }
  }
}
