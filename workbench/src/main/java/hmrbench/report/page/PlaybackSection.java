package hmrbench.report.page;

import hmrbench.report.chart.Figure;
import java.util.List;

/** Clips frame by frame: the player, and the same clips as charts where no script runs. */
final class PlaybackSection implements Section {

  @Override
  public String id() {
    return "playback";
  }

  @Override
  public String shortName() {
    return "Playback";
  }

  @Override
  public String heading() {
    return "Clips, frame by frame";
  }

  @Override
  public String body(Material material, Sheet sheet) {
    List<Figure> timelines =
        new TimelineFigures(material.run()).timelines(material.clips(), material.rivals());
    String still = sheet.figures(timelines);
    return !timelines.isEmpty() && Player.hasClips(material.clips())
        ? Player.body() + "<div class=\"no-js-only\">\n" + still + "</div>\n"
        : still;
  }
}
