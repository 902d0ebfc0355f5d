package hmrbench.campaign;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * A command that is killed at random moments, a few times in one folder, and then left to end: what
 * it leaves must be what an undisturbed one leaves.
 *
 * @param command what is killed
 * @param top where its folders are made
 */
record Killing(SmallCommand command, Path top) {

  /** Kills between a start and the end that is looked at. */
  private static final int KILLS_IN_A_ROW = 5;

  /** Java alone takes a part of the time to start. */
  private static final double EARLIEST = 0.1;

  private static final double LATEST = 0.9;

  /** Kills the command so many times; what went wrong is the answer. */
  List<String> times(int kills, String trouble) throws Exception {
    ProgramTable table = new ProgramTable(trouble);
    Random moments = new Random(Campaign.SEED);
    int left = kills;
    for (int folder = 0; left > 0 && folder < kills; folder++) {
      Path disturbed = command.prepare(top.resolve("killed-" + folder));
      int killed = killed(disturbed, Math.min(KILLS_IN_A_ROW, left), moments);
      if (killed > 0) {
        String wrong = command.wrong(ChildProgram.in(disturbed).run(command.line()), disturbed);
        for (int i = 0; i < killed; i++) {
          table.count(i == 0 ? wrong : "", false);
        }
      }
      left -= killed;
    }
    return table.finish();
  }

  /** Kills it in a folder, until it comes to its end before; how often is the answer. */
  private int killed(Path folder, int most, Random moments) throws Exception {
    long millis = command.undisturbed().millis();
    for (int killed = 0; killed < most; killed++) {
      long moment = Math.round(millis * moments.nextDouble(EARLIEST, LATEST));
      if (!ChildProgram.in(folder).start(command.line()).killAfter(moment).killed()) {
        return killed;
      }
    }
    return most;
  }
}
