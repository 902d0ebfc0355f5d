package hmrbench.report.page;

import hmrbench.record.Cell;
import hmrbench.report.chart.AttentionFigure;
import hmrbench.report.chart.Figure;
import hmrbench.report.chart.SeriesStyle;
import hmrbench.report.chart.TernaryFigure;
import hmrbench.report.view.AttentionSample;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.List;

/** Attention weights: how they are spread, and what they follow. */
final class AttentionFigures {

  private final RunView run;
  private final Setting setting;

  AttentionFigures(RunView run, Setting setting) {
    this.run = run;
    this.setting = setting;
  }

  /** Where the attention lies, per network and rate, in a triangle, and against speed. */
  List<Figure> attention(List<AttentionSample> byRate) {
    List<Figure> figures = new ArrayList<>();
    if (byRate.isEmpty()) {
      return figures;
    }
    List<AttentionFigure.Group> groups =
        byRate.stream()
            .map(
                s ->
                    new AttentionFigure.Group(
                        "%s %s fps".formatted(s.cell().model(), s.cell().fpsText()), s.spreads()))
            .toList();
    figures.add(
        AttentionFigure.distribution(
            "attention", "Where the attention lies, per network and frame rate", groups));
    List<AttentionSample> here =
        byRate.stream().filter(s -> Setting.of(s.cell()).equals(setting)).toList();
    figures.add(
        TernaryFigure.of(
            "attention-triangle",
            "Attention of every frame at %s frames/s".formatted(setting.fpsText()),
            here.stream()
                .map(s -> new TernaryFigure.Cloud(style(s.cell().model()), s.points()))
                .toList()));
    for (AttentionSample sample : here) {
      sample.speed().ifPresent(speed -> figures.add(bySpeed(sample.cell(), speed)));
    }
    return figures;
  }

  private static Figure bySpeed(Cell cell, AttentionSample.BySpeed speed) {
    return AttentionFigure.against(
        "attention-vs-speed-" + cell.model(),
        "Attention of %s against motion".formatted(cell.model()),
        speed.quantity(),
        speed.middles(),
        speed.weights());
  }

  private SeriesStyle style(String model) {
    return run.styles().of(model);
  }
}
