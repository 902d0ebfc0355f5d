package hmrbench.body;

import java.util.Arrays;

/** The triangles of a mesh, as indices of their three corners; seen from outside they turn left. */
public final class Faces {

  private final int[] corners;

  private Faces(int[] corners) {
    this.corners = corners;
  }

  /**
   * Triangles from flat corners [F * 3].
   *
   * @throws IllegalArgumentException if a corner is not a vertex
   */
  public static Faces of(int[] corners, int vertices) {
    if (corners.length % 3 != 0) {
      throw new IllegalArgumentException(
          "faces need three corners each, got %d in all".formatted(corners.length));
    }
    for (int corner : corners) {
      if (corner < 0 || corner >= vertices) {
        throw new IllegalArgumentException(
            "a face names vertex %d, the mesh has %d".formatted(corner, vertices));
      }
    }
    return new Faces(corners.clone());
  }

  /** The number of triangles, F. */
  public int count() {
    return corners.length / 3;
  }

  /** The vertex at a corner (0, 1, 2) of a triangle. */
  public int at(int face, int corner) {
    return corners[face * 3 + corner];
  }

  /** A copy of the corners [F * 3]. */
  public int[] toArray() {
    return corners.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Faces that && Arrays.equals(corners, that.corners);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(corners);
  }

  @Override
  public String toString() {
    return "Faces[%d]".formatted(count());
  }
}
