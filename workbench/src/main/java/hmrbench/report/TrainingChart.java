package hmrbench.report;

import hmrbench.io.WholeFile;
import hmrbench.record.ModelFacts;
import hmrbench.record.TrainingCurve;
import hmrbench.report.chart.Curve;
import hmrbench.report.chart.Figure;
import hmrbench.report.chart.FigureFiles;
import hmrbench.report.chart.LossFigure;
import hmrbench.report.view.ModelStyles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The losses of a training recipe while it goes on: {@code loss.svg} and {@code loss.png}. */
public final class TrainingChart {

  private static final String LOSS = "loss";
  private static final String PA_MPJPE = "pa_mpjpe_mm";

  private TrainingChart() {}

  /**
   * Draws what the logs hold: the total loss, and under it PA-MPJPE on validation, or the loss
   * there where no bodies are predicted; a line per model as the mean of its seeds, in the lower
   * chart with their range.
   *
   * @param logs folder of the logs, {@code <logs>/<model>/seed-<n>/loss.csv}
   * @param target folder of the chart
   * @return whether there was anything to draw
   * @throws hmrbench.core.Fault if a log cannot be read or the chart not be written
   */
  public static boolean write(String title, Path logs, Path target) {
    System.setProperty("java.awt.headless", "true");
    List<Path> folders = TrainingCurve.trainings(logs);
    List<Curve> losses = curves(TrainingCurve.read(folders, "loss.csv", LOSS), false);
    Map<String, List<TrainingCurve>> validation = TrainingCurve.readAll(folders, "validation.csv");
    boolean ofBodies = validation.isEmpty() || validation.containsKey(PA_MPJPE);
    List<Curve> errors =
        curves(validation.getOrDefault(ofBodies ? PA_MPJPE : LOSS, List.of()), true);
    if (losses.isEmpty()) {
      return false;
    }
    String below = ofBodies ? "PA-MPJPE on validation (mm)" : "loss on validation";
    Figure figure = LossFigure.of("loss", title, losses, below, errors);
    byte[] svg = FigureFiles.svg(figure).getBytes(StandardCharsets.UTF_8);
    WholeFile.write(target.resolve("loss.svg"), out -> out.write(svg));
    byte[] png = FigureFiles.png(figure);
    WholeFile.write(target.resolve("loss.png"), out -> out.write(png));
    return true;
  }

  private static List<Curve> curves(List<TrainingCurve> trainings, boolean range) {
    Map<String, Map<Integer, List<Double>>> values = new LinkedHashMap<>();
    for (TrainingCurve training : trainings) {
      Map<Integer, List<Double>> steps =
          values.computeIfAbsent(training.model(), first -> new TreeMap<>());
      training
          .points()
          .forEach((step, y) -> steps.computeIfAbsent(step, none -> new ArrayList<>()).add(y));
    }
    ModelStyles styles =
        new ModelStyles(values.keySet().stream().map(ModelFacts::unknown).toList());
    List<Curve> curves = new ArrayList<>();
    values.forEach(
        (model, steps) ->
            curves.add(Curve.ofSeeds(styles.of(model).withoutPoints(), steps, range)));
    return curves;
  }
}
