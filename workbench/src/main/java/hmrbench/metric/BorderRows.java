package hmrbench.metric;

import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.JointTrack;
import hmrbench.core.Rates;
import hmrbench.core.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The second differences at the first and last row of a sequence that lies between others in one
 * array.
 *
 * @param aligned the sequence, with joints relative to the root
 * @param neighbours likewise
 */
record BorderRows(SequencePrediction aligned, Neighbours neighbours) {

  static BorderRows of(SequencePrediction aligned, Neighbours neighbours) {
    return new BorderRows(aligned, neighbours);
  }

  /**
   * A series with the rows at both ends, where they have neighbours.
   *
   * @param inside the values of all rows that have both neighbours within the sequence
   */
  Series added(Series inside, AccelerationOf what) {
    int rows = inside.frames();
    boolean[] present = new boolean[rows];
    double[] values = new double[rows];
    for (int t = 0; t < rows; t++) {
      boolean within = t > 0 && t < rows - 1;
      present[t] =
          within
              ? inside.has(t)
              : (t > 0 || neighbours.before().isPresent())
                  && (t < rows - 1 || neighbours.after().isPresent());
      if (present[t]) {
        values[t] = within ? inside.get(t) : at(t, what);
      }
    }
    return Series.of(values, FrameMask.of(present));
  }

  private double at(int row, AccelerationOf what) {
    List<SequencePrediction> three = new ArrayList<>();
    int last = aligned.frames().size() - 1;
    (row == 0 ? neighbours.before() : Neighbours.rowOf(aligned, row - 1)).ifPresent(three::add);
    Neighbours.rowOf(aligned, row).ifPresent(three::add);
    (row == last ? neighbours.after() : Neighbours.rowOf(aligned, row + 1)).ifPresent(three::add);
    return what.mm(
            joined(three, SequencePrediction::truth),
            joined(three, SequencePrediction::predicted),
            Accelerations.inner(three.size()))
        .get(1);
  }

  private static JointTrack joined(
      List<SequencePrediction> rows, Function<SequencePrediction, JointTrack> track) {
    JointTrack first = track.apply(rows.get(0));
    List<FloatGrid> metres = new ArrayList<>();
    for (SequencePrediction row : rows) {
      JointTrack other = track.apply(row);
      if (!other.joints().joints().equals(first.joints().joints())
          || !Rates.same(other.framesPerSecond(), first.framesPerSecond())) {
        throw new IllegalArgumentException(
            "sequences that are joined need one joint set and rate, got %s at %s and %s at %s"
                .formatted(
                    first.joints(),
                    first.framesPerSecond(),
                    other.joints(),
                    other.framesPerSecond()));
      }
      metres.add(other.metres());
    }
    return new JointTrack(
        first.joints(), first.frame(), first.framesPerSecond(), FloatGrid.stacked(metres));
  }
}
