package hmrbench.report.page;

import hmrbench.core.MetricId;
import hmrbench.metric.Metrics;
import hmrbench.report.chart.Figure;
import hmrbench.report.chart.Ink;
import hmrbench.report.chart.TernaryMapFigure;
import hmrbench.report.finding.InterventionTable;
import hmrbench.report.finding.OcclusionTable;
import hmrbench.report.finding.RefitTable;
import hmrbench.report.finding.WeightTable;
import hmrbench.report.table.Numbers;
import hmrbench.report.view.AttentionSample;
import hmrbench.report.view.InterventionView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What becomes of the errors when attention is forced. */
final class InterventionSection implements Section {

  /** A map needs an area: more points than lie on one side of the triangle. */
  private static final int LEAST_POINTS = 10;

  @Override
  public String id() {
    return "interventions";
  }

  @Override
  public String shortName() {
    return "Interventions";
  }

  @Override
  public String heading() {
    return "Forced attention";
  }

  @Override
  public String body(PageData data, PageParts page) {
    InterventionView view = InterventionView.of(data.run(), data.home());
    if (view.models().isEmpty()) {
      return "";
    }
    List<Figure> maps = new ArrayList<>();
    for (String model : view.models()) {
      map(data, view, model, Metrics.PA_MPJPE.id(), Ink.BLUE).ifPresent(maps::add);
      map(data, view, model, Metrics.ACCEL_ERR.id(), Ink.VERMILION).ifPresent(maps::add);
    }
    return Html.paragraph(
            "Does attention matter? Each network is made to use other weights than its own, or is"
                + " kept from seeing some frames, and its prediction is scored again.")
        + page.sortable(InterventionTable.of(data.run(), data.home(), view))
        + RefitTable.of(data.run(), data.home(), view).map(page::fixed).orElse("")
        + OcclusionTable.of(data.run(), data.home(), view.models()).map(page::fixed).orElse("")
        + WeightTable.of(data.run(), data.home(), view).map(page::sortable).orElse("")
        + page.figures(maps);
  }

  private static Optional<Figure> map(
      PageData data, InterventionView view, String model, MetricId metric, java.awt.Color color) {
    List<TernaryMapFigure.Point> points = new ArrayList<>();
    for (InterventionView.Choice choice : view.lattice(model)) {
      view.sample(model, choice, metric.column())
          .ifPresent(
              sample ->
                  points.add(
                      new TernaryMapFigure.Point(choice.weights().orElseThrow(), sample.value())));
    }
    if (points.size() < LEAST_POINTS) {
      return Optional.empty();
    }
    Optional<List<Double>> own =
        data.scan().attention().stream()
            .filter(sample -> sample.cell().model().equals(model))
            .findFirst()
            .map(AttentionSample::mean);
    return Optional.of(
        TernaryMapFigure.of(
            "interventions-%s-%s".formatted(metric.column(), model),
            "%s of %s over all weights (%s)"
                .formatted(metric.name(), model, Numbers.unit(metric.unit())),
            points,
            own,
            color,
            data.home().words() + ". Median over seeds."));
  }
}
