package hmrbench.core;

/** Origin and axes of positions. */
public enum CoordinateFrame {
  /**
   * Origin in the camera, as the data set gives it (3DPW files carry the world translation along:
   * only differences between joints mean something).
   */
  CAMERA,
  /** Camera axes, origin in the root of the joint set. */
  ROOT
}
