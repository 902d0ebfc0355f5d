package hmrbench.report.view;

import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import hmrbench.record.Cell;
import hmrbench.record.FrameTable;
import hmrbench.record.ModelFacts;
import hmrbench.record.PredictedMotion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One pass over the rows of frames that a page looks at: a cell is read, what is needed of it is
 * kept, and the rest is let go before the next one is read.
 */
public final class FrameScan {

  /** Rows that a page shows of one clip at most; longer clips are cut. */
  private static final int CLIP_ROWS = 900;

  private final RunView run;
  private final Setting setting;
  private final String filter;
  private final Set<Cell> done;
  private final List<ComparedModels.Pick> picks;
  private final List<Part> parts;

  /** What is kept of one model: its attention here and at other rates, its rows of the clips. */
  private record Part(
      List<AttentionSample> here, List<AttentionSample> elsewhere, List<ClipRows> clips) {}

  /** What one cell says of a clip. */
  private record ClipRows(FrameTable table, Optional<PredictedMotion> motion) {}

  private FrameScan(RunView run, Setting setting) {
    this.run = run;
    this.setting = setting;
    this.filter = run.filters(setting).stream().findFirst().orElse(RunView.NO_FILTER);
    this.done = run.folder().cells().stream().collect(Collectors.toSet());
    this.picks =
        ComparedModels.of(run, setting)
            .map(r -> ComparedModels.picks(run, firstCell(r.first()), firstCell(r.second())))
            .orElse(List.of());
    this.parts = run.models().parallelStream().map(this::read).toList();
  }

  /** Reads what a page needs of the frames of a setting, and of attention at its other rates. */
  public static FrameScan of(RunView run, Setting setting) {
    return new FrameScan(run, setting);
  }

  private Cell firstCell(String model) {
    String seed = run.seeds(setting, model, filter).stream().findFirst().orElse(Cell.ALL_SEEDS);
    return setting.cell(model, filter, seed);
  }

  private Part read(ModelFacts model) {
    List<String> seeds = run.seeds(setting, model.name(), filter);
    List<AttentionSample> here = new ArrayList<>();
    List<AttentionSample> elsewhere = new ArrayList<>();
    List<ClipRows> clips = new ArrayList<>();
    for (int i = 0; i < seeds.size() && (i == 0 || !here.isEmpty()); i++) {
      Cell cell = setting.cell(model.name(), filter, seeds.get(i));
      if (done.contains(cell)) {
        if (i > 0) {
          AttentionSample.of(run.folder().attention(cell)).ifPresent(here::add);
          continue;
        }
        FrameTable table = run.folder().frames(cell);
        AttentionSample.detailed(table).ifPresent(here::add);
        clips.addAll(model.competes() ? clips(table) : List.of());
      }
    }
    for (double rate : here.isEmpty() ? List.<Double>of() : run.rates(setting)) {
      Cell cell = setting.at(rate).cell(model.name(), filter, seeds.get(0));
      if (rate != setting.fps() && done.contains(cell)) {
        AttentionSample.of(run.folder().attention(cell)).ifPresent(elsewhere::add);
      }
    }
    return new Part(here, elsewhere, clips);
  }

  /** The rows of the picked sequences, a table for each. */
  private List<ClipRows> clips(FrameTable table) {
    return picks.stream()
        .flatMap(
            pick ->
                table.sequences().stream()
                    .filter(range -> range.name().equals(pick.sequence()))
                    .limit(1))
        .map(range -> clipRows(table, range))
        .toList();
  }

  private ClipRows clipRows(FrameTable table, FrameTable.SequenceRange whole) {
    int to = Math.min(whole.to(), whole.from() + CLIP_ROWS);
    FrameTable.SequenceRange range = new FrameTable.SequenceRange(whole.name(), whole.from(), to);
    return new ClipRows(cut(table, range), run.folder().motion(table.cell(), range));
  }

  private static FrameTable cut(FrameTable table, FrameTable.SequenceRange range) {
    int[] rows = IntStream.range(range.from(), range.to()).toArray();
    Map<String, Series> metrics = new LinkedHashMap<>();
    table.metrics().forEach((column, series) -> metrics.put(column, cut(series, rows)));
    return new FrameTable(
        table.cell(),
        List.of(new FrameTable.SequenceRange(range.name(), 0, rows.length)),
        table.frames().subList(range.from(), range.from() + rows.length),
        cut(table.timeSeconds(), rows),
        table.scored().pick(rows),
        metrics,
        table
            .attention()
            .map(
                a ->
                    new FrameTable.Attention(
                        cut(a.past(), rows), cut(a.current(), rows), cut(a.future(), rows))),
        Map.of());
  }

  private static Series cut(Series series, int[] rows) {
    return Series.of(series.present().pick(rows), row -> series.get(rows[row]));
  }

  /** Attention of every network and seed at the setting. */
  public List<AttentionSample> attention() {
    return parts.stream().flatMap(part -> part.here().stream()).toList();
  }

  /** Attention of one seed per network at every rate, slow ones first. */
  public List<AttentionSample> attentionByRate() {
    List<AttentionSample> all = new ArrayList<>();
    parts.forEach(part -> all.addAll(part.elsewhere()));
    attention().stream()
        .filter(sample -> sample.cell().equals(firstCell(sample.cell().model())))
        .forEach(all::add);
    List<String> order = run.models().stream().map(ModelFacts::name).toList();
    all.sort(
        java.util.Comparator.<AttentionSample>comparingInt(s -> order.indexOf(s.cell().model()))
            .thenComparing(s -> s.cell().fps()));
    return all;
  }

  /** The clips worth looking at, with everything that is known of their frames. */
  public List<ClipView> clips() {
    List<ClipView> clips = new ArrayList<>();
    for (ComparedModels.Pick pick : picks) {
      List<ClipRows> rows =
          parts.stream()
              .flatMap(part -> part.clips().stream())
              .filter(clip -> clip.table().sequences().get(0).name().equals(pick.sequence()))
              .toList();
      if (!rows.isEmpty()) {
        clips.add(clip(pick, rows));
      }
    }
    return clips;
  }

  /**
   * A clip of the rows that all models have; models that were scored on other frames are left out.
   */
  private ClipView clip(ComparedModels.Pick pick, List<ClipRows> clips) {
    int rows = clips.stream().mapToInt(clip -> clip.table().rows()).min().orElse(0);
    int[] kept = IntStream.range(0, rows).toArray();
    FrameTable first = clips.get(0).table();
    List<String> frames = first.frames().subList(0, rows);
    Optional<JointTrack> truth = Optional.empty();
    List<ClipView.Trace> traces = new ArrayList<>();
    for (ClipRows clip : clips) {
      FrameTable table = cut(clip.table(), new FrameTable.SequenceRange(pick.sequence(), 0, rows));
      if (table.frames().equals(frames)) {
        truth = truth.or(() -> clip.motion().map(motion -> motion.truth().frames(kept)));
        traces.add(
            new ClipView.Trace(
                table.cell().model(),
                table.cell().seed(),
                table.metrics(),
                table.attention().map(a -> List.of(a.past(), a.current(), a.future())),
                clip.motion().map(motion -> motion.predicted().frames(kept))));
      }
    }
    Series seconds = cut(first.timeSeconds(), kept);
    return new ClipView(
        pick.sequence(),
        pick.why(),
        setting.fps(),
        seconds,
        truth,
        traces,
        run.folder().crops(setting.dataset(), setting.fps(), pick.sequence()));
  }
}
