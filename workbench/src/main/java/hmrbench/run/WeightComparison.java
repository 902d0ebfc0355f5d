package hmrbench.run;

import hmrbench.core.FloatGrid;
import hmrbench.io.Tensors;
import hmrbench.model.Checkpoints;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Two checkpoints, tensor by tensor. */
public final class WeightComparison {

  /** Bars of a histogram: an odd number has one about no change. */
  private static final int BARS = 9;

  private WeightComparison() {}

  /**
   * A tensor of one checkpoint or both.
   *
   * @param first its shape in the first, where it is there
   * @param second its shape in the second
   * @param change how its elements differ, where the shapes are the same
   */
  public record Difference(
      String name, Optional<String> first, Optional<String> second, Optional<Change> change) {

    /** What became of it. */
    public Kind kind() {
      if (first.isEmpty()) {
        return Kind.ADDED;
      }
      if (second.isEmpty()) {
        return Kind.REMOVED;
      }
      return change.map(it -> it.largest() > 0 ? Kind.CHANGED : Kind.SAME).orElse(Kind.RESHAPED);
    }
  }

  /** What became of a tensor from the first checkpoint to the second. */
  public enum Kind {
    ADDED,
    REMOVED,
    /** In both, with another shape. */
    RESHAPED,
    CHANGED,
    SAME
  }

  /**
   * How the elements of two tensors of one shape differ.
   *
   * @param elements how many there are
   * @param changed how many of them differ
   * @param largest largest size of a difference
   * @param norm length of the difference as a vector
   * @param relative that length over the length of the first; nothing where the first is all 0
   * @param histogram how many differences lie in each of nine equal parts of [-largest, largest]
   */
  public record Change(
      long elements,
      long changed,
      double largest,
      double norm,
      Optional<Double> relative,
      List<Integer> histogram) {

    public Change {
      histogram = List.copyOf(histogram);
    }
  }

  /**
   * The tensors of both, by name.
   *
   * @throws hmrbench.core.Fault if one of the files is no checkpoint
   */
  public static List<Difference> of(Path first, Path second) {
    Tensors a = Checkpoints.open(first);
    Tensors b = Checkpoints.open(second);
    TreeSet<String> names = new TreeSet<>(a.names());
    names.addAll(b.names());
    List<Difference> differences = new ArrayList<>();
    for (String name : names) {
      differences.add(difference(name, a, b));
    }
    return differences;
  }

  private static Difference difference(String name, Tensors a, Tensors b) {
    Optional<String> first = shape(name, a);
    Optional<String> second = shape(name, b);
    return first.isEmpty() || !first.equals(second)
        ? new Difference(name, first, second, Optional.empty())
        : new Difference(name, first, second, Optional.of(change(a.floats(name), b.floats(name))));
  }

  private static Change change(FloatGrid x, FloatGrid y) {
    double largest = 0;
    double squares = 0;
    double length = 0;
    long changed = 0;
    for (int i = 0; i < x.length(); i++) {
      double difference = (double) y.get(i) - x.get(i);
      largest = Math.max(largest, Math.abs(difference));
      squares += difference * difference;
      length += (double) x.get(i) * x.get(i);
      changed += difference == 0 ? 0 : 1;
    }
    int[] bars = new int[BARS];
    for (int i = 0; largest > 0 && i < x.length(); i++) {
      double place = (((double) y.get(i) - x.get(i)) / largest + 1) / 2;
      bars[(int) Math.min(BARS - 1, place * BARS)]++;
    }
    Optional<Double> relative =
        length > 0 ? Optional.of(Math.sqrt(squares / length)) : Optional.empty();
    return new Change(
        x.length(),
        changed,
        largest,
        Math.sqrt(squares),
        relative,
        Arrays.stream(bars).boxed().toList());
  }

  private static Optional<String> shape(String name, Tensors tensors) {
    return tensors.names().contains(name)
        ? Optional.of(Arrays.toString(tensors.shape(name)))
        : Optional.empty();
  }
}
