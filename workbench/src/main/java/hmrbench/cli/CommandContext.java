package hmrbench.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.Locale;

/** Where a command prints, and what it may use. */
record CommandContext(Project project, Clock clock, PrintWriter out, PrintWriter err) {

  /** Notes the newer spelling of what was typed. */
  void olderSpelling(String typed, String now) {
    err.printf(Locale.ROOT, "hmrbench: note: `%s` is spelled `%s` now%n", typed, now);
  }
}
