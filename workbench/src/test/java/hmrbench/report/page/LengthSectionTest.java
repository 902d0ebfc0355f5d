package hmrbench.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.Series;
import hmrbench.report.chart.Figure;
import hmrbench.report.chart.Layer;
import hmrbench.report.chart.Plot;
import hmrbench.report.chart.SeriesStyle;
import hmrbench.report.table.TableView;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.testing.KnownLengths;
import hmrbench.report.view.RunView;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the section on lengths says of networks whose errors follow a formula. */
class LengthSectionTest {

  /** PoseForecast at every length, by the formula; what it adds to a frame sums up to 0. */
  private static final List<Double> CHANGES = List.of(-1.0, 0.0, 1.0);

  private static final PageParts PAGE = new PageParts();
  private static RunView run;
  private static String html;

  @BeforeAll
  static void write() {
    run = KnownLengths.withFrames();
    html = new LengthSection().body(PageData.of(run, run.home().orElseThrow()), PAGE);
  }

  private static Figure figure(String name) {
    return PAGE.figures().stream()
        .map(DrawnFigure::figure)
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_table_has_the_change_of_every_length_with_its_verdict() {
    TableView table = PAGE.tables().get(0);
    assertThat(table.name()).isEqualTo("lengths__simulated-test__tcmr__30fps");
    assertThat(table.columns())
        .extracting(TableView.Heading::title)
        .containsExactly(
            "finding",
            "comparison",
            "unit",
            "100 steps",
            "200 steps",
            "until flat (800 steps)",
            "over lengths");
    List<Entry> row =
        table.rows().stream()
            .map(TableView.Row::entries)
            .filter(it -> it.get(0).text().equals("poseforecast-acceleration"))
            .filter(it -> it.get(1).text().equals("middle → tcmr"))
            .findFirst()
            .orElseThrow();
    assertThat(row.get(2).text()).isEqualTo("mm/frame²");
    for (int i = 0; i < CHANGES.size(); i++) {
      assertThat(row.get(3 + i).value().orElseThrow()).isCloseTo(CHANGES.get(i), within(1e-9));
    }
    assertThat(row.subList(3, 6)).extracting(Entry::mark).containsExactly(" ✓", " ?", " ✗");
    assertThat(row.get(6).text()).isEqualTo("flips");
  }

  @Test
  void a_figure_draws_the_changes_over_the_steps_and_where_a_claim_would_fail() {
    Figure figure = figure("lengths-poseforecast-acceleration");
    assertThat(figure.title()).isEqualTo("PoseForecast lowers the acceleration error further.");
    Plot plot = (Plot) figure.rows().get(0).panel();
    assertThat(plot.y().label()).isEqualTo("change (mm/frame²)");
    assertThat(rule(plot)).isZero();
    Layer.Line line =
        plot.layers().stream()
            .filter(Layer.Line.class::isInstance)
            .map(Layer.Line.class::cast)
            .filter(it -> it.style().label().equals("middle → tcmr"))
            .findFirst()
            .orElseThrow();
    assertThat(values(line.x())).containsExactly(100.0, 200.0, 800.0);
    for (int i = 0; i < CHANGES.size(); i++) {
      assertThat(values(line.y()).get(i)).isCloseTo(CHANGES.get(i), within(1e-9));
    }
  }

  @Test
  void a_ratio_of_rates_is_drawn_against_a_half() {
    Plot plot = (Plot) figure("lengths-rate-per-frame").rows().get(0).panel();
    assertThat(plot.y().label()).isEqualTo("error at 30 over that at 15 frames/s");
    assertThat(rule(plot)).isEqualTo(0.5);
  }

  @Test
  void lines_of_one_figure_never_look_the_same() {
    for (DrawnFigure drawn : PAGE.figures()) {
      assertThat(drawn.figure().legend())
          .isNotEmpty()
          .extracting(it -> new SeriesStyle("", it.color(), it.shape(), it.dashed()))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void says_what_a_length_is_before_its_table_and_figures() {
    assertThat(html)
        .startsWith(
            "<p>Each length is a training of its own, to a number of steps that was fixed"
                + " beforehand or until validation was flat. Claims are judged among networks of"
                + " one length.</p>\n<div class=\"table-box\">")
        .contains("<figure id=\"chart-lengths-poseforecast-acceleration\">");
  }

  @Test
  void is_not_there_for_networks_of_one_length() {
    RunView one = run.only(model -> !model.name().endsWith("00"));
    PageParts page = new PageParts();
    assertThat(new LengthSection().body(PageData.of(one, one.home().orElseThrow()), page))
        .isEmpty();
    assertThat(page.tables()).isEmpty();
    assertThat(page.figures()).isEmpty();
  }

  private static double rule(Plot plot) {
    return plot.layers().stream()
        .filter(Layer.Rule.class::isInstance)
        .map(Layer.Rule.class::cast)
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static List<Double> values(Series series) {
    return IntStream.range(0, series.frames()).mapToObj(series::get).toList();
  }
}
