package hmrbench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.record.ledger.Definition;
import hmrbench.record.ledger.claim.Claims;
import hmrbench.record.ledger.claim.ClaimsFile;
import hmrbench.record.ledger.claim.Judgement;
import hmrbench.report.table.ClaimTable;
import hmrbench.report.table.MarkdownTable;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/claims.md} shows what {@code check-claims} prints of the table beside it, and every
 * verdict and definition that there is. {@code -Dreadmes.renew=true} writes them again.
 */
class ClaimsPageTest {

  private static final Path PAGE = Shared.projectRoot().resolve("docs/claims.md");
  private static final Path TABLE = Shared.projectRoot().resolve("docs/claims/example.csv");

  private static String example() {
    return MarkdownTable.of(ClaimTable.of("example.csv", Claims.judge(ClaimsFile.read(TABLE))));
  }

  private static String verdicts() {
    return Arrays.stream(Judgement.Kind.values())
        .map(it -> "- **%s**: %s\n".formatted(it, it.meaning()))
        .collect(Collectors.joining());
  }

  private static String definitions() {
    return Definition.all().stream()
        .map(
            it ->
                "| `%s` | %s | %s | %s |\n"
                    .formatted(it.key(), it.measure(), it.words(), it.source()))
        .collect(
            Collectors.joining(
                "", "| definition | printed as | what it is | read in |\n|---|---|---|---|\n", ""));
  }

  private static String renewed(String page, String name, String content) {
    String begin = "<!-- %s: ClaimsPageTest -->\n".formatted(name);
    int from = page.indexOf(begin) + begin.length();
    return page.substring(0, from) + content + page.substring(page.indexOf("<!-- end -->", from));
  }

  @Test
  void the_page_shows_what_the_command_prints() throws IOException {
    String page = Files.readString(PAGE);
    String right =
        renewed(
            renewed(renewed(page, "example", example()), "verdicts", verdicts()),
            "definitions",
            definitions());
    if (Boolean.getBoolean("readmes.renew")) {
      Files.writeString(PAGE, right);
    } else {
      assertThat(page).isEqualTo(right);
    }
  }

  @Test
  void the_example_has_every_verdict() {
    List<Judgement> judged = Claims.judge(ClaimsFile.read(TABLE));
    assertThat(judged).extracting(Judgement::kind).containsAll(List.of(Judgement.Kind.values()));
  }
}
