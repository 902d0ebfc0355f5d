package hmrbench.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.config.ExperimentBuilder;
import hmrbench.config.ExperimentConfig;
import hmrbench.config.FrameRate;
import hmrbench.config.Intervention;
import hmrbench.config.ModelConfig;
import hmrbench.config.PathRoots;
import hmrbench.data.sim.Simulated;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.model.Models;
import hmrbench.record.RunFolder;
import hmrbench.record.RunStore;
import hmrbench.record.SequenceRow;
import hmrbench.report.Report;
import hmrbench.report.testing.SyntheticRun;
import hmrbench.run.ExperimentRun;
import hmrbench.testing.Browser;
import hmrbench.testing.StrictListener;
import hmrbench.testing.TinyModels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report of a small run, opened in a browser that has no network. */
@Tag("browser")
class ReportInBrowserTest {

  private static final String FRAME = "Number(document.getElementById('player').dataset.frame)";
  private static final String READY = "document.getElementById('player')?.dataset.ready === 'true'";
  private static final int FRAMES = 60;
  private static final int WIDE = 1400;

  /** What a page for a quickstart may weigh; this run is far smaller. */
  private static final long MOST_BYTES = 8_000_000;

  @TempDir static Path folder;

  private static Path page;
  private static Browser browser;

  @BeforeAll
  static void run() throws IOException, InterruptedException {
    browser = Browser.start();
    ExperimentRun.Request request =
        new ExperimentRun.Request(
            experiment(),
            new PathRoots(folder, folder.resolve("data")),
            folder.resolve("run"),
            RunStore.Existing.CONTINUE,
            2);
    Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    ExperimentRun.run(request, new StrictListener(), clock);
    page = Report.write(folder.resolve("run")).page();
  }

  @AfterAll
  static void end() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  private static ExperimentConfig experiment() {
    ModelConfig tcmr =
        Models.all()
            .named("tcmr")
            .network(
                "tcmr",
                List.of(
                    TinyModels.tcmr(folder.resolve("tcmr-1.safetensors"), 1),
                    TinyModels.tcmr(folder.resolve("tcmr-2.safetensors"), 2)));
    ModelConfig vibe =
        Models.all()
            .named("vibe")
            .network("vibe", List.of(TinyModels.vibe(folder.resolve("vibe.safetensors"), 1)));
    return new ExperimentBuilder(
            "small",
            List.of(
                vibe, tcmr, new ModelConfig.Reference("frozen", ModelConfig.Reference.Kind.FROZEN)),
            List.of(new Simulated("walks", SimulatedSplit.TEST, 3, 3, 2, 30)))
        .rates(FrameRate.Mode.INPUT, List.of(FrameRate.of(15), FrameRate.of(30)))
        .seeds(List.of(1, 2))
        .baseline("vibe")
        .interventions(Intervention.PAST, Intervention.SIMPLEX)
        .build();
  }

  @ParameterizedTest
  @CsvSource({"1400, light", "1400, dark", "390, light", "390, dark"})
  void opens_offline_without_an_error_and_without_sideways_scrolling(int width, String scheme)
      throws InterruptedException {
    browser.open(page, width, scheme);
    assertThat(browser.becomes(READY)).isTrue();
    browser.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })");
    assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(width);
    assertThat(browser.evaluate("document.querySelectorAll('section').length").asInt())
        .isGreaterThan(7);
    assertThat(browser.errors()).isEmpty();
    assertThat(browser.outside()).isEmpty();
  }

  @Test
  void playback_advances_and_stops() throws InterruptedException {
    opened();
    browser.click("#player [name=play]");
    assertThat(browser.becomes(FRAME + " > 5")).isTrue();
    browser.click("#player [name=play]");
    int stopped = browser.evaluate(FRAME).asInt();
    assertThat(browser.evaluate("new Promise((f) => setTimeout(() => f(" + FRAME + "), 300))"))
        .hasToString(Integer.toString(stopped));
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void a_click_on_the_timeline_seeks() throws InterruptedException {
    opened();
    browser.drag("#timeline", 0.75, 0.75);
    // The plot begins and ends some pixels inside the canvas.
    assertThat(browser.evaluate(FRAME).asDouble()).isCloseTo(0.75 * FRAMES, within(3.0));
    assertThat(browser.evaluate("document.getElementById('readout').textContent").asText())
        .startsWith("frame " + browser.evaluate(FRAME).asInt() + " of " + FRAMES);
  }

  @Test
  void what_the_network_saw_is_shown_in_step(@TempDir Path other)
      throws IOException, InterruptedException {
    Path run = SyntheticRun.small().writeTo(other);
    for (String sequence :
        RunFolder.open(run).sequences().stream().map(SequenceRow::sequence).distinct().toList()) {
      String file = "crops/simulated-test__30fps/" + sequence + ".jpg";
      writeCrops(run.resolve(file));
      SyntheticRun.addRecord(run, file);
    }
    browser.open(Report.write(run).page(), WIDE - 1, "light"); // The next test opens its own page.
    assertThat(browser.becomes(READY)).isTrue();
    for (int frame : new int[] {0, 7, 21, 39}) {
      browser.evaluate(
          "(() => { const s = document.querySelector('#player [name=scrub]'); s.value = %d;"
                  .formatted(frame)
              + " s.dispatchEvent(new Event('input')); })()");
      assertThat(
              browser.becomes("document.getElementById('crop').dataset.crop === '" + frame + "'"))
          .isTrue();
      assertThat(
              browser
                  .evaluate(
                      "document.querySelector('#crop canvas').getContext('2d')"
                          + ".getImageData(8, 8, 1, 1).data[0]")
                  .asInt())
          .isCloseTo(6 * frame, within(4));
    }
    assertThat(browser.errors()).isEmpty();
  }

  /** Forty grey crops of 16 x 16 pixels in rows of sixteen, each 6 levels lighter. */
  private static void writeCrops(Path file) throws IOException {
    BufferedImage sheet = new BufferedImage(16 * 16, 3 * 16, BufferedImage.TYPE_INT_RGB);
    for (int crop = 0; crop < 40; crop++) {
      for (int p = 0; p < 256; p++) {
        sheet.setRGB(crop % 16 * 16 + p % 16, crop / 16 * 16 + p / 16, 6 * crop * 0x010101);
      }
    }
    Files.createDirectories(file.getParent());
    ImageIO.write(sheet, "jpeg", file.toFile());
  }

  @Test
  void a_click_lands_while_the_page_scrolls_back_from_the_gallery() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      opened();
      browser.click("#gallery button:nth-child(2)");
      browser.drag("#timeline", 0.75, 0.75);
      assertThat(browser.evaluate(FRAME).asDouble()).isCloseTo(0.75 * FRAMES, within(3.0));
    }
  }

  @Test
  void a_drag_over_the_timeline_repeats_a_range() throws InterruptedException {
    opened();
    browser.drag("#timeline", 0.5, 0.6);
    int from = browser.evaluate(FRAME).asInt();
    assertThat((double) from).isCloseTo(0.5 * FRAMES, within(4.0));
    browser.evaluate("document.querySelector('#player [name=speed]').value = '2'");
    browser.click("#player [name=play]");
    assertThat(browser.becomes(FRAME + " > " + from)).isTrue();
    assertThat(browser.becomes(FRAME + " === " + from)).isTrue();
    browser.click("#player [name=play]");
  }

  @Test
  void a_click_on_a_worst_frame_jumps_there() throws InterruptedException {
    opened();
    browser.click("#gallery button:nth-child(2)");
    String words =
        browser
            .evaluate("document.querySelector('#gallery button:nth-child(2)').textContent")
            .asText();
    assertThat(words).contains("frame " + browser.evaluate(FRAME).asInt() + ":");
  }

  @Test
  void models_can_be_laid_over_each_other() throws InterruptedException {
    opened();
    browser.evaluate(
        "(() => { const s = document.querySelector('#player [name=layout]'); s.value = 'overlay';"
            + " s.dispatchEvent(new Event('change')); })()");
    assertThat(browser.evaluate("document.querySelectorAll('#stage .tag').length").asInt())
        .isEqualTo(2);
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void charts_stand_for_the_player_where_no_script_runs() throws InterruptedException {
    browser.scripts(false);
    try {
      browser.open(page, 1400, "light");
      assertThat(browser.evaluate("document.getElementById('player').offsetHeight").asInt())
          .isZero();
      assertThat(
              browser.evaluate("document.getElementById('chart-timeline-1').offsetHeight").asInt())
          .isGreaterThan(200);
    } finally {
      browser.scripts(true);
    }
  }

  @Test
  void weighs_little() throws IOException {
    assertThat(Files.size(page)).isLessThan(MOST_BYTES);
  }

  /** The page in a wide window, where it was not left there by the test before. */
  private static void opened() throws InterruptedException {
    if (browser.evaluate("innerWidth").asInt() != WIDE || !browser.evaluate(READY).asBoolean()) {
      browser.open(page, WIDE, "light");
      assertThat(browser.becomes(READY)).isTrue();
    }
    browser.evaluate("document.querySelector('#player [name=scrub]').value = 0");
    browser.evaluate(
        "document.querySelector('#player [name=scrub]').dispatchEvent(new Event('input'))");
  }
}
