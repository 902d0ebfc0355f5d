package hmrbench.report.view;

import hmrbench.metric.stats.CellSample;
import hmrbench.record.Cell;
import hmrbench.record.FrameTable;
import hmrbench.report.chart.AttentionFigure.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The attention weights of one cell, over its scored frames.
 *
 * @param cell the cell
 * @param spreads quantiles of past, current and future
 * @param sequences names of the sequences
 * @param means mean weight per sequence, for past, current and future
 * @param frames scored frames per sequence
 * @param bothAbove share of frames in which past and future are each above current, from 0 to 1
 * @param detail what the weights follow, where that was asked
 */
public record AttentionSample(
    Cell cell,
    List<Spread> spreads,
    List<String> sequences,
    List<List<Double>> means,
    List<Integer> frames,
    double bothAbove,
    Optional<AttentionDetail> detail) {

  /** The weights of a cell; empty where its model has none. */
  public static Optional<AttentionSample> of(FrameTable table) {
    return WeighedFrames.of(table).map(frames -> of(table, frames, Optional.empty()));
  }

  /** The weights of a cell and what they follow; empty where its model has none. */
  public static Optional<AttentionSample> detailed(FrameTable table) {
    return WeighedFrames.of(table)
        .map(frames -> of(table, frames, Optional.of(AttentionDetail.of(table, frames))));
  }

  private static AttentionSample of(
      FrameTable table, WeighedFrames weighed, Optional<AttentionDetail> detail) {
    List<String> names = new ArrayList<>();
    List<List<Double>> means = new ArrayList<>();
    List<Integer> frames = new ArrayList<>();
    for (FrameTable.SequenceRange range : table.sequences()) {
      int[] within = weighed.of(range);
      if (within.length > 0) {
        names.add(range.name());
        means.add(weighed.means(within));
        frames.add(within.length);
      }
    }
    int[] all = weighed.all();
    long above = Arrays.stream(all).filter(place -> bothAbove(weighed, place)).count();
    return new AttentionSample(
        table.cell(),
        weighed.spreads(all),
        names,
        means,
        frames,
        (double) above / all.length,
        detail);
  }

  private static boolean bothAbove(WeighedFrames weighed, int place) {
    return Math.min(weighed.weight(0, place), weighed.weight(2, place)) > weighed.weight(1, place);
  }

  /**
   * The margin of a weight over that of current, sequence by sequence and seed by seed.
   *
   * @param seeds samples of one network on the same frames
   * @param part 0 for past, 2 for future
   */
  public static CellSample marginOverCurrent(RunView run, List<AttentionSample> seeds, int part) {
    AttentionSample first = seeds.get(0);
    double[][] margins =
        seeds.stream()
            .map(
                seed ->
                    seed.means.stream().mapToDouble(mean -> mean.get(part) - mean.get(1)).toArray())
            .toArray(double[][]::new);
    return new CellSample(
        first.sequences,
        first.sequences.stream().map(name -> run.subject(first.cell, name)).toList(),
        seeds.stream().map(seed -> seed.cell.seed()).toList(),
        margins,
        first.frames.stream().mapToDouble(Integer::doubleValue).toArray());
  }

  /** Mean weights over all frames. */
  public List<Double> mean() {
    double total = frames.stream().mapToInt(Integer::intValue).sum();
    List<Double> mean = new ArrayList<>();
    for (int part = 0; part < 3; part++) {
      double sum = 0;
      for (int i = 0; i < means.size(); i++) {
        sum += means.get(i).get(part) * frames.get(i);
      }
      mean.add(sum / total);
    }
    return mean;
  }
}
