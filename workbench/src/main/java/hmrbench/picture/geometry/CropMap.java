package hmrbench.picture.geometry;

/**
 * From a box in a picture to a crop that a network sees.
 *
 * <p>The box's middle goes to the crop's middle, its lower edge to the crop's lower edge and its
 * right edge to the crop's right edge, so a box that is not square is stretched. The official
 * programs only ever pass squares. Source: TCMR lib/data_utils/_img_utils.py,
 * gen_trans_from_patch_cv, at c41fdd7.
 */
public final class CropMap {

  /** Side of the crop that the SPIN family's ResNet-50 sees, in pixels. */
  public static final int NETWORK_SIDE = 224;

  /** By how much TCMR's demo enlarges a box before it crops (TCMR demo.py; VIBE's uses 1.1). */
  public static final double DEMO_SCALE = 1.2;

  /**
   * By how much 2D training targets' boxes are enlarged, whatever the features' crop was
   * (_img_utils.py, transfrom_keypoints).
   */
  public static final double KEYPOINT_SCALE = 1.2;

  private CropMap() {}

  /** The crop of 224 x 224 pixels about an upright box enlarged by {@code scale}. */
  public static AffineMap toNetwork(Box box, double scale) {
    return of(box, scale, 0, NETWORK_SIDE, NETWORK_SIDE);
  }

  /**
   * The map from picture to crop.
   *
   * @param scale by how much the box is enlarged first
   * @param rotationDegrees by how much the box is turned, clockwise on the screen
   * @param width of the crop, in pixels
   * @param height of the crop, in pixels
   */
  public static AffineMap of(Box box, double scale, double rotationDegrees, int width, int height) {
    double angle = Math.PI * rotationDegrees / 180;
    double sin = Math.sin(angle);
    double cos = Math.cos(angle);
    float halfHeight = (float) (box.height() * scale * 0.5);
    float halfWidth = (float) (box.width() * scale * 0.5);
    // The source keeps these points as float32; so do we, to get its crops to the pixel.
    double[] from = {
      (float) box.centreX(),
      (float) box.centreY(),
      (float) (box.centreX() + (float) (-halfHeight * sin)),
      (float) (box.centreY() + (float) (halfHeight * cos)),
      (float) (box.centreX() + (float) (halfWidth * cos)),
      (float) (box.centreY() + (float) (halfWidth * sin))
    };
    double middleX = width * 0.5;
    double middleY = height * 0.5;
    return AffineMap.through(
        from, new double[] {middleX, middleY, middleX, height, width, middleY});
  }

  /** A crop's pixel coordinate as the networks know it: -1 at one edge, 1 at the other. */
  public static double normalised(double cropPixels) {
    return 2 * cropPixels / NETWORK_SIDE - 1;
  }

  /** The inverse of {@link #normalised}. */
  public static double cropPixels(double normalised) {
    return NETWORK_SIDE * (normalised + 1) / 2;
  }
}
