package hmrbench.tensor;

import ai.djl.Device;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Programs by their source and device, each loaded once; gradients flow through them. */
final class Scripts {

  private record Key(String source, Device device) {}

  private final Map<Key, Script> loaded = new ConcurrentHashMap<>();

  /** The program of a method {@code forward}, see {@link Script#of}. */
  Script of(String forward, Device device) {
    return loaded.computeIfAbsent(
        new Key(forward, device), key -> Script.differentiable(key.source(), key.device()));
  }
}
