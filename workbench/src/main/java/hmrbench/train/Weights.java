package hmrbench.train;

import hmrbench.core.FloatGrid;
import hmrbench.io.NdArray;
import hmrbench.io.Tensors;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Named weights in memory. */
public final class Weights implements Tensors {

  private final Map<String, FloatGrid> grids;

  public Weights(Map<String, FloatGrid> grids) {
    this.grids = Collections.unmodifiableMap(new LinkedHashMap<>(grids));
  }

  /** These weights, with those of {@code others} that start with {@code prefix} in their place. */
  public Weights with(Tensors others, String prefix) {
    Map<String, FloatGrid> merged = new LinkedHashMap<>(grids);
    for (String name : others.names()) {
      if (name.startsWith(prefix)) {
        merged.put(name, others.floats(name));
      }
    }
    return new Weights(merged);
  }

  @Override
  public Set<String> names() {
    return grids.keySet();
  }

  @Override
  public NdArray array(String name) {
    return NdArray.of(floats(name));
  }

  @Override
  public FloatGrid floats(String name) {
    FloatGrid grid = grids.get(name);
    if (grid == null) {
      throw new IllegalArgumentException("no tensor %s; there are %s".formatted(name, names()));
    }
    return grid;
  }

  @Override
  public Map<String, String> metadata() {
    return Map.of();
  }
}
