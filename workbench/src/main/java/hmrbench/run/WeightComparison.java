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

  private WeightComparison() {}

  /**
   * A tensor of one checkpoint or both.
   *
   * @param first its shape in the first, where it is there
   * @param second its shape in the second
   * @param largest largest difference of an element, where the shapes are the same
   * @param relative length of the difference over the length of the first
   */
  public record Difference(
      String name,
      Optional<String> first,
      Optional<String> second,
      Optional<Double> largest,
      Optional<Double> relative) {}

  /** The tensors of both, by name. */
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
    if (first.isEmpty() || !first.equals(second)) {
      return new Difference(name, first, second, Optional.empty(), Optional.empty());
    }
    FloatGrid x = a.floats(name);
    FloatGrid y = b.floats(name);
    double largest = 0;
    double squares = 0;
    double length = 0;
    for (int i = 0; i < x.length(); i++) {
      double difference = (double) y.get(i) - x.get(i);
      largest = Math.max(largest, Math.abs(difference));
      squares += difference * difference;
      length += (double) x.get(i) * x.get(i);
    }
    Optional<Double> relative =
        length > 0 ? Optional.of(Math.sqrt(squares / length)) : Optional.empty();
    return new Difference(name, first, second, Optional.of(largest), relative);
  }

  private static Optional<String> shape(String name, Tensors tensors) {
    return tensors.names().contains(name)
        ? Optional.of(Arrays.toString(tensors.shape(name)))
        : Optional.empty();
  }
}
