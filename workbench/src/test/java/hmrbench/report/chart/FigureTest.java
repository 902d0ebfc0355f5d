package hmrbench.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.core.FrameMask;
import hmrbench.core.Series;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

class FigureTest {

  /** Where every figure is left, to be looked at. */
  private static final Path GALLERY = Path.of("target/figures");

  private static final SeriesStyle SPIN =
      new SeriesStyle("spin", Ink.SKY, SeriesStyle.Shape.TRIANGLE, false);
  private static final SeriesStyle VIBE =
      new SeriesStyle("vibe-seq", Ink.BLUE, SeriesStyle.Shape.SQUARE, false);
  private static final SeriesStyle MIDDLE =
      new SeriesStyle("middle", Ink.GREEN, SeriesStyle.Shape.DIAMOND, false);
  private static final SeriesStyle TCMR =
      new SeriesStyle("tcmr", Ink.VERMILION, SeriesStyle.Shape.CIRCLE, false);
  private static final SeriesStyle TRUTH =
      new SeriesStyle("true acceleration", Ink.REFERENCE, SeriesStyle.Shape.NONE, true);

  static List<Figure> figures() {
    return List.of(
        frameRates(),
        tradeOff(),
        timeline(),
        distribution(),
        speed(),
        loss(),
        differences(),
        grid());
  }

  private static Figure frameRates() {
    double[] rates = {10, 15, 24, 25, 30, 60};
    return FrameRateFigure.of(
        "acceleration-vs-fps-mm",
        "Acceleration error against frame rate",
        "acceleration error (mm/frame²)",
        List.of(
            curve(TRUTH, 0, rates, 35.8, 17.2, 7.0, 6.5, 4.5, 1.2),
            curve(SPIN, 0.4, rates, 43.7, 35.1, 31.0, 30.5, 29.3, 28.1),
            curve(VIBE, 0.8, rates, 41.9, 33.0, 28.7, 28.2, 27.2, 25.7),
            curve(MIDDLE, 0.6, rates, 35.8, 23.4, 16.8, 16.4, 15.2, 13.4),
            curve(TCMR, 0.5, rates, 35.0, 19.9, 13.1, 12.8, 11.6, 9.9)),
        "Bars: least and greatest of 3 seeds. simulated-test, protocol tcmr.");
  }

  private static Curve curve(SeriesStyle style, double spread, double[] x, double... y) {
    List<Curve.Point> points = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      points.add(new Curve.Point(x[i], y[i], y[i] - spread, y[i] + spread));
    }
    return new Curve(style, points);
  }

  private static Figure tradeOff() {
    return TradeOffFigure.of(
        "trade-off",
        "Accuracy of single frames against consistency",
        "acceleration error (mm/frame²)",
        "PA-MPJPE (mm)",
        List.of(
            entry(SPIN, 29.3, 53.2),
            entry(VIBE, 29.1, 52.7),
            entry(MIDDLE, 15.2, 55.6),
            entry(TCMR, 11.6, 54.6)),
        "Bars: 95 % intervals over sequences.");
  }

  private static TradeOffFigure.Entry entry(SeriesStyle style, double x, double y) {
    return new TradeOffFigure.Entry(
        style,
        new TradeOffFigure.Span(x, x - 1, x + 1.2),
        new TradeOffFigure.Span(y, y - 1.5, y + 1.6));
  }

  private static Figure timeline() {
    Random random = new Random(1);
    int frames = 300;
    double[] seconds = new double[frames];
    boolean[] scored = new boolean[frames];
    double[] a = new double[frames];
    double[] b = new double[frames];
    double[][] weights = new double[3][frames];
    for (int t = 0; t < frames; t++) {
      seconds[t] = t / 30.0;
      scored[t] = t > 0 && t < frames - 1;
      a[t] = 27 + 8 * Math.abs(random.nextGaussian());
      b[t] = 9 + 4 * Math.abs(random.nextGaussian());
      weights[0][t] = 0.38 + 0.08 * Math.sin(t / 20.0);
      weights[1][t] = 0.24 + 0.05 * Math.sin(t / 7.0);
      weights[2][t] = 1 - weights[0][t] - weights[1][t];
    }
    Series time = Series.of(seconds);
    return TimelineFigure.of(
        "timeline",
        "One clip, frame by frame: s03_walk, seed 1",
        "acceleration error (mm/frame²)",
        List.of(
            new TimelineFigure.Trace(VIBE, time, Series.of(a, FrameMask.of(scored))),
            new TimelineFigure.Trace(TCMR, time, Series.of(b, FrameMask.of(scored)))),
        List.of(
            new TimelineFigure.Strip(
                "tcmr", time, Arrays.stream(weights).map(Series::of).toList())));
  }

  private static AttentionFigure.Spread spread(double middle, double scale) {
    return new AttentionFigure.Spread(
        middle - 2 * scale, middle - scale, middle, middle + scale, middle + 2.2 * scale);
  }

  private static Figure distribution() {
    List<AttentionFigure.Group> groups = new ArrayList<>();
    for (String label :
        List.of("tcmr 15 fps", "tcmr 30 fps", "tcmr 60 fps", "tcmr-sees-current 30 fps")) {
      groups.add(
          new AttentionFigure.Group(
              label, List.of(spread(0.40, 0.03), spread(0.22, 0.02), spread(0.38, 0.03))));
    }
    return AttentionFigure.distribution("attention", "Where the attention lies", groups);
  }

  private static Figure speed() {
    double[] bins = {0.05, 0.12, 0.2, 0.3, 0.42, 0.6, 0.8, 1.2};
    List<List<AttentionFigure.Spread>> weights = new ArrayList<>();
    for (double bin : bins) {
      weights.add(
          List.of(
              spread(0.40 - 0.03 * bin, 0.02),
              spread(0.2 + 0.06 * bin, 0.02),
              spread(0.4 - 0.03 * bin, 0.02)));
    }
    return AttentionFigure.against(
        "attention-vs-speed",
        "Attention of tcmr against motion speed",
        "speed of the joints (m/s)",
        Series.of(bins),
        weights);
  }

  private static Figure loss() {
    List<Curve.Point> total = new ArrayList<>();
    List<Curve.Point> error = new ArrayList<>();
    for (int step = 10; step <= 1500; step += 10) {
      total.add(Curve.Point.of(step, 40 * Math.exp(-step / 300.0) + 4 + Math.sin(step)));
    }
    for (int step = 100; step <= 1500; step += 100) {
      error.add(Curve.Point.of(step, 55 + 30 * Math.exp(-step / 200.0)));
    }
    return LossFigure.of(
        "loss",
        "Training of tcmr, seed 1",
        List.of(new Curve(SeriesStyle.line("total", Ink.BLUE), total)),
        "PA-MPJPE (mm)",
        List.of(
            new Curve(
                new SeriesStyle(
                    "validation PA-MPJPE", Ink.VERMILION, SeriesStyle.Shape.CIRCLE, false),
                error)));
  }

  private static Figure differences() {
    return DifferenceFigure.of(
        "differences",
        "Acceleration error, difference to vibe-seq",
        "difference (mm/frame²)",
        List.of(
            new DifferenceFigure.Entry(TCMR, -17.5, -18.9, -16.2),
            new DifferenceFigure.Entry(MIDDLE, -13.9, -15.0, -12.8),
            new DifferenceFigure.Entry(SPIN, 0.2, -0.3, 0.8)),
        "Paired bootstrap over 24 sequences, 95 % intervals.");
  }

  private static Figure grid() {
    return AblationFigure.of(
        "ablation-grid",
        "Residual connection by PoseForecast",
        "mm/frame²",
        List.of(
            new AblationFigure.Tile("middle-residual", 27.2, "26.1 to 28.3", 52.3, "50.1 to 54.5"),
            new AblationFigure.Tile(
                "middle-residual-poseforecast", 15.9, "15.1 to 16.8", 52.2, "50.3 to 54.1"),
            new AblationFigure.Tile("middle", 15.2, "14.4 to 16.0", 55.6, "53.2 to 58.0"),
            new AblationFigure.Tile("tcmr", 11.6, "11.0 to 12.3", 54.6, "52.0 to 57.1")),
        "Intervals: 95 %, bootstrap over sequences.");
  }

  @ParameterizedTest
  @MethodSource("figures")
  void is_a_well_formed_picture_with_its_words_in_it(Figure figure) throws Exception {
    String svg = FigureFiles.svg(figure);
    byte[] png = FigureFiles.png(figure);
    Files.createDirectories(GALLERY);
    Files.writeString(GALLERY.resolve(figure.name() + ".svg"), svg);
    Files.write(GALLERY.resolve(figure.name() + ".png"), png);

    Document document = parsed(svg);
    assertThat(document.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo(figure.title());
    assertThat(figure.legend()).allSatisfy(style -> assertThat(svg).contains(">" + style.label()));
    assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth())
        .isEqualTo(2 * figure.width());
  }

  @ParameterizedTest
  @MethodSource("figures")
  void has_the_same_bytes_each_time(Figure figure) {
    assertThat(FigureFiles.svg(figure)).isEqualTo(FigureFiles.svg(figure));
  }

  @Test
  void has_the_same_pixels_each_time() {
    assertThat(FigureFiles.png(differences())).isEqualTo(FigureFiles.png(differences()));
  }

  private static Document parsed(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }
}
