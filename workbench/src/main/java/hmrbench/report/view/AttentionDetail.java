package hmrbench.report.view;

import hmrbench.core.Series;
import hmrbench.record.FrameTable;
import hmrbench.report.chart.AttentionFigure.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the attention weights of one cell follow.
 *
 * @param points some frames, evenly spread over all, as past, current and future
 * @param groups mean weights of frames that have something in common
 * @param speed weights by motion speed, where the records have one
 * @param position weights by the place in the sequence, from 0 at its start to 1 at its end
 */
public record AttentionDetail(
    List<List<Double>> points,
    List<Group> groups,
    Optional<ByQuantity> speed,
    Optional<ByQuantity> position) {

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
  public record ByQuantity(String quantity, Series middles, List<List<Spread>> weights) {}

  /**
   * Frames with something in common.
   *
   * @param by what they are grouped by
   * @param name what they have in common
   * @param frames how many they are
   * @param mean mean weights of past, current and future
   */
  public record Group(String by, String name, int frames, List<Double> mean) {}

  static AttentionDetail of(FrameTable table, WeighedFrames frames) {
    return new AttentionDetail(
        points(frames), groups(table, frames), bySpeed(table, frames), byPosition(table, frames));
  }

  private static List<List<Double>> points(WeighedFrames frames) {
    int count = frames.count();
    int step = Math.max(1, (count + POINTS - 1) / POINTS);
    List<List<Double>> points = new ArrayList<>();
    for (int i = 0; i < count; i += step) {
      points.add(frames.means(new int[] {i}));
    }
    return points;
  }

  private static List<Group> groups(FrameTable table, WeighedFrames frames) {
    List<Group> groups = new ArrayList<>();
    Series occlusion = table.signals().get("occlusion");
    if (occlusion != null) {
      String by = "occlusion";
      int[] free = frames.where(row -> occlusion.has(row) && occlusion.get(row) <= 0);
      int[] hidden = frames.where(row -> occlusion.has(row) && occlusion.get(row) > 0);
      put(groups, by, "in full view", frames, free);
      put(groups, by, "occluded", frames, hidden);
    }
    int[] toStart = new int[table.rows()];
    int[] toEnd = new int[table.rows()];
    for (FrameTable.SequenceRange range : table.sequences()) {
      for (int row = range.from(); row < range.to(); row++) {
        toStart[row] = row - range.from();
        toEnd[row] = range.to() - 1 - row;
      }
    }
    int[] first = frames.where(row -> toStart[row] < EDGE);
    int[] between = frames.where(row -> toStart[row] >= EDGE && toEnd[row] >= EDGE);
    int[] last = frames.where(row -> toEnd[row] < EDGE);
    String by = "position";
    put(groups, by, "first %s frames".formatted(EDGE), frames, first);
    put(groups, by, "between", frames, between);
    put(groups, by, "last %s frames".formatted(EDGE), frames, last);
    return groups;
  }

  private static void put(
      List<Group> groups, String by, String name, WeighedFrames frames, int[] members) {
    if (members.length > 0) {
      groups.add(new Group(by, name, members.length, frames.means(members)));
    }
  }

  /** Weights in equal parts of the sequences. */
  private static Optional<ByQuantity> byPosition(FrameTable table, WeighedFrames frames) {
    int[] part = new int[table.rows()];
    for (FrameTable.SequenceRange range : table.sequences()) {
      for (int row = range.from(); row < range.to(); row++) {
        part[row] = (int) ((long) PLACES * (row - range.from()) / range.rows());
      }
    }
    List<Double> middles = new ArrayList<>();
    List<List<Spread>> spreads = new ArrayList<>();
    for (int place = 0; place < PLACES; place++) {
      int wanted = place;
      int[] members = frames.where(row -> part[row] == wanted);
      if (members.length > 0) {
        middles.add((place + 0.5) / PLACES);
        spreads.add(frames.spreads(members));
      }
    }
    return middles.size() < 2
        ? Optional.empty()
        : Optional.of(
            new ByQuantity(
                "position in the sequence (0 start, 1 end)",
                Series.of(middles.stream().mapToDouble(Double::doubleValue).toArray()),
                spreads));
  }

  private static Optional<ByQuantity> bySpeed(FrameTable table, WeighedFrames frames) {
    Series speed = table.signals().get(SPEED);
    String quantity = "speed of the joints (m/s)";
    if (speed == null) {
      speed = table.metrics().get(TRUE_ACCELERATION);
      quantity = "size of the true acceleration (mm/frame²)";
    }
    if (speed == null) {
      return Optional.empty();
    }
    int[] ordered = ordered(speed, frames);
    if (ordered.length < 4 * BINS) {
      return Optional.empty();
    }
    double[] middles = new double[BINS];
    List<List<Spread>> spreads = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      int from = (int) ((long) ordered.length * bin / BINS);
      int to = (int) ((long) ordered.length * (bin + 1) / BINS);
      int[] members = Arrays.copyOfRange(ordered, from, to);
      middles[bin] = speed.get(frames.row(members[members.length / 2]));
      spreads.add(frames.spreads(members));
    }
    return middles[0] < middles[BINS - 1]
        ? Optional.of(new ByQuantity(quantity, Series.of(middles), spreads))
        : Optional.empty();
  }

  /**
   * Places of the frames that have a speed, slow ones first, equal ones in their order. Bits of
   * numbers from 0 upwards order as the numbers do; float32 is precise enough for speeds.
   */
  private static int[] ordered(Series speed, WeighedFrames frames) {
    return Arrays.stream(frames.where(speed::has))
        .mapToLong(
            place -> {
              float size = (float) speed.get(frames.row(place));
              return (long) Float.floatToIntBits(size) << Integer.SIZE | place;
            })
        .sorted()
        .mapToInt(key -> (int) key)
        .toArray();
  }
}
