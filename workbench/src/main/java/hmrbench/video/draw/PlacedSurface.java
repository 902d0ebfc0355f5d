package hmrbench.video.draw;

import hmrbench.core.FloatGrid;

/**
 * A body in one frame.
 *
 * @param metres vertices of many frames [T, V, 3], camera axes: x right, y down, z away
 * @param frame the frame that is shown
 */
public record PlacedSurface(Surface surface, FloatGrid metres, int frame, Material material) {

  public PlacedSurface {
    if (metres.rank() != 3
        || metres.size(1) != surface.vertices()
        || metres.size(2) != 3
        || frame < 0
        || frame >= metres.size(0)) {
      throw new IllegalArgumentException(
          "frame %d of vertices %s for a surface of %d vertices"
              .formatted(frame, metres, surface.vertices()));
    }
  }
}
