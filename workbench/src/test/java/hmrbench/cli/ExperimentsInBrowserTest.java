package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.testing.Browser;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The experiments that ship, run on their first sequences, and their pages in a browser. */
@Tag("browser")
class ExperimentsInBrowserTest {

  private static final String FRAME = "Number(document.getElementById('player').dataset.frame)";
  private static final String READY = "document.getElementById('player')?.dataset.ready === 'true'";

  @TempDir Path folder;

  private static Browser browser;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    browser = Browser.start();
  }

  @AfterAll
  static void end() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quickstart",
        "residual-ablation",
        "acceleration-vs-fps",
        "attention-weights",
        "smoothing"
      })
  void their_pages_open_offline_play_and_seek(String experiment) throws InterruptedException {
    Path page = run(experiment);
    for (int width : List.of(1400, 390)) {
      browser.open(page, width, "light");
      assertThat(browser.becomes(READY)).isTrue();
      assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
          .isLessThanOrEqualTo(width);
      browser.click("#player [name=play]");
      assertThat(browser.becomes(FRAME + " > 5")).isTrue();
      browser.click("#player [name=play]");
      browser.drag("#timeline", 0.1, 0.1);
      double early = browser.evaluate(FRAME).asDouble();
      browser.drag("#timeline", 0.9, 0.9);
      assertThat(browser.evaluate(FRAME).asDouble()).isGreaterThan(early + 50);
      assertThat(browser.errors()).isEmpty();
      assertThat(browser.outside()).isEmpty();
    }
  }

  private Path run(String experiment) {
    String path = Shared.projectRoot().resolve("experiments").resolve(experiment).toString();
    Typed said =
        Typed.in(
            folder,
            "run",
            path,
            "--out",
            "run",
            "--limit",
            "2",
            "--set",
            "seeds=[1]",
            "--device",
            "cpu");
    assertThat(said.code()).as(said.err()).isZero();
    return folder.resolve("run").resolve("report.html");
  }
}
