package hmrbench.report.table;

import hmrbench.record.Cell;
import hmrbench.record.SequenceRow;
import hmrbench.report.chart.Ink;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.view.AttentionDetail;
import hmrbench.report.view.AttentionSample;
import hmrbench.report.view.RunView;
import hmrbench.report.view.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Mean attention weights of frames that have something in common. */
public final class AttentionTable {

  /** The tag of a sequence that says what the person does. */
  private static final String ACTIVITY = "activity";

  private static final int DECIMALS = 3;

  private AttentionTable() {}

  /**
   * One row per network and group of frames.
   *
   * @param samples of one seed per network, at all rates
   */
  public static TableView of(RunView run, Setting setting, List<AttentionSample> samples) {
    List<Row> rows = new ArrayList<>();
    for (AttentionSample sample : samples) {
      boolean here = Setting.of(sample.cell()).equals(setting);
      String model = sample.cell().model();
      String color = Ink.css(run.styles().of(model).color());
      AttentionDetail.Group all =
          new AttentionDetail.Group(
              "frame rate", sample.cell().fpsText() + " frames/s", frames(sample), sample.mean());
      rows.add(row(model, color, all));
      if (here) {
        sample
            .detail()
            .ifPresent(d -> d.groups().forEach(group -> rows.add(row(model, color, group))));
        byActivity(run, sample).forEach(group -> rows.add(row(model, color, group)));
      }
    }
    return new TableView(
        "attention__%s__%s__%sfps"
            .formatted(setting.dataset(), setting.protocol(), setting.fpsText()),
        "Mean attention weights, by what frames have in common: %s unless another rate is given; first seed."
            .formatted(setting.words()),
        List.of(
            Heading.words("model"),
            Heading.words("by"),
            Heading.words("frames with"),
            new Heading("frames", "", true),
            new Heading("past", "weight", true),
            new Heading("current", "weight", true),
            new Heading("future", "weight", true)),
        rows,
        List.of(
            "The first 8 and last 7 frames of a sequence have windows that repeat their outermost"
                + " frame."));
  }

  private static int frames(AttentionSample sample) {
    return sample.frames().stream().mapToInt(Integer::intValue).sum();
  }

  private static Row row(String model, String color, AttentionDetail.Group group) {
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.words(model).swatched(color));
    entries.add(Entry.words(group.by()));
    entries.add(Entry.words(group.name()));
    entries.add(Entry.count(group.frames()));
    group.mean().forEach(weight -> entries.add(Entry.number(weight, DECIMALS)));
    return new Row(false, entries);
  }

  /** The sequences of each activity together, every frame alike. */
  private static List<AttentionDetail.Group> byActivity(RunView run, AttentionSample sample) {
    Map<String, String> activities = activities(run, sample.cell());
    Map<String, List<Integer>> places = new TreeMap<>();
    for (int i = 0; i < sample.sequences().size(); i++) {
      String activity = activities.get(sample.sequences().get(i));
      if (activity != null) {
        places.computeIfAbsent(activity, name -> new ArrayList<>()).add(i);
      }
    }
    List<AttentionDetail.Group> groups = new ArrayList<>();
    places.forEach((name, members) -> groups.add(activity(name, members, sample)));
    return groups;
  }

  private static AttentionDetail.Group activity(
      String name, List<Integer> members, AttentionSample sample) {
    int frames = members.stream().mapToInt(sample.frames()::get).sum();
    List<Double> mean = new ArrayList<>();
    for (int part = 0; part < 3; part++) {
      double sum = 0;
      for (int member : members) {
        sum += sample.means().get(member).get(part) * sample.frames().get(member);
      }
      mean.add(sum / frames);
    }
    return new AttentionDetail.Group(ACTIVITY, name, frames, mean);
  }

  private static Map<String, String> activities(RunView run, Cell cell) {
    return run.sequences(cell).stream()
        .filter(row -> row.tags().containsKey(ACTIVITY))
        .collect(
            Collectors.toMap(
                SequenceRow::sequence,
                row -> row.tags().getOrDefault(ACTIVITY, ""),
                (first, second) -> first));
  }
}
