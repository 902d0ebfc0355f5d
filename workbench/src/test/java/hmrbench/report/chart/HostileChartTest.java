package hmrbench.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.core.VisibleText;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** Names in charts come from anywhere; a chart stays XML, and shows every one of them. */
class HostileChartTest {

  private static Document parsed(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Figure named(String name) {
    SeriesStyle style = new SeriesStyle(name, Ink.BLUE, SeriesStyle.Shape.CIRCLE, false);
    List<Curve.Point> points = List.of(new Curve.Point(10, 1, 1, 1), new Curve.Point(30, 2, 2, 2));
    return FrameRateFigure.of("chart", name, name, List.of(new Curve(style, points)), name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "a & b",
        "\u0001\u001b[2J",
        "two\nlines",
        "\r",
        "\u007f\u0085",
        "\ufffe\uffff",
        "\ud800",
        "\u202eabc",
        "]]>",
        "<!-- ",
        "\" onload=\"x",
        "fill-opacity:0;"
      })
  void a_chart_is_xml_whatever_a_name_holds(String name) throws Exception {
    Document chart = parsed(FigureFiles.svg(named(name)));
    String shown = VisibleText.line(name);
    assertThat(chart.getElementsByTagName("script").getLength()).isZero();
    assertThat(chart.getDocumentElement().getTextContent()).contains(shown);
    assertThat(parsed("<p>" + SvgText.escaped(name) + "</p>").getDocumentElement().getTextContent())
        .isEqualTo(VisibleText.lines(name));
  }

  @ParameterizedTest
  @CsvSource({"1, \\u0001", "27, \\u001b", "65534, \\ufffe", "55296, \\ud800", "8238, \\u202e"})
  void what_xml_cannot_hold_stands_as_its_code(int character, String code) {
    assertThat(SvgText.escaped("a" + (char) character + "b")).isEqualTo("a" + code + "b");
  }

  @Test
  void lines_stay_lines() {
    assertThat(SvgText.escaped("a\n\tb")).isEqualTo("a\n\tb");
  }
}
