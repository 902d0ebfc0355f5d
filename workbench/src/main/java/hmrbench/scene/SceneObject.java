package hmrbench.scene;

/** Something that is drawn with triangles and may move. */
interface SceneObject {

  /** Number of vertices, V. */
  int vertices();

  /** Corners of the triangles, turning left seen from outside; not to be changed. */
  int[] faces();

  /** Where a vertex is on the object at rest [V * 3], for its skin; not to be changed. */
  float[] restPlaces();

  Skin skin();

  /**
   * Places at a moment.
   *
   * @param world receives the vertices [V * 3], in metres, y up from the ground
   */
  void place(double seconds, float[] world);
}
