package hmrbench.scene;

import hmrbench.core.FloatGrid;

/**
 * Crops and what is true of them; N = pictures.
 *
 * @param pixels as a network takes them [N, 3, side, side], about -1 to 1
 * @param rotations joint rotations relative to the parent [N, 216], row-major matrices
 * @param betas shape coefficients [N, 10]
 * @param camera weak-perspective camera of the crop [N, 3]: scale, right, down
 * @param joints where the joints are in the crop [N, 48], across and down, -1 to 1
 */
public record PictureBatch(
    FloatGrid pixels, FloatGrid rotations, FloatGrid betas, FloatGrid camera, FloatGrid joints) {

  /** Number of pictures, N. */
  public int size() {
    return betas.size(0);
  }

  /** The pictures from one number to before another. */
  public PictureBatch part(int from, int to) {
    return new PictureBatch(
        pixels.rows(from, to),
        rotations.rows(from, to),
        betas.rows(from, to),
        camera.rows(from, to),
        joints.rows(from, to));
  }

  /** What is true of the pictures, without these, which need most of the memory. */
  public PictureBatch withoutPixels() {
    return new PictureBatch(FloatGrid.zeros(size(), 0), rotations, betas, camera, joints);
  }
}
