package hmrbench.picture.image;

/** What a crop shows where it reaches beyond the picture. */
public enum Border {
  /** Black, as every official path does (cv2.warpAffine with BORDER_CONSTANT 0). */
  BLACK,
  /** The nearest pixel of the picture's edge. */
  NEAREST,
  /** The picture mirrored at its edge, the edge pixel once (d c b | a b c). */
  MIRRORED
}
