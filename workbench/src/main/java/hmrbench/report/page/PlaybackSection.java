package hmrbench.report.page;

import hmrbench.report.chart.Figure;
import java.util.List;
import java.util.Map;

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
  public String body(PageData data, PageParts page) {
    List<Figure> timelines =
        new TimelineFigures(data.run()).timelines(data.clips(), data.compared());
    String still = page.figures(timelines);
    return !timelines.isEmpty() && Player.hasClips(data.clips())
        ? Templates.fill("playback", Map.of("player", Player.body(), "still", still))
        : still;
  }
}
