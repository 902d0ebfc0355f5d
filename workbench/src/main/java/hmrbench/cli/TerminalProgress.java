package hmrbench.cli;

import hmrbench.record.Cell;
import hmrbench.run.RunListener;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Progress of a run as lines with the time that is left; a line every two seconds at most. */
final class TerminalProgress implements RunListener {

  /**
   * Before so much is done, what is left cannot be told: the first work is slower than the rest.
   */
  private static final double TELLS = 0.1;

  private static final Duration BETWEEN = Duration.ofSeconds(2);

  private final PrintWriter err;
  private final Clock clock;
  private final Instant start;
  private Instant last;

  TerminalProgress(PrintWriter err, Clock clock) {
    this.err = err;
    this.clock = clock;
    this.start = clock.instant();
    this.last = start;
  }

  @Override
  public void remark(String sentence) {
    err.println("hmrbench: " + sentence);
  }

  @Override
  public void progress(double done, String what) {
    Instant now = clock.instant();
    if (done < 1 && Duration.between(last, now).compareTo(BETWEEN) < 0) {
      return;
    }
    last = now;
    double spent = Duration.between(start, now).toMillis() / 1000.0;
    err.printf(
        Locale.ROOT,
        "%3.0f %%  %.0f s%s  %s%n",
        100 * done,
        spent,
        done < TELLS ? "" : ", about %.0f s left".formatted(spent * (1 - done) / done),
        what);
  }

  @Override
  public void failed(Cell cell, String why, Throwable cause) {
    err.printf(Locale.ROOT, "hmrbench: %s failed: %s%n", cell, why);
  }
}
