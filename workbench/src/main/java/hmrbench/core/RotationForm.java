package hmrbench.core;

/** How a file writes rotations, where its arrays do not show it. */
public enum RotationForm {
  /** As the shape of the array says: axis-angle, or matrices that act on column vectors. */
  AS_SHAPED("as-shaped"),
  /** Matrices that act on row vectors. */
  TRANSPOSED("transposed"),
  /** The first two columns of a matrix, stored row by row: the SPIN family. */
  SIX_D_COLUMNS("6d-columns"),
  /** The first two rows of a matrix, one after the other: PyTorch3D. */
  SIX_D_ROWS("6d-rows");

  private final String word;

  RotationForm(String word) {
    this.word = word;
  }

  /** As a user writes it. */
  public String word() {
    return word;
  }
}
