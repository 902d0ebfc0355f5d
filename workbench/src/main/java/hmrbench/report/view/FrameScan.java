package hmrbench.report.view;

import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import hmrbench.record.Cell;
import hmrbench.record.FrameTable;
import hmrbench.record.Motion;
import hmrbench.record.MotionFile;
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
  private final List<Rivals.Pick> picks;
  private final List<Part> parts;

  /** What is kept of one model: its attention here and at other rates, its rows of the clips. */
  private record Part(
      List<AttentionSample> here, List<AttentionSample> elsewhere, List<FrameTable> clips) {}

  private FrameScan(RunView run, Setting setting) {
    this.run = run;
    this.setting = setting;
    this.filter = run.filters(setting).stream().findFirst().orElse(RunView.NO_FILTER);
    this.done = run.folder().cells().stream().collect(Collectors.toSet());
    this.picks =
        Rivals.of(run, setting)
            .map(r -> Rivals.picks(run, firstCell(r.first()), firstCell(r.second())))
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
    List<FrameTable> clips = new ArrayList<>();
    for (int i = 0; i < seeds.size() && (i == 0 || !here.isEmpty()); i++) {
      Cell cell = setting.cell(model.name(), filter, seeds.get(i));
      if (done.contains(cell)) {
        FrameTable table = run.folder().frames(cell);
        AttentionSample.of(table).ifPresent(here::add);
        if (i == 0 && model.competes()) {
          clips.addAll(clips(table));
        }
      }
    }
    for (double rate : here.isEmpty() ? List.<Double>of() : run.rates(setting)) {
      Cell cell = setting.at(rate).cell(model.name(), filter, seeds.get(0));
      if (rate != setting.fps() && done.contains(cell)) {
        AttentionSample.of(run.folder().frames(cell)).ifPresent(elsewhere::add);
      }
    }
    return new Part(here, elsewhere, clips);
  }

  /** The rows of the picked sequences, a table for each. */
  private List<FrameTable> clips(FrameTable table) {
    return picks.stream()
        .flatMap(
            pick ->
                table.sequences().stream()
                    .filter(range -> range.name().equals(pick.sequence()))
                    .limit(1))
        .map(range -> cut(table, range))
        .toList();
  }

  private static FrameTable cut(FrameTable table, FrameTable.SequenceRange range) {
    int[] rows = IntStream.range(range.from(), range.to()).limit(CLIP_ROWS).toArray();
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
    for (Rivals.Pick pick : picks) {
      List<FrameTable> tables =
          parts.stream()
              .flatMap(part -> part.clips().stream())
              .filter(table -> table.sequences().get(0).name().equals(pick.sequence()))
              .toList();
      if (!tables.isEmpty()) {
        clips.add(clip(pick, tables));
      }
    }
    return clips;
  }

  /**
   * A clip of the rows that all models have; models that were scored on other frames are left out.
   */
  private ClipView clip(Rivals.Pick pick, List<FrameTable> tables) {
    int rows = tables.stream().mapToInt(FrameTable::rows).min().orElse(0);
    List<String> frames = tables.get(0).frames().subList(0, rows);
    Optional<JointTrack> truth = Optional.empty();
    List<ClipView.Trace> traces = new ArrayList<>();
    for (FrameTable whole : tables) {
      FrameTable table = cut(whole, new FrameTable.SequenceRange(pick.sequence(), 0, rows));
      if (!table.frames().equals(frames)) {
        continue;
      }
      Optional<Motion> motion = motion(table.cell(), pick.sequence(), rows);
      truth = truth.or(() -> motion.map(Motion::truth));
      traces.add(
          new ClipView.Trace(
              table.cell().model(),
              table.cell().seed(),
              table.metrics(),
              table.attention().map(a -> List.of(a.past(), a.current(), a.future())),
              motion.map(Motion::predicted)));
    }
    int[] kept = IntStream.range(0, rows).toArray();
    Series seconds = cut(tables.get(0).timeSeconds(), kept);
    return new ClipView(pick.sequence(), pick.why(), setting.fps(), seconds, truth, traces);
  }

  /** The joints of a clip, if the run kept them for every row that is shown. */
  private Optional<Motion> motion(Cell cell, String sequence, int rows) {
    return MotionFile.open(run.folder().folder(), cell)
        .flatMap(file -> file.motion(sequence))
        .filter(motion -> motion.truth().frames() >= rows)
        .map(
            motion -> {
              int[] kept = IntStream.range(0, rows).toArray();
              return new Motion(
                  sequence, motion.truth().frames(kept), motion.predicted().frames(kept));
            });
  }
}
