package hmrbench.report.page;

import hmrbench.core.Series;
import hmrbench.report.chart.AttentionFigure;
import hmrbench.report.chart.Figure;
import hmrbench.report.chart.SeriesStyle;
import hmrbench.report.chart.TernaryFigure;
import hmrbench.report.view.AttentionDetail;
import hmrbench.report.view.AttentionSample;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Attention weights: how they are spread, and what they follow. */
final class AttentionFigures {

  /** Networks times rates that one figure has room for. */
  private static final int BESIDE = 8;

  private final RunView run;
  private final Setting setting;

  AttentionFigures(RunView run, Setting setting) {
    this.run = run;
    this.setting = setting;
  }

  /**
   * Where the attention lies, per network and rate, in a triangle, and against speed, position in
   * the sequence and frame rate.
   */
  List<Figure> attention(List<AttentionSample> byRate) {
    List<Figure> figures = new ArrayList<>();
    if (byRate.isEmpty()) {
      return figures;
    }
    List<AttentionSample> here =
        byRate.stream().filter(s -> Setting.of(s.cell()).equals(setting)).toList();
    boolean fit = byRate.size() <= BESIDE;
    figures.add(
        AttentionFigure.distribution(
            "attention",
            fit
                ? "Where the attention lies, per network and frame rate"
                : "Where the attention lies at %s frames/s".formatted(setting.fpsText()),
            (fit ? byRate : here)
                .stream()
                    .map(
                        s ->
                            new AttentionFigure.Group(
                                "%s %s fps".formatted(s.cell().model(), s.cell().fpsText()),
                                s.spreads()))
                    .toList()));
    figures.add(
        TernaryFigure.of(
            "attention-triangle",
            "Attention of single frames at %s frames/s".formatted(setting.fpsText()),
            here.stream().flatMap(s -> cloud(s).stream()).toList()));
    if (!fit) {
      here.forEach(sample -> figures.addAll(byRate(sample.cell().model(), byRate)));
    }
    for (AttentionSample sample : here) {
      sample
          .detail()
          .flatMap(AttentionDetail::speed)
          .ifPresent(by -> figures.add(against("speed", "motion", sample, by)));
    }
    for (AttentionSample sample : here) {
      sample
          .detail()
          .flatMap(AttentionDetail::position)
          .ifPresent(by -> figures.add(against("position", "position", sample, by)));
    }
    return figures;
  }

  private static List<Figure> byRate(String model, List<AttentionSample> byRate) {
    List<AttentionSample> rates =
        byRate.stream().filter(sample -> sample.cell().model().equals(model)).toList();
    return rates.size() < 2
        ? List.of()
        : List.of(
            AttentionFigure.against(
                "attention-vs-fps-" + model,
                "Attention of %s against frame rate".formatted(model),
                "frame rate (frames/s)",
                Series.of(rates.stream().mapToDouble(s -> s.cell().fps()).toArray()),
                rates.stream().map(AttentionSample::spreads).toList()));
  }

  private static Figure against(
      String name, String words, AttentionSample sample, AttentionDetail.ByQuantity by) {
    String model = sample.cell().model();
    return AttentionFigure.against(
        "attention-vs-%s-%s".formatted(name, model),
        "Attention of %s against %s".formatted(model, words),
        by.quantity(),
        by.middles(),
        by.weights());
  }

  private Optional<TernaryFigure.Cloud> cloud(AttentionSample sample) {
    return sample
        .detail()
        .map(detail -> new TernaryFigure.Cloud(style(sample.cell().model()), detail.points()));
  }

  private SeriesStyle style(String model) {
    return run.styles().of(model);
  }
}
