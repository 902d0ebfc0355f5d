package hmrbench.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Runs work and frees its intermediate tensors at the end.
 *
 * <p>DJL attaches a result to the manager of its first operand, so operands that outlive the work
 * (weights) are lent to the scope: their products then belong to it too.
 */
public final class Scope {

  private Scope() {}

  /**
   * Tensors in, tensors out; the results belong to {@code owner}, everything else is freed, also
   * where {@code work} throws.
   *
   * @param lent tensors of {@code owner} that {@code work} reads
   */
  public static NDList tensors(NDManager owner, NDList lent, UnaryOperator<NDList> work) {
    TensorEngine.prepareThread();
    try (NDManager scope = owner.newSubManager()) {
      scope.tempAttachAll(once(lent));
      NDList results = work.apply(lent);
      DeviceGuard.requireOn(owner, scope);
      results.attach(owner);
      return results;
    }
  }

  /**
   * Values out: {@code work} makes tensors from the scope that it is given and returns core values.
   *
   * @param lent tensors of {@code owner} that {@code work} reads, such as weights
   */
  public static <R> R values(NDManager owner, NDList lent, Function<NDManager, R> work) {
    TensorEngine.prepareThread();
    try (NDManager scope = owner.newSubManager()) {
      scope.tempAttachAll(once(lent));
      R result = work.apply(scope);
      DeviceGuard.requireOn(owner, scope);
      return result;
    }
  }

  /** Each tensor once: one that is lent twice to the same scope would be freed with it. */
  private static NDList once(NDList lent) {
    Set<NDArray> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    NDList list = new NDList();
    lent.stream().filter(distinct::add).forEach(list::add);
    return list;
  }
}
