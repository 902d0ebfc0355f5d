package hmrbench.report.page;

import hmrbench.core.Series;
import hmrbench.metric.Metrics;
import hmrbench.report.chart.Figure;
import hmrbench.report.chart.SeriesStyle;
import hmrbench.report.chart.TimelineFigure;
import hmrbench.report.view.ClipView;
import hmrbench.report.view.ComparedModels;
import hmrbench.report.view.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Errors of two models frame by frame, over their attention. */
final class TimelineFigures {

  private static final String ACCELERATION = Metrics.ACCEL_ERR.id().column();

  private final RunView run;

  TimelineFigures(RunView run) {
    this.run = run;
  }

  /** Errors of the rivals on each clip, over their attention. */
  List<Figure> timelines(List<ClipView> clips, ComparedModels compared) {
    List<Figure> figures = new ArrayList<>();
    for (ClipView clip : clips) {
      List<TimelineFigure.Trace> traces = new ArrayList<>();
      List<TimelineFigure.Strip> strips = new ArrayList<>();
      for (String model : Stream.of(compared.first(), compared.second()).distinct().toList()) {
        clip.trace(model).ifPresent(trace -> add(clip, trace, traces, strips));
      }
      if (!traces.isEmpty()) {
        figures.add(
            TimelineFigure.of(
                "timeline-" + (figures.size() + 1),
                "%s, frame by frame (%s)"
                    .formatted(
                        clip.sequence(),
                        clip.why()
                            .replace(
                                "of B over A",
                                "of %s over %s".formatted(compared.second(), compared.first()))),
                "acceleration error (mm/frame²)",
                traces,
                strips));
      }
    }
    return figures;
  }

  private void add(
      ClipView clip,
      ClipView.Trace trace,
      List<TimelineFigure.Trace> traces,
      List<TimelineFigure.Strip> strips) {
    Series error = trace.errors().get(ACCELERATION);
    if (error != null) {
      traces.add(new TimelineFigure.Trace(style(trace.model()), clip.seconds(), error));
    }
    trace
        .attention()
        .filter(w -> w.stream().allMatch(part -> part.present().count() == part.frames()))
        .ifPresent(w -> strips.add(new TimelineFigure.Strip(trace.model(), clip.seconds(), w)));
  }

  private SeriesStyle style(String model) {
    return run.styles().of(model);
  }
}
