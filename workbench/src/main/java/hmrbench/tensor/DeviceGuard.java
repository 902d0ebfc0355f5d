package hmrbench.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/**
 * Holds tensors to the device of their network: one that was made on the default device instead
 * would be computed there, or copied back and forth, and no result would show it.
 */
final class DeviceGuard {

  private DeviceGuard() {}

  /**
   * Looks at all tensors of a scope.
   *
   * @throws IllegalStateException if one of them is elsewhere than its owner's tensors
   */
  static void requireOn(NDManager owner, NDManager scope) {
    requireOn(owner.getDevice(), scope.getManagedArrays());
  }

  static void requireOn(Device asked, List<NDArray> tensors) {
    for (NDArray tensor : tensors) {
      if (!tensor.getDevice().equals(asked)) {
        throw new IllegalStateException(
            "a tensor %s was made on %s, its network is on %s"
                .formatted(tensor.getShape(), tensor.getDevice(), asked));
      }
    }
  }
}
