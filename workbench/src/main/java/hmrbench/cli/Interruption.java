package hmrbench.cli;

import hmrbench.core.Fault;
import hmrbench.record.RunFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Prints what remains when a command is stopped or memory runs out. */
final class Interruption {

  /** For a command that leaves nothing to resume from. */
  static final String NOTHING = "nothing is done yet: the same command starts over";

  private Interruption() {}

  /**
   * Does a piece of work; if the program is stopped meanwhile, prints a sentence.
   *
   * @param left what is there to go on from, asked when the work ends early
   * @throws Fault if memory runs out, or another error ends the work
   */
  static <T> T announced(PrintWriter err, Supplier<String> left, Supplier<T> work) {
    Thread hook =
        new Thread(
            () -> {
              err.println("hmrbench: stopped; " + left.get());
              err.flush();
            });
    Runtime runtime = Runtime.getRuntime();
    runtime.addShutdownHook(hook);
    try {
      return work.get();
    } catch (Error e) {
      throw new Fault(
          Fault.Kind.FAILED_RUNNING,
          "%s; %s".formatted(Fault.explaining(e).getMessage(), left.get()),
          e);
    } finally {
      removed(runtime, hook);
    }
  }

  /** What a run that ended early leaves in its folder. */
  static String ofRun(Path folder) {
    int done = RunFolder.shardsDone(folder);
    return done == 0
        ? NOTHING
        : "the same command goes on from the %d shards that are done".formatted(done);
  }

  private static void removed(Runtime runtime, Thread hook) {
    try {
      runtime.removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // The program is already stopping, and the hook prints.
    }
  }
}
