package hmrbench.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A command that is killed at random moments, a few times in one folder, and then left to end: what
 * it leaves must be what an undisturbed one leaves.
 *
 * @param command as users type it
 * @param folders makes folders in which the command may start
 */
record Killing(List<String> command, Folders folders) {

  /** Kills between a start and the end that is looked at. */
  private static final int KILLS_IN_A_ROW = 4;

  /** Java alone takes a part of the time to start, and a kill after the end is none. */
  private static final double EARLIEST = 0.1;

  private static final double LATEST = 0.9;

  /** Makes folders in which a command may start. */
  @FunctionalInterface
  interface Folders {
    Path make(String name) throws Exception;
  }

  Killing(String[] command, Folders folders) {
    this(List.of(command), folders);
  }

  /** Runs the command undisturbed, kills it so many times; what went wrong is the answer. */
  List<String> times(int kills, String trouble) throws Exception {
    Path undisturbed = folders.make("undisturbed");
    long started = System.nanoTime();
    ChildProgram.End whole = ChildProgram.in(undisturbed).run(words());
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    if (!whole.isDone()) {
      throw new AssertionError("exit %d: %s".formatted(whole.code(), whole.said()));
    }
    ProgramTable table = new ProgramTable(trouble);
    Random moments = new Random(Campaign.SEED);
    for (int done = 0; done < kills; done += KILLS_IN_A_ROW) {
      Path disturbed = folders.make("disturbed-" + done);
      int inARow = Math.min(KILLS_IN_A_ROW, kills - done);
      for (int i = 0; i < inARow; i++) {
        long moment = Math.round(millis * moments.nextDouble(EARLIEST, LATEST));
        ChildProgram.in(disturbed).start(words()).killAfter(moment);
      }
      ChildProgram.End end = ChildProgram.in(disturbed).run(words());
      table.count(wrong(end, undisturbed, disturbed), false);
      for (int i = 1; i < inARow; i++) {
        table.count("", false);
      }
    }
    return table.finish();
  }

  private String[] words() {
    return command.toArray(String[]::new);
  }

  /** How the end of a disturbed command differs from that of another; empty where it does not. */
  static String wrong(ChildProgram.End end, Path undisturbed, Path disturbed) throws IOException {
    if (!end.isDone()) {
      return "exit %d: %s".formatted(end.code(), end.said());
    }
    List<String> parts = SmallWork.parts(disturbed);
    return parts.isEmpty()
        ? Leftovers.difference(undisturbed.resolve(SmallWork.OUT), disturbed.resolve(SmallWork.OUT))
        : "left over: " + parts;
  }
}
