package hmrbench.video.draw;

import hmrbench.body.Faces;

/** The triangles of a closed mesh; seen from outside their corners turn left. */
public final class Surface {

  private final int[] corners;
  private final int vertices;

  private Surface(int[] corners, int vertices) {
    this.corners = corners;
    this.vertices = vertices;
  }

  /** The surface of a body with this many vertices. */
  public static Surface of(Faces faces, int vertices) {
    return new Surface(faces.toArray(), vertices);
  }

  /** Number of vertices, V. */
  public int vertices() {
    return vertices;
  }

  /** Number of triangles. */
  public int triangles() {
    return corners.length / 3;
  }

  /** The corners themselves [F * 3], for reading only. */
  int[] corners() {
    return corners;
  }
}
