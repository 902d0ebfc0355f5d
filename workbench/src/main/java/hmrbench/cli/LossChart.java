package hmrbench.cli;

import hmrbench.report.TrainingChart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Redraws the loss chart of a running training, every ten seconds at most. A chart that cannot be
 * drawn is reported once and never stops the training.
 */
final class LossChart {

  private static final Duration BETWEEN = Duration.ofSeconds(10);

  private final String title;
  private final Path folder;
  private final Clock clock;
  private final Consumer<String> remark;
  private boolean failed;
  private Instant last = Instant.MIN;

  /**
   * @param folder of the logs and of the chart
   * @param remark takes the sentence about a chart that cannot be drawn
   */
  LossChart(String title, Path folder, Clock clock, Consumer<String> remark) {
    this.title = title;
    this.folder = folder;
    this.clock = clock;
    this.remark = remark;
  }

  synchronized void redraw() {
    Instant now = clock.instant();
    if (last.isBefore(now.minus(BETWEEN))) {
      last = now;
      finish();
    }
  }

  /** Whether the chart shows the logs as they are now. */
  synchronized boolean finish() {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try {
      return TrainingChart.write(title, folder, folder);
    } catch (RuntimeException e) {
      if (!failed) {
        failed = true;
        remark.accept("the loss chart cannot be drawn, the training goes on: " + e.getMessage());
      }
      return false;
    }
  }
}
