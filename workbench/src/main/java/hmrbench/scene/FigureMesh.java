package hmrbench.scene;

import hmrbench.body.BodyArrays;
import hmrbench.body.BodyModel;
import hmrbench.body.SparseRows;
import hmrbench.core.Fault;

/** A body as drawing wants it: flat arrays, up to four joints per vertex. Shared by all figures. */
final class FigureMesh {

  /** Joints that a vertex follows at most. */
  static final int MOST_JOINTS = 4;

  private static final int SHAPES = BodyArrays.SHAPES;

  private final BodyModel body;
  private final int[] faces;
  private final int[] parents;
  private final float[] template;
  private final float[] directions;
  private final int[] joints;
  private final float[] weights;
  private final int[] leader;

  /**
   * @throws Fault if the body has no triangles
   */
  FigureMesh(BodyModel body) {
    BodyArrays arrays = body.arrays();
    if (arrays.faces().count() == 0) {
      throw Fault.asked(
          "%s: has no triangles, so it cannot be drawn; use a body model with faces (f)",
          body.name());
    }
    this.body = body;
    this.faces = arrays.faces().toArray();
    this.parents = arrays.parents().stream().mapToInt(Integer::intValue).toArray();
    int vertices = arrays.vertices();
    this.template = arrays.template().toArray();
    this.directions = new float[SHAPES * vertices * 3];
    for (int i = 0; i < vertices * 3; i++) {
      for (int k = 0; k < SHAPES; k++) {
        directions[k * vertices * 3 + i] = arrays.shapeDirections().get(i * SHAPES + k);
      }
    }
    this.joints = new int[vertices * MOST_JOINTS];
    this.weights = new float[vertices * MOST_JOINTS];
    this.leader = new int[vertices];
    for (int v = 0; v < vertices; v++) {
      readSkinning(arrays.skinning(), v);
    }
  }

  private void readSkinning(SparseRows skinning, int vertex) {
    double sum = 0;
    for (int place = 0; place < MOST_JOINTS; place++) {
      int best = -1;
      for (int e = skinning.start(vertex); e < skinning.start(vertex + 1); e++) {
        if (!holds(vertex, place, skinning.column(e))
            && (best < 0 || skinning.value(e) > skinning.value(best))) {
          best = e;
        }
      }
      if (best >= 0) {
        joints[vertex * MOST_JOINTS + place] = skinning.column(best);
        weights[vertex * MOST_JOINTS + place] = (float) skinning.value(best);
        sum += skinning.value(best);
      }
    }
    leader[vertex] = joints[vertex * MOST_JOINTS];
    for (int place = 0; place < MOST_JOINTS; place++) {
      weights[vertex * MOST_JOINTS + place] /= (float) sum;
    }
  }

  private boolean holds(int vertex, int places, int joint) {
    for (int place = 0; place < places; place++) {
      int at = vertex * MOST_JOINTS + place;
      if (weights[at] > 0 && joints[at] == joint) {
        return true;
      }
    }
    return false;
  }

  BodyModel body() {
    return body;
  }

  int vertices() {
    return leader.length;
  }

  /** Corners of the triangles, turning left seen from outside; not to be changed. */
  int[] faces() {
    return faces;
  }

  int parent(int joint) {
    return parents[joint];
  }

  /** The rest mesh of the mean shape [V * 3]; not to be changed. */
  float[] template() {
    return template;
  }

  /** The joint that a vertex follows most. */
  int leader(int vertex) {
    return leader[vertex];
  }

  /** The rest mesh of a shape [V * 3]. */
  float[] shaped(double[] betas) {
    float[] metres = template.clone();
    for (int k = 0; k < SHAPES; k++) {
      float beta = (float) betas[k];
      int from = k * metres.length;
      for (int i = 0; i < metres.length; i++) {
        metres[i] += beta * directions[from + i];
      }
    }
    return metres;
  }

  /**
   * Places of all vertices.
   *
   * @param rest rest mesh [V * 3]
   * @param moves rigid movement per joint [24 * 12]: 3x3 row-major, then the shift
   * @param placed filled [V * 3]
   */
  void skin(float[] rest, float[] moves, float[] placed) {
    for (int v = 0; v < leader.length; v++) {
      float x = rest[v * 3];
      float y = rest[v * 3 + 1];
      float z = rest[v * 3 + 2];
      float toX = 0;
      float toY = 0;
      float toZ = 0;
      for (int place = v * MOST_JOINTS; place < (v + 1) * MOST_JOINTS; place++) {
        float weight = weights[place];
        if (weight == 0) {
          break;
        }
        int m = joints[place] * 12;
        toX += weight * (moves[m] * x + moves[m + 1] * y + moves[m + 2] * z + moves[m + 9]);
        toY += weight * (moves[m + 3] * x + moves[m + 4] * y + moves[m + 5] * z + moves[m + 10]);
        toZ += weight * (moves[m + 6] * x + moves[m + 7] * y + moves[m + 8] * z + moves[m + 11]);
      }
      placed[v * 3] = toX;
      placed[v * 3 + 1] = toY;
      placed[v * 3 + 2] = toZ;
    }
  }
}
