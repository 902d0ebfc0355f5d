package hmrbench.picture.geometry;

/**
 * The weak-perspective camera that a network gives for its crop: u = scale (X + x), v = scale (Y +
 * y), from -1 to 1 over the crop, with X right and Y down in metres.
 *
 * @param scale half crops per metre
 * @param x translation of the body to the right, in metres
 * @param y translation of the body downwards, in metres
 */
public record CropCamera(double scale, double x, double y) {

  /** Focal length that the SPIN family assumes, in crop pixels (spin.py, projection). */
  public static final double FOCAL_PIXELS = 5000;

  private static final double DEPTH_EPSILON = 1e-9;

  /** How far the body is from the full-perspective camera of the crop, in metres. */
  public double depth() {
    return 2 * FOCAL_PIXELS / (CropMap.NETWORK_SIDE * scale + DEPTH_EPSILON);
  }

  /**
   * Where a point of the body appears under the full perspective that training uses.
   *
   * <p>Source: TCMR lib/models/spin.py, projection and perspective_projection, at c41fdd7.
   *
   * @param metres X, Y, Z of the point, camera axes
   * @return u and v, -1 to 1 over the crop
   */
  public double[] project(double[] metres) {
    double z = metres[2] + depth();
    double perMetre = FOCAL_PIXELS / z / (CropMap.NETWORK_SIDE / 2.0);
    return new double[] {(metres[0] + x) * perMetre, (metres[1] + y) * perMetre};
  }

  /**
   * The same camera as seen from the whole picture.
   *
   * <p>Source: TCMR lib/utils/demo_utils.py, convert_crop_cam_to_orig_img, at c41fdd7. Like the
   * source it takes one size for both axes, which is right for square boxes only.
   *
   * @param box the square that was cropped, with its enlargement
   */
  public PictureCamera inPicture(Box box, int pictureWidth, int pictureHeight) {
    double halfWidth = pictureWidth / 2.0;
    double halfHeight = pictureHeight / 2.0;
    double scaleX = scale * box.width() / pictureWidth;
    double scaleY = scale * box.width() / pictureHeight;
    return new PictureCamera(
        scaleX,
        scaleY,
        (box.centreX() - halfWidth) / halfWidth / scaleX + x,
        (box.centreY() - halfHeight) / halfHeight / scaleY + y);
  }
}
