package hmrbench.body;

/** Where one joint of a recipe comes from. */
public sealed interface JointSource {

  /**
   * A joint of the kinematic tree, at its posed position.
   *
   * @param joint SMPL joint, 0 to 23
   */
  record Kinematic(int joint) implements JointSource {}

  /**
   * A vertex of the mesh.
   *
   * @param vertex index of the vertex
   */
  record Picked(int vertex) implements JointSource {}

  /**
   * A weighted mean of vertices.
   *
   * @param regressor the matrix that holds the weights
   * @param row its row
   */
  record Regressed(Regressor regressor, int row) implements JointSource {}

  /** The matrices that read joints off a mesh, by their official file. */
  enum Regressor {
    /** {@code J_regressor_extra.npy} [9, V] of SPIN, VIBE and TCMR. */
    EXTRA("J_regressor_extra.npy", 9),
    /** {@code J_regressor_h36m.npy} [17, V]. */
    H36M("J_regressor_h36m.npy", 17);

    private final String fileName;
    private final int rows;

    Regressor(String fileName, int rows) {
      this.fileName = fileName;
      this.rows = rows;
    }

    public String fileName() {
      return fileName;
    }

    /** The number of joints that it reads. */
    public int rows() {
      return rows;
    }
  }
}
