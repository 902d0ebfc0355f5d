package hmrbench.scene;

import hmrbench.picture.geometry.MeshNormals;
import java.util.Arrays;

/** Which way the vertices of a mesh face. */
final class Normals {

  private Normals() {}

  /**
   * Unit normals: the sum of the normals of a vertex's triangles, each as long as its triangle is
   * large.
   *
   * @param places vertices [V * 3]
   * @param normals filled [V * 3]
   */
  static void of(float[] places, int[] faces, float[] normals) {
    Arrays.fill(normals, 0);
    MeshNormals.add(places, faces, normals);
    for (int at = 0; at < normals.length; at += 3) {
      float x = normals[at];
      float y = normals[at + 1];
      float z = normals[at + 2];
      float length = (float) Math.sqrt(x * x + y * y + z * z);
      float over = length > 0 ? 1 / length : 0;
      normals[at] = x * over;
      normals[at + 1] = y * over;
      normals[at + 2] = z * over;
    }
  }
}
