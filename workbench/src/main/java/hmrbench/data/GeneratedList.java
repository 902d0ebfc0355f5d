package hmrbench.data;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/**
 * A list whose elements are computed when asked for: the windows of a long sequence would take more
 * memory than its frames.
 *
 * @param <T> what it lists
 */
final class GeneratedList<T> extends AbstractList<T> implements RandomAccess {

  private final int size;
  private final IntFunction<T> rule;

  /**
   * @param rule the element at an index, the same whenever it is asked for
   */
  GeneratedList(int size, IntFunction<T> rule) {
    this.size = size;
    this.rule = rule;
  }

  @Override
  public T get(int index) {
    return rule.apply(Objects.checkIndex(index, size));
  }

  @Override
  public int size() {
    return size;
  }
}
