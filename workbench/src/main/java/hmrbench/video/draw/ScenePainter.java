package hmrbench.video.draw;

import hmrbench.picture.image.Area;
import hmrbench.picture.image.Picture;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws shaded meshes into a picture. Every pixel has four samples, each with its own depth, so
 * that edges are smooth where surfaces meet as well as against the background.
 *
 * <p>Holds the buffers of one picture size: not for two threads at once; make one per thread.
 */
public final class ScenePainter {

  /** Pixel columns that are drawn at a time: their samples stay in the processor's cache. */
  private static final int BAND = 64;

  private final int width;
  private final int height;
  private final SampleGrid grid = new SampleGrid();
  private final TriangleFiller filler = new TriangleFiller(grid);
  private final List<ProjectedMesh> meshes = new ArrayList<>();

  /** A painter for pictures of this size. */
  public ScenePainter(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /**
   * Draws surfaces over what the picture holds; nearer ones hide those behind.
   *
   * @param picture of this painter's size
   * @param view the camera, within whose rectangle is drawn
   * @return where it may have drawn
   */
  public Area paint(Picture picture, View view, List<PlacedSurface> surfaces) {
    if (picture.width() != width || picture.height() != height) {
      throw new IllegalArgumentException(
          "a painter of %d x %d got %s".formatted(width, height, picture));
    }
    Area around = Area.NOTHING;
    for (int i = 0; i < surfaces.size(); i++) {
      if (i == meshes.size()) {
        meshes.add(new ProjectedMesh());
      }
      meshes.get(i).project(surfaces.get(i), view);
      around = around.around(meshes.get(i).area());
    }
    Area drawn = around.common(view.area()).common(new Area(0, 0, width, height));
    for (int left = drawn.left(); left < drawn.right(); left += BAND) {
      int right = Math.min(drawn.right(), left + BAND);
      paintBand(picture, new Area(left, drawn.top(), right, drawn.bottom()), surfaces);
    }
    return drawn;
  }

  private void paintBand(Picture picture, Area band, List<PlacedSurface> surfaces) {
    grid.begin(band);
    for (int i = 0; i < surfaces.size(); i++) {
      PlacedSurface placed = surfaces.get(i);
      int opacity = (int) Math.round(255 * placed.material().opacity());
      filler.fill(meshes.get(i), placed.surface().corners(), opacity);
    }
    grid.resolve(picture);
  }
}
