package hmrbench.report.view;

import hmrbench.core.Series;
import hmrbench.metric.stats.CellSample;
import hmrbench.record.Cell;
import hmrbench.record.FrameTable;
import hmrbench.report.chart.AttentionFigure.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The attention weights of one cell, over its scored frames.
 *
 * @param cell the cell
 * @param spreads quantiles of past, current and future
 * @param sequences names of the sequences
 * @param means mean weight per sequence, for past, current and future
 * @param frames scored frames per sequence
 * @param bothAbove share of frames in which past and future are each above current, from 0 to 1
 * @param points some frames, evenly spread over all, as past, current and future
 * @param groups mean weights of frames that have something in common
 * @param speed weights by motion speed, where the records have one
 * @param position weights by the place in the sequence, from 0 at its start to 1 at its end
 */
public record AttentionSample(
    Cell cell,
    List<Spread> spreads,
    List<String> sequences,
    List<List<Double>> means,
    List<Integer> frames,
    double bothAbove,
    List<List<Double>> points,
    List<Group> groups,
    Optional<BySpeed> speed,
    Optional<BySpeed> position) {

  /** Frames that a ternary plot shows at most. */
  private static final int POINTS = 1200;

  private static final int BINS = 8;
  private static final int PLACES = 20;

  /** Frames at each end of a sequence whose windows of 16 are filled up with repeated frames. */
  private static final int EDGE = 8;

  /** Signal of a real speed in the records of the simulated set and of recorded motion. */
  private static final String SPEED = "speed_m_per_s";

  private static final String TRUE_ACCELERATION = "accel_gt_mm_per_frame2";

  /**
   * Weights in bins: of equally many frames, or of equal parts.
   *
   * @param quantity what the bins go by, with its unit
   * @param middles median of the quantity in each bin
   * @param weights spread of past, current and future in each bin
   */
  public record BySpeed(String quantity, Series middles, List<List<Spread>> weights) {}

  /**
   * Frames with something in common.
   *
   * @param by what they are grouped by
   * @param name what they have in common
   * @param frames how many they are
   * @param mean mean weights of past, current and future
   */
  public record Group(String by, String name, int frames, List<Double> mean) {}

  /** The weights of a cell; empty where its model has none. */
  public static Optional<AttentionSample> of(FrameTable table) {
    if (table.attention().isEmpty()) {
      return Optional.empty();
    }
    FrameTable.Attention attention = table.attention().get();
    List<Series> weights = List.of(attention.past(), attention.current(), attention.future());
    int[] rows =
        IntStream.range(0, table.rows())
            .filter(row -> table.scored().get(row))
            .filter(row -> weights.stream().allMatch(weight -> weight.has(row)))
            .toArray();
    return rows.length == 0 ? Optional.empty() : Optional.of(of(table, weights, rows));
  }

  private static AttentionSample of(FrameTable table, List<Series> weights, int[] rows) {
    List<String> names = new ArrayList<>();
    List<List<Double>> means = new ArrayList<>();
    List<Integer> frames = new ArrayList<>();
    for (FrameTable.SequenceRange range : table.sequences()) {
      int[] within =
          Arrays.stream(rows).filter(row -> row >= range.from() && row < range.to()).toArray();
      if (within.length > 0) {
        names.add(range.name());
        means.add(means(weights, within));
        frames.add(within.length);
      }
    }
    long above =
        Arrays.stream(rows)
            .filter(row -> Math.min(at(weights, 0, row), at(weights, 2, row)) > at(weights, 1, row))
            .count();
    return new AttentionSample(
        table.cell(),
        spreads(weights, rows),
        names,
        means,
        frames,
        (double) above / rows.length,
        points(weights, rows),
        groups(table, weights, rows),
        bySpeed(table, weights, rows),
        byPosition(table, weights, rows));
  }

  private static double at(List<Series> weights, int part, int row) {
    return weights.get(part).get(row);
  }

  private static List<Double> means(List<Series> weights, int[] rows) {
    return weights.stream()
        .map(weight -> Arrays.stream(rows).mapToDouble(weight::get).sum() / rows.length)
        .toList();
  }

  private static List<Spread> spreads(List<Series> weights, int[] rows) {
    return weights.stream()
        .map(weight -> spread(Arrays.stream(rows).mapToDouble(weight::get).sorted().toArray()))
        .toList();
  }

  private static Spread spread(double[] sorted) {
    return new Spread(
        quantile(sorted, 0.05),
        quantile(sorted, 0.25),
        quantile(sorted, 0.5),
        quantile(sorted, 0.75),
        quantile(sorted, 0.95));
  }

  /** The value at a share of sorted values, interpolated linearly. */
  static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  private static List<List<Double>> points(List<Series> weights, int[] rows) {
    int step = Math.max(1, (rows.length + POINTS - 1) / POINTS);
    List<List<Double>> points = new ArrayList<>();
    for (int i = 0; i < rows.length; i += step) {
      int row = rows[i];
      points.add(weights.stream().map(weight -> weight.get(row)).toList());
    }
    return points;
  }

  private static List<Group> groups(FrameTable table, List<Series> weights, int[] rows) {
    List<Group> groups = new ArrayList<>();
    Series occlusion = table.signals().get("occlusion");
    if (occlusion != null) {
      String by = "occlusion";
      put(
          groups,
          by,
          "in full view",
          weights,
          rows,
          r -> occlusion.has(r) && occlusion.get(r) <= 0);
      put(groups, by, "occluded", weights, rows, r -> occlusion.has(r) && occlusion.get(r) > 0);
    }
    int[] toStart = new int[table.rows()];
    int[] toEnd = new int[table.rows()];
    for (FrameTable.SequenceRange range : table.sequences()) {
      for (int row = range.from(); row < range.to(); row++) {
        toStart[row] = row - range.from();
        toEnd[row] = range.to() - 1 - row;
      }
    }
    String by = "position";
    put(groups, by, "first %d frames".formatted(EDGE), weights, rows, r -> toStart[r] < EDGE);
    put(groups, by, "between", weights, rows, row -> toStart[row] >= EDGE && toEnd[row] >= EDGE);
    put(groups, by, "last %d frames".formatted(EDGE), weights, rows, row -> toEnd[row] < EDGE);
    return groups;
  }

  private static void put(
      List<Group> groups,
      String by,
      String name,
      List<Series> weights,
      int[] rows,
      IntPredicate belongs) {
    int[] members = Arrays.stream(rows).filter(belongs).toArray();
    if (members.length > 0) {
      groups.add(new Group(by, name, members.length, means(weights, members)));
    }
  }

  /** Weights in equal parts of the sequences. */
  private static Optional<BySpeed> byPosition(FrameTable table, List<Series> weights, int[] rows) {
    int[] part = new int[table.rows()];
    for (FrameTable.SequenceRange range : table.sequences()) {
      for (int row = range.from(); row < range.to(); row++) {
        part[row] = (int) ((long) PLACES * (row - range.from()) / (range.to() - range.from()));
      }
    }
    List<Double> middles = new ArrayList<>();
    List<List<Spread>> spreads = new ArrayList<>();
    for (int place = 0; place < PLACES; place++) {
      int wanted = place;
      int[] members = Arrays.stream(rows).filter(row -> part[row] == wanted).toArray();
      if (members.length > 0) {
        middles.add((place + 0.5) / PLACES);
        spreads.add(spreads(weights, members));
      }
    }
    return middles.size() < 2
        ? Optional.empty()
        : Optional.of(
            new BySpeed(
                "position in the sequence (0 start, 1 end)",
                Series.of(middles.stream().mapToDouble(Double::doubleValue).toArray()),
                spreads));
  }

  private static Optional<BySpeed> bySpeed(FrameTable table, List<Series> weights, int[] rows) {
    Series speed = table.signals().get(SPEED);
    String quantity = "speed of the joints (m/s)";
    if (speed == null) {
      speed = table.metrics().get(TRUE_ACCELERATION);
      quantity = "size of the true acceleration (mm/frame²)";
    }
    if (speed == null) {
      return Optional.empty();
    }
    Series known = speed;
    int[] ordered =
        Arrays.stream(rows)
            .filter(known::has)
            .boxed()
            .sorted(java.util.Comparator.comparingDouble(known::get))
            .mapToInt(Integer::intValue)
            .toArray();
    if (ordered.length < 4 * BINS) {
      return Optional.empty();
    }
    double[] middles = new double[BINS];
    List<List<Spread>> spreads = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      int from = (int) ((long) ordered.length * bin / BINS);
      int to = (int) ((long) ordered.length * (bin + 1) / BINS);
      int[] members = Arrays.copyOfRange(ordered, from, to);
      middles[bin] = known.get(members[members.length / 2]);
      spreads.add(spreads(weights, members));
    }
    return middles[0] < middles[BINS - 1]
        ? Optional.of(new BySpeed(quantity, Series.of(middles), spreads))
        : Optional.empty();
  }

  /**
   * The margin of a weight over that of current, sequence by sequence.
   *
   * @param part 0 for past, 2 for future
   */
  public CellSample marginOverCurrent(int part) {
    double[] margins = means.stream().mapToDouble(mean -> mean.get(part) - mean.get(1)).toArray();
    double[] weights = frames.stream().mapToDouble(Integer::doubleValue).toArray();
    return new CellSample(sequences, new double[][] {margins}, weights);
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
