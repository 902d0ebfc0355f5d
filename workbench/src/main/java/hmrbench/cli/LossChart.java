package hmrbench.cli;

import hmrbench.report.TrainingChart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Draws the losses of a training again while it goes on, every ten seconds at most. */
final class LossChart {

  private static final Duration BETWEEN = Duration.ofSeconds(10);

  private final String title;
  private final Path folder;
  private final Clock clock;
  private Instant last = Instant.MIN;

  LossChart(String title, Path folder, Clock clock) {
    this.title = title;
    this.folder = folder;
    this.clock = clock;
  }

  synchronized void redraw() {
    Instant now = clock.instant();
    if (last.isBefore(now.minus(BETWEEN))) {
      last = now;
      finish();
    }
  }

  synchronized void finish() {
    if (Files.isDirectory(folder)) {
      TrainingChart.write(title, folder, folder);
    }
  }
}
