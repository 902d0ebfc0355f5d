package hmrbench.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.report.table.TableView;
import hmrbench.report.testing.SyntheticRun;
import hmrbench.report.view.RunView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A part of the page is one class, here {@link FrameCountSection}, and one line of the list. */
class AddedSectionTest {

  @Test
  void stands_on_the_page_in_its_place_and_among_the_tables(@TempDir Path folder)
      throws IOException {
    RunView run = RunView.open(SyntheticRun.small().writeTo(folder));
    List<Section> sections = new ArrayList<>(Sections.ALL);
    sections.add(0, new FrameCountSection());

    ReportPage page = new ReportPage(run, run.home().orElseThrow(), sections);

    assertThat(page.tables()).first().extracting(TableView::name).isEqualTo("frame-counts");
    String html = page.html();
    assertThat(html).contains("href=\"#frame-counts\"", "<h2>How many frames were scored</h2>", "");
    assertThat(html.indexOf("id=\"frame-counts\"")).isLessThan(html.indexOf("id=\"results\""));
  }
}
