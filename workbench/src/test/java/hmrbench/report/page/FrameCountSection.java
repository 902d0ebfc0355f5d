package hmrbench.report.page;

import hmrbench.report.table.TableView;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.view.RunView;
import java.util.List;

/** How many frames are behind each row of the results. */
final class FrameCountSection implements Section {

  // snippet section
  @Override
  public String id() {
    return "frame-counts";
  }

  @Override
  public String shortName() {
    return "Frame counts";
  }

  @Override
  public String heading() {
    return "How many frames were scored";
  }

  @Override
  public String body(PageData data, PageParts page) {
    RunView run = data.run();
    List<Row> rows =
        run.models().stream()
            .flatMap(it -> run.overSeeds(data.home(), it.name(), RunView.NO_FILTER).stream())
            .map(it -> List.of(Entry.words(it.cell().model()), Entry.count(it.frames())))
            .map(entries -> new Row(false, entries))
            .toList();
    List<Heading> columns =
        List.of(Heading.words("model"), new Heading("frames", "of all sequences", true));
    return page.sortable(
        new TableView("frame-counts", "Frames behind each result.", columns, rows, List.of()));
  }
  // end of snippet
}
