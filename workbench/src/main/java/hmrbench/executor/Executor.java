package hmrbench.executor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Where the groups of a submission are computed. One object per way; {@link Executors} lists them.
 */
public interface Executor {

  /** Its name on the command line. */
  String key();

  /** What it is, in a few words. */
  String description();

  /**
   * Makes it ready.
   *
   * @throws hmrbench.core.Fault if it cannot run here, or is set up wrongly
   */
  Session open(Order order);

  /**
   * What is asked for.
   *
   * @param run folder of the run
   * @param project top folder of the project
   * @param settings a file, where one is named
   * @param parallel groups at a time; 0 where that is left open
   * @param cards GPUs of this machine, one for each group at a time; none where groups compute on
   *     what they find
   * @param preview whether nothing is to be submitted
   */
  record Order(
      Path run,
      Path project,
      java.util.Optional<Path> settings,
      int parallel,
      List<String> cards,
      boolean preview) {
    public Order {
      cards = List.copyOf(cards);
    }
  }

  /** An executor that is set up. */
  interface Session {

    /** Cores that compute a group. */
    int cores();

    /** How many groups should have work at the same time; 1 where fewer starts are better. */
    default int atOnce() {
      return 1;
    }

    /** Seconds that a group is filled to. */
    double groupSeconds();

    /** How often a group may reach its time limit. */
    int mostTimeouts();

    /** How often a group that ran out of memory is submitted with more. */
    default int mostMemory() {
      return 0;
    }

    /** Whether workers start a copy of the program that was made when they were submitted. */
    default boolean copiesProgram() {
      return true;
    }

    /** Whether groups go on when this program ends. */
    boolean isDetached();

    /** How long to wait before looking again, longer with every look. */
    Duration pause(int looks);

    /** What would be submitted, line by line. */
    List<String> preview(Submission submission, Groups groups);

    /**
     * Hands groups over, and notes it in the submission's folder. Where that goes on by itself,
     * groups that start from others whose checkpoints are not there start after those.
     *
     * @throws hmrbench.core.Fault if that fails; what was submitted stays noted
     */
    void submit(Submission submission, List<Integer> groups);

    /** Submits what makes the report once all that was submitted has ended. */
    default void submitReport(Submission submission) {}

    /** Notes what was submitted by a program that ended before it could. */
    default void recover(Submission submission) {}

    /** What is known of the groups; one that is not known has no entry. */
    Map<Integer, TaskState> look(Submission submission);

    /** Ends all groups. */
    void cancel(Submission submission);
  }
}
