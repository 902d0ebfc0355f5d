package hmrbench.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hmrbench.report.testing.SyntheticRun;
import hmrbench.report.view.ClipView;
import hmrbench.report.view.ComparedModels;
import hmrbench.report.view.ModelStyles;
import hmrbench.report.view.RunView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipDataTest {

  /** An HTML parser that has seen both looks for a second end of the script, and finds none. */
  private static final String OPENS_A_COMMENT = "<!--<script>";

  private static final String ENDS_THE_SCRIPT = "</script><img src=x onerror=alert(1)>";

  @TempDir Path folder;

  @Test
  void names_neither_end_a_script_nor_begin_a_comment_in_it() throws IOException {
    RunView run = RunView.open(SyntheticRun.small().writeTo(folder));
    ClipView real =
        PageData.of(run, run.home().orElseThrow()).clips().stream()
            .filter(ClipView::playable)
            .findFirst()
            .orElseThrow();
    ClipView hostile =
        new ClipView(
            OPENS_A_COMMENT,
            ENDS_THE_SCRIPT,
            real.framesPerSecond(),
            real.seconds(),
            real.truth(),
            real.traces(),
            real.crops());
    String json =
        ClipData.of(
            List.of(hostile),
            new ComparedModels(OPENS_A_COMMENT, ENDS_THE_SCRIPT),
            new ModelStyles(run.models()));
    assertThat(json).doesNotContain("<");
    JsonNode read = new ObjectMapper().readTree(json);
    assertThat(read.get("a").textValue()).isEqualTo(OPENS_A_COMMENT);
    assertThat(read.get("b").textValue()).isEqualTo(ENDS_THE_SCRIPT);
    assertThat(read.at("/clips/0/sequence").textValue()).isEqualTo(OPENS_A_COMMENT);
    assertThat(read.at("/clips/0/why").textValue()).isEqualTo(ENDS_THE_SCRIPT);
  }
}
