package hmrbench.picture.geometry;

/** Which way the vertices of a mesh face. */
public final class MeshNormals {

  private MeshNormals() {}

  /**
   * Adds to each vertex the normals of its triangles, each as long as its triangle is large.
   *
   * @param places vertices [V * 3]
   * @param corners vertices of the triangles, three each
   * @param normals [V * 3] or more
   */
  public static void add(float[] places, int[] corners, float[] normals) {
    for (int c = 0; c < corners.length; c += 3) {
      int a = 3 * corners[c];
      int b = 3 * corners[c + 1];
      int d = 3 * corners[c + 2];
      float ux = places[b] - places[a];
      float uy = places[b + 1] - places[a + 1];
      float uz = places[b + 2] - places[a + 2];
      float vx = places[d] - places[a];
      float vy = places[d + 1] - places[a + 1];
      float vz = places[d + 2] - places[a + 2];
      float nx = uy * vz - uz * vy;
      float ny = uz * vx - ux * vz;
      float nz = ux * vy - uy * vx;
      for (int corner = c; corner < c + 3; corner++) {
        int at = 3 * corners[corner];
        normals[at] += nx;
        normals[at + 1] += ny;
        normals[at + 2] += nz;
      }
    }
  }
}
