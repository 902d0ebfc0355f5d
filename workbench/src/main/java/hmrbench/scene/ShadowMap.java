package hmrbench.scene;

import java.util.List;

/** What the lamp sees: a point that it does not see is in the shade. */
final class ShadowMap {

  private static final int SIDE = 80;
  private static final float BIAS = 0.03f;
  private static final float MARGIN = 1.5f;

  private final DepthGrid grid = new DepthGrid(SIDE, SIDE);
  private final float[] right = new float[3];
  private final float[] down = new float[3];
  private float[] toLamp = new float[3];
  private float left;
  private float top;
  private float scale;
  private float[] x = {};
  private float[] y = {};
  private float[] near = {};

  /** Draws all objects as the lamp sees them. */
  void draw(List<PlacedObject> objects, Lamp lamp) {
    toLamp = lamp.direction();
    float level = (float) Math.sqrt(toLamp[0] * toLamp[0] + toLamp[2] * toLamp[2]);
    float over = level > 1e-6f ? 1 / level : 0;
    right[0] = level > 1e-6f ? toLamp[2] * over : 1;
    right[2] = -toLamp[0] * over;
    // right x toLamp, downwards as the lamp sees it
    down[0] = right[1] * toLamp[2] - right[2] * toLamp[1];
    down[1] = right[2] * toLamp[0] - right[0] * toLamp[2];
    down[2] = right[0] * toLamp[1] - right[1] * toLamp[0];
    measure(objects);
    grid.clear();
    for (PlacedObject object : objects) {
      fill(object);
    }
  }

  private void measure(List<PlacedObject> objects) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    float lowest = Float.POSITIVE_INFINITY;
    float highest = Float.NEGATIVE_INFINITY;
    for (PlacedObject object : objects) {
      float[] world = object.world();
      for (int at = 0; at < world.length; at += 3) {
        float u = dot(right, world, at);
        float v = dot(down, world, at);
        least = Math.min(least, u);
        most = Math.max(most, u);
        lowest = Math.min(lowest, v);
        highest = Math.max(highest, v);
      }
    }
    scale = (SIDE - 2 * MARGIN) / Math.max(0.1f, Math.max(most - least, highest - lowest));
    left = least - MARGIN / scale;
    top = lowest - MARGIN / scale;
  }

  private void fill(PlacedObject object) {
    float[] world = object.world();
    int vertices = world.length / 3;
    if (x.length < vertices) {
      x = new float[vertices];
      y = new float[vertices];
      near = new float[vertices];
    }
    for (int v = 0; v < vertices; v++) {
      x[v] = (dot(right, world, v * 3) - left) * scale;
      y[v] = (dot(down, world, v * 3) - top) * scale;
      near[v] = dot(toLamp, world, v * 3);
    }
    grid.fill(x, y, near, object.object().faces(), 0);
  }

  private static float dot(float[] axis, float[] places, int at) {
    return axis[0] * places[at] + axis[1] * places[at + 1] + axis[2] * places[at + 2];
  }

  /** How much of the lamp a point sees, 0 to 1. */
  float lit(float px, float py, float pz) {
    float u = (right[0] * px + right[1] * py + right[2] * pz - left) * scale - 0.5f;
    float v = (down[0] * px + down[1] * py + down[2] * pz - top) * scale - 0.5f;
    if (!(u > 0 && v > 0 && u < SIDE - 1 && v < SIDE - 1)) {
      return 1;
    }
    float depth = toLamp[0] * px + toLamp[1] * py + toLamp[2] * pz + BIAS;
    int column = (int) u;
    int row = (int) v;
    int at = row * SIDE + column;
    u -= column;
    v -= row;
    float a = grid.nearness(at) > depth ? 0 : 1;
    float b = grid.nearness(at + 1) > depth ? 0 : 1;
    float c = grid.nearness(at + SIDE) > depth ? 0 : 1;
    float d = grid.nearness(at + SIDE + 1) > depth ? 0 : 1;
    float above = a + u * (b - a);
    return above + v * (c + u * (d - c) - above);
  }
}
