package hmrbench.testing;

import hmrbench.core.FloatGrid;
import hmrbench.io.NdArray;
import hmrbench.io.Tensors;
import hmrbench.train.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A checkpoint in memory. */
public final class TensorMap implements Tensors {

  private final Map<String, FloatGrid> grids = new LinkedHashMap<>();

  public TensorMap put(String name, float[] values, int... shape) {
    grids.put(name, FloatGrid.copyOf(values, shape));
    return this;
  }

  public TensorMap put(String name, FloatGrid grid) {
    grids.put(name, grid);
    return this;
  }

  public TensorMap without(String name) {
    TensorMap fewer = new TensorMap();
    fewer.grids.putAll(grids);
    fewer.grids.remove(name);
    return fewer;
  }

  @Override
  public Set<String> names() {
    return grids.keySet();
  }

  @Override
  public NdArray array(String name) {
    return new Weights(grids).array(name);
  }

  @Override
  public Map<String, String> metadata() {
    return Map.of();
  }
}
