package hmrbench.scene;

/** What a surface looks like, point by point. */
interface Skin {

  /**
   * The colour of a point.
   *
   * @param x place on the object at rest, in metres
   * @param y place on the object at rest
   * @param z place on the object at rest
   * @param colour receives the light that it sends back of white light [3], and its gloss
   */
  void at(float x, float y, float z, float[] colour);
}
