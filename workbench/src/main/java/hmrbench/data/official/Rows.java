package hmrbench.data.official;

import hmrbench.core.FloatGrid;
import hmrbench.io.NdArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Rows of a file, read when they are asked for: a file of many people costs the memory of those who
 * are in work.
 *
 * @param <T> what some rows are together
 */
public final class Rows<T> {

  private final int count;
  private final Function<int[], T> read;

  private Rows(int count, Function<int[], T> read) {
    this.count = count;
    this.read = read;
  }

  /** Rows that something else gives. */
  public static <T> Rows<T> of(int count, Function<int[], T> read) {
    return new Rows<>(count, read);
  }

  /** Rows of an array, which stays in its file. */
  public static Rows<FloatGrid> of(NdArray array) {
    return new Rows<>(array.size(0), picked -> read(array, picked));
  }

  /** Rows that follow each other are read together. */
  private static FloatGrid read(NdArray array, int... picked) {
    if (picked.length == 0) {
      return array.rows(0, 0).toFloatGrid();
    }
    List<FloatGrid> runs = new ArrayList<>();
    for (int from = 0; from < picked.length; ) {
      int to = from + 1;
      while (to < picked.length && picked[to] == picked[to - 1] + 1) {
        to++;
      }
      runs.add(array.rows(picked[from], picked[to - 1] + 1).toFloatGrid());
      from = to;
    }
    return FloatGrid.stacked(runs);
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** Those with these indices, in this order. */
  public T rows(int... picked) {
    return read.apply(picked);
  }

  /** All of them. */
  public T all() {
    return rows(IntStream.range(0, count).toArray());
  }

  /** What becomes of the rows. */
  public <R> Rows<R> map(Function<T, R> change) {
    return new Rows<>(count, picked -> change.apply(rows(picked)));
  }

  /** Those with these indices, as rows of their own. */
  Rows<T> picked(int... indices) {
    return new Rows<>(
        indices.length, places -> rows(Arrays.stream(places).map(at -> indices[at]).toArray()));
  }

  /**
   * These rows behind others; the indices of one call rise.
   *
   * @param join puts the second behind the first
   */
  Rows<T> after(Rows<T> first, BinaryOperator<T> join) {
    return new Rows<>(
        first.count + count,
        picked -> {
          int[] before = Arrays.stream(picked).filter(at -> at < first.count).toArray();
          int[] behind =
              Arrays.stream(picked)
                  .filter(at -> at >= first.count)
                  .map(at -> at - first.count)
                  .toArray();
          if (behind.length == 0) {
            return first.rows(before);
          }
          return before.length == 0 ? rows(behind) : join.apply(first.rows(before), rows(behind));
        });
  }
}
