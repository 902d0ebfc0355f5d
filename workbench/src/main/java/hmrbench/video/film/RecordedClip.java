package hmrbench.video.film;

import hmrbench.core.Fault;
import hmrbench.core.FrameMask;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import hmrbench.record.Cell;
import hmrbench.record.FrameTable;
import hmrbench.record.FrameTable.SequenceRange;
import hmrbench.record.RunFolder;
import hmrbench.record.SavedPrediction;
import hmrbench.video.draw.Palette;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One sequence of a run, frame by frame, as several models see it.
 *
 * @param heading what is shown, for the head of the film
 * @param framesPerSecond rate of the rows, in hertz
 * @param seconds time of each frame from the start of the sequence
 * @param truth what is true
 * @param models one per model, in the order that was asked for
 * @param edited files of the run that are not as it wrote them
 */
public record RecordedClip(
    String heading,
    double framesPerSecond,
    Series seconds,
    FilmPerson truth,
    List<FilmPerson> models,
    List<String> edited) {

  private static final String NO_FILTER = "none";

  public RecordedClip {
    models = List.copyOf(models);
    edited = List.copyOf(edited);
  }

  /**
   * Which of a run's cells are shown.
   *
   * @param models names, in the order of the panels; empty for the first three of the run
   * @param seed number of the trained networks; where none is asked for, the first whose
   *     predictions were kept
   * @param framesPerSecond rate of the cell; where none is asked for, the highest
   * @param filter name of the filter
   */
  public record Choice(
      List<String> models, Optional<String> seed, Optional<Double> framesPerSecond, String filter) {

    public Choice {
      models = List.copyOf(models);
    }

    /** The run's first models as they are, without a filter. */
    public static Choice usual() {
      return new Choice(List.of(), Optional.empty(), Optional.empty(), NO_FILTER);
    }
  }

  /** Number of panels that a film has where no models were named, beside the truth. */
  private static final int USUAL_MODELS = 3;

  /** Number of frames. */
  public int frames() {
    return seconds.frames();
  }

  /**
   * Reads a sequence of a run.
   *
   * @throws Fault if the run has no such sequence or model, or did not keep its predictions
   */
  public static RecordedClip read(RunFolder run, String sequence, Choice choice) {
    List<Cell> cells = run.cells();
    List<String> names = models(run, cells, choice.models());
    List<Row> rows = new ArrayList<>();
    for (String name : names) {
      rows.add(row(run, cells, name, sequence, choice, rows));
    }
    Row first = rows.get(0);
    List<FilmPerson> models = new ArrayList<>();
    for (Row row : rows) {
      models.add(row.model(Palette.model(models.size())));
    }
    return new RecordedClip(
        "%s, %s: %s".formatted(run.manifest().question().name(), first.cell().dataset(), sequence),
        first.cell().fps(),
        cut(first.table().timeSeconds(), first.range()),
        first.truth(),
        models,
        run.edited());
  }

  private static List<String> models(RunFolder run, List<Cell> cells, List<String> asked) {
    Set<String> known = new LinkedHashSet<>();
    cells.forEach(cell -> known.add(cell.model()));
    if (known.isEmpty()) {
      throw Fault.asked("%s: the run has no result yet; run the experiment first", run.folder());
    }
    for (String name : asked) {
      if (!known.contains(name)) {
        throw Fault.asked(
            "%s: no result of model %s; there are %s",
            run.folder(), name, String.join(", ", known));
      }
    }
    return asked.isEmpty() ? known.stream().limit(USUAL_MODELS).toList() : asked;
  }

  /** What a cell says of the sequence. */
  private record Row(FrameTable table, SequenceRange range, SavedPrediction saved) {

    Cell cell() {
      return table.cell();
    }

    FilmPerson truth() {
      JointTrack joints = saved.truthBody().orElse(saved.truth());
      return new FilmPerson(
          "truth",
          Palette.TRUTH,
          joints.frames(frames()),
          saved.truthSmpl().map(track -> track.frames(frames())),
          Map.of(),
          Optional.empty());
    }

    FilmPerson model(int colour) {
      Map<String, Series> errors = new HashMap<>();
      table.metrics().forEach((name, series) -> errors.put(name, cut(series, range)));
      return new FilmPerson(
          cell().model(),
          colour,
          saved.predictedBody().frames(frames()),
          Optional.of(saved.predictedSmpl().frames(frames())),
          errors,
          table
              .attention()
              .map(
                  it ->
                      new FrameTable.Attention(
                          cut(it.past(), range), cut(it.current(), range), cut(it.future(), range)))
              .filter(it -> it.isWhole()));
    }

    private int[] frames() {
      return IntStream.range(range.from(), range.to()).toArray();
    }
  }

  /** The first cell of a model that fits the choice, has the sequence and kept its prediction. */
  private static Row row(
      RunFolder run,
      List<Cell> cells,
      String model,
      String sequence,
      Choice choice,
      List<Row> others) {
    List<Cell> fitting =
        cells.stream()
            .filter(cell -> cell.model().equals(model) && cell.filter().equals(choice.filter()))
            .filter(cell -> choice.seed().map(cell.seed()::equals).orElse(true))
            .filter(cell -> choice.framesPerSecond().map(it -> it == cell.fps()).orElse(true))
            .filter(cell -> others.isEmpty() || beside(cell, others.get(0).cell()))
            .sorted(Cell.ORDER.thenComparing(Cell::seed))
            .sorted(java.util.Comparator.comparingDouble(cell -> -cell.fps()))
            .toList();
    if (fitting.isEmpty()) {
      throw Fault.asked(
          "%s: no result of model %s with filter %s%s%s; the run has %s",
          run.folder(),
          model,
          choice.filter(),
          choice.seed().map(seed -> ", seed " + seed).orElse(""),
          choice.framesPerSecond().map(fps -> ", %s frames/s".formatted(fps)).orElse(""),
          cells.stream().filter(cell -> cell.model().equals(model)).toList());
    }
    Set<String> sequences = new LinkedHashSet<>();
    for (Cell cell : fitting) {
      FrameTable table = run.frames(cell);
      table.sequences().forEach(range -> sequences.add(range.name()));
      Optional<SequenceRange> range =
          table.sequences().stream().filter(it -> it.name().equals(sequence)).findFirst();
      Optional<SavedPrediction> saved = range.isPresent() ? run.prediction(cell) : Optional.empty();
      if (saved.isPresent()) {
        return new Row(table, range.orElseThrow(), saved.get());
      }
    }
    if (!sequences.contains(sequence)) {
      throw Fault.asked(
          "%s: no sequence %s; there are %s", run.folder(), sequence, String.join(", ", sequences));
    }
    throw Fault.asked(
        "%s: the prediction of %s was not kept: runs keep those of the first seed and protocol;"
            + " leave out --seed",
        run.folder(), fitting.get(0));
  }

  private static boolean beside(Cell cell, Cell first) {
    return cell.dataset().equals(first.dataset())
        && cell.protocol().equals(first.protocol())
        && cell.fps() == first.fps();
  }

  private static Series cut(Series series, SequenceRange range) {
    int[] rows = IntStream.range(range.from(), range.to()).toArray();
    FrameMask present = series.present().pick(rows);
    return Series.of(present, t -> series.get(rows[t]));
  }
}
