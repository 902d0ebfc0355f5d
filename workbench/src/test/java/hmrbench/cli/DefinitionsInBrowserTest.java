package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.record.RunFolder;
import hmrbench.testing.Browser;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The question "which definition gives this number" on the page of a run in the world. */
@Tag("browser")
class DefinitionsInBrowserTest {

  private static final String MARKED =
      "[...document.querySelectorAll('#definitions .explains')].filter((e) => e.offsetParent)";

  @TempDir static Path folder;

  private static Browser browser;
  private static double wMpjpe;

  @BeforeAll
  static void scoreInTwoWorlds() throws IOException, InterruptedException {
    browser = Browser.start();
    Path golden = Shared.projectRoot().resolve("workbench/src/test/resources/golden/world");
    Files.writeString(
        folder.resolve("walk.yaml"),
        "format: emdb\nfiles: %s\n".formatted(golden.resolve("truth")));
    Typed said =
        Typed.in(
            folder,
            "score",
            golden.resolve("tram").toString(),
            "--dataset",
            "walk.yaml",
            "--protocol",
            "wham-world",
            "--protocol",
            "gvhmr-world",
            "--out",
            "out");
    assertThat(said.code()).as(said.err()).isZero();
    wMpjpe =
        Objects.requireNonNull(
                RunFolder.open(folder.resolve("out")).summary().get(0).metrics().get("w_mpjpe_mm"))
            .mean();
    browser.open(folder.resolve("out/report.html"), 1400, "light");
  }

  @AfterAll
  static void end() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  private static String answer(String typed) {
    browser.evaluate(
        "(() => { const i = document.querySelector('#explain input'); i.value = '%s';"
                .formatted(typed)
            + " i.dispatchEvent(new Event('input')); })()");
    return browser.evaluate("document.getElementById('explained').textContent").asText();
  }

  private static int marked() {
    return browser.evaluate(MARKED + ".length").asInt();
  }

  @Test
  void a_number_in_the_world_is_named_with_every_protocol_and_what_is_marked_can_be_seen() {
    String printed = String.format(Locale.ROOT, "%.4f", wMpjpe);

    assertThat(answer(printed))
        .isEqualTo(
            printed
                + " is: tram, w-mpjpe: pieces of 100 frames, the last one short (mm) at walk, 30"
                + " frames/s, protocol gvhmr-world, protocol wham-world.");
    assertThat(marked()).isEqualTo(2);
  }

  @Test
  void a_definition_is_put_down_to_its_rule() {
    String smoothed =
        browser
            .evaluate(
                "[...document.querySelectorAll('#definitions tr')].find((r) => r.cells[1]"
                    + ".textContent.startsWith('the same, the root')).cells[4].dataset.v")
            .asText();
    String printed = String.format(Locale.ROOT, "%.5f", Double.parseDouble(smoothed));

    assertThat(answer(printed))
        .startsWith(printed + " is: tram, w-mpjpe: the same, the root's path smoothed (mm) [+")
        .contains(" by: smoothing in the evaluation] at walk, 30 frames/s, protocol ");
  }

  @Test
  void a_number_that_nothing_gives_is_near_another_and_nothing_is_marked() {
    assertThat(answer("99999.25")).startsWith("None rounds to 99999.25. Nearest: ");
    assertThat(marked()).isZero();
    assertThat(answer("many")).isEmpty();
  }

  @Test
  void what_was_opened_to_show_a_mark_is_closed_again() {
    answer("");
    String open = "document.querySelectorAll('#definitions details[open]').length";
    int before = browser.evaluate(open).asInt();

    answer(String.format(Locale.ROOT, "%.4f", wMpjpe));
    assertThat(browser.evaluate(open).asInt()).isGreaterThan(before);
    answer("");
    assertThat(browser.evaluate(open).asInt()).isEqualTo(before);
    assertThat(marked()).isZero();
    assertThat(browser.errors()).isEmpty();
  }
}
