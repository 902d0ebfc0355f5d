package hmrbench.scene;

import hmrbench.body.BodyArrays;
import hmrbench.core.FloatGrid;
import hmrbench.picture.geometry.Box;
import hmrbench.picture.image.NetworkInput;

/** Room for pictures and what is true of them. */
final class PicturePages {

  private static final int JOINTS = BodyArrays.JOINTS;

  private final int side;
  private final float[] pixels;
  private final float[] rotations;
  private final float[] betas;
  private final float[] camera;
  private final float[] joints;
  private final float[] hidden;
  private int next;

  /**
   * @param side of a crop, in pixels
   */
  PicturePages(int pictures, int side) {
    this.side = side;
    pixels = new float[pictures * 3 * side * side];
    rotations = new float[pictures * JOINTS * 9];
    betas = new float[pictures * BodyArrays.SHAPES];
    camera = new float[pictures * 3];
    joints = new float[pictures * JOINTS * 2];
    hidden = new float[pictures * JOINTS];
  }

  void add(SceneRenderer renderer, SceneMoment moment, Box crop) {
    SceneCamera eye = moment.scene().camera();
    RenderedPicture drawn = renderer.draw(moment, SceneView.crop(eye, crop, side));
    NetworkInput.writeCentred(drawn.picture(), pixels, next * 3 * side * side);
    copy(moment.rotations(), rotations);
    copy(moment.betas(), betas);
    copy(moment.cropCamera(crop), camera);
    copy(moment.inCrop(crop), joints);
    drawn.hidden().copyTo(0, hidden, next * JOINTS, JOINTS);
    next++;
  }

  private void copy(double[] from, float[] to) {
    for (int i = 0; i < from.length; i++) {
      to[next * from.length + i] = (float) from[i];
    }
  }

  PictureBatch batch() {
    return new PictureBatch(
        FloatGrid.owning(pixels, next, 3, side, side),
        FloatGrid.owning(rotations, next, JOINTS * 9),
        FloatGrid.owning(betas, next, BodyArrays.SHAPES),
        FloatGrid.owning(camera, next, 3),
        FloatGrid.owning(joints, next, JOINTS * 2));
  }

  /** Per picture and joint how much is hidden [N, 24], see {@link RenderedPicture#hidden}. */
  FloatGrid hidden() {
    return FloatGrid.owning(hidden, next, JOINTS);
  }
}
