package hmrbench.cli;

import hmrbench.io.WholeFile;
import hmrbench.report.TrainingChart;
import hmrbench.report.page.TrainingPage;
import hmrbench.run.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Redraws the loss chart and the page of a running training, every ten seconds at most, and so that
 * it takes a fiftieth of the time at most. What cannot be drawn is reported once and never stops
 * the training.
 */
final class LossChart {

  /** The page, in the folder of the logs. */
  static final String PAGE = "training.html";

  private static final Duration BETWEEN = Duration.ofSeconds(10);

  /** Pauses are so many times as long as the drawing before them. */
  private static final int PAUSE = 50;

  private final String title;
  private final Path folder;
  private final List<Path> beside;
  private final Clock clock;
  private final Consumer<String> remark;
  private boolean failed;
  private Instant next = Instant.MIN;

  /**
   * @param folder of the logs, of the chart and of the page
   * @param beside folders of other logs, which the page shows too
   * @param remark takes the sentence about a chart that cannot be drawn
   */
  LossChart(String title, Path folder, List<Path> beside, Clock clock, Consumer<String> remark) {
    this.title = title;
    this.folder = folder;
    this.beside = List.copyOf(beside);
    this.clock = clock;
    this.remark = remark;
  }

  /**
   * Draws what the logs hold by now.
   *
   * @param state how far the training is, in words
   */
  synchronized void redraw(String state) {
    Instant begun = clock.instant();
    if (!begun.isBefore(next)) {
      draw(state, true);
      Instant done = clock.instant();
      Duration pause = Duration.between(begun, done).multipliedBy(PAUSE);
      next = done.plus(pause.compareTo(BETWEEN) > 0 ? pause : BETWEEN);
    }
  }

  /** Whether chart and page show the logs as they are at the end. */
  synchronized boolean finish() {
    return draw("The training has ended.", false);
  }

  private boolean draw(String state, boolean goesOn) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try {
      boolean drawn = TrainingChart.write(title, folder, folder);
      if (drawn) {
        byte[] html =
            TrainingPage.html(title, Program.version(), folder, beside, state, goesOn)
                .getBytes(StandardCharsets.UTF_8);
        WholeFile.write(folder.resolve(PAGE), to -> to.write(html));
      }
      return drawn;
    } catch (RuntimeException e) {
      if (!failed) {
        failed = true;
        remark.accept("the loss chart cannot be drawn, the training goes on: " + e.getMessage());
      }
      return false;
    }
  }
}
