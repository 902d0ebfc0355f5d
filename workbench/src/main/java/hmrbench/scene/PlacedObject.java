package hmrbench.scene;

/**
 * An object during an exposure: where it is in the middle of it and at its end, and where its
 * vertices fall in the picture at a moment of it.
 */
final class PlacedObject {

  private final SceneObject object;
  private final int firstTriangle;
  private final float[] world;
  private final float[] end;
  private final float[] normals;
  private final float[] columns;
  private final float[] rows;
  private final float[] nearness;

  /**
   * @param firstTriangle number of its first triangle among all
   */
  PlacedObject(SceneObject object, int firstTriangle) {
    this.object = object;
    this.firstTriangle = firstTriangle;
    int vertices = object.vertices();
    this.world = new float[vertices * 3];
    this.end = new float[vertices * 3];
    this.normals = new float[vertices * 3];
    this.columns = new float[vertices];
    this.rows = new float[vertices];
    this.nearness = new float[vertices];
  }

  SceneObject object() {
    return object;
  }

  int firstTriangle() {
    return firstTriangle;
  }

  int triangles() {
    return object.faces().length / 3;
  }

  /** Places in the middle of the exposure [V * 3]; a view. */
  float[] world() {
    return world;
  }

  float[] normals() {
    return normals;
  }

  float[] columns() {
    return columns;
  }

  float[] rows() {
    return rows;
  }

  /** One over the distance along the camera's axis; not a number behind it. */
  float[] nearness() {
    return nearness;
  }

  /**
   * Places the object; what it knows of itself afterwards is of the middle of the exposure.
   *
   * @param seconds the middle of the exposure
   * @param exposure how long it is, in seconds
   */
  void place(double seconds, double exposure) {
    if (exposure > 0) {
      object.place(seconds + exposure / 2, end);
    }
    object.place(seconds, world);
    if (exposure <= 0) {
      System.arraycopy(world, 0, end, 0, world.length);
    }
    Normals.of(world, object.faces(), normals);
  }

  /**
   * Projects it at a moment of the exposure, during which it goes straight on.
   *
   * @param share -1 at its beginning, 0 in its middle, 1 at its end
   */
  void project(SceneView view, float share) {
    view.project(world, end, share, columns, rows, nearness);
  }
}
