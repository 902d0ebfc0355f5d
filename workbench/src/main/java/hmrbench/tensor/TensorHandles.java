package hmrbench.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Weights that are in use elsewhere, for another thread: own handles on the same numbers, which
 * neither side may change. A handle belongs to one manager at a time, so threads cannot share it;
 * the memory behind it they can.
 */
public final class TensorHandles implements Parameters {

  private final Map<String, NDArray> handles = new LinkedHashMap<>();

  /**
   * @param tensors by name; must not be lent to a scope while this is made
   * @param manager owns the handles
   */
  TensorHandles(Map<String, NDArray> tensors, NDManager manager) {
    tensors.forEach(
        (name, tensor) -> {
          NDArray handle = tensor.stopGradient(); // detach: another handle, the same memory
          handle.attach(manager);
          handles.put(name, handle);
        });
  }

  @Override
  public boolean has(String name) {
    return handles.containsKey(name);
  }

  @Override
  public NDArray get(String name, long... shape) {
    NDArray handle = handles.get(name);
    if (handle == null) {
      throw new IllegalArgumentException(
          "no tensor %s %s; there are %s"
              .formatted(name, Arrays.toString(shape), handles.keySet()));
    }
    return handle;
  }

  /** All handles. */
  public NDList tensors() {
    return new NDList(handles.values());
  }
}
