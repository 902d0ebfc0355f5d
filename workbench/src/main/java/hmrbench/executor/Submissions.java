package hmrbench.executor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What was submitted before, and may still wait or run. */
public final class Submissions {

  private Submissions() {}

  /**
   * The executor of a submission, for looking and ending.
   *
   * @param project top folder of the project
   */
  public static Executor.Session session(Submission submission, Path project) {
    String key = submission.submitted().map(Submitted::executor).orElse("local");
    Executor.Session session =
        Executors.named(key)
            .open(
                new Executor.Order(
                    submission.run(), project, Optional.empty(), 0, List.of(), true));
    session.recover(submission);
    return session;
  }
}
