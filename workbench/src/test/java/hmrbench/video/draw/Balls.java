package hmrbench.video.draw;

import hmrbench.body.Faces;
import hmrbench.core.FloatGrid;
import java.util.ArrayList;
import java.util.List;

/** Closed meshes whose picture is known: balls. */
final class Balls {

  private static final int AROUND = 64;
  private static final int DOWN = 32;

  private Balls() {}

  static Surface surface() {
    List<Integer> corners = new ArrayList<>();
    for (int i = 0; i < DOWN; i++) {
      for (int j = 0; j < AROUND; j++) {
        int a = i * AROUND + j;
        int b = i * AROUND + (j + 1) % AROUND;
        corners.addAll(List.of(a, b, b + AROUND, a, b + AROUND, a + AROUND));
      }
    }
    return Surface.of(
        Faces.of(corners.stream().mapToInt(Integer::intValue).toArray(), vertices()), vertices());
  }

  static int vertices() {
    return (DOWN + 1) * AROUND;
  }

  /** A ball in camera axes [1, V, 3]. */
  static FloatGrid at(double x, double y, double z, double radius) {
    float[] metres = new float[vertices() * 3];
    for (int i = 0; i <= DOWN; i++) {
      double down = Math.PI * i / DOWN;
      for (int j = 0; j < AROUND; j++) {
        double turn = 2 * Math.PI * j / AROUND;
        int at = 3 * (i * AROUND + j);
        metres[at] = (float) (x + radius * Math.sin(down) * Math.cos(turn));
        metres[at + 1] = (float) (y - radius * Math.cos(down));
        metres[at + 2] = (float) (z - radius * Math.sin(down) * Math.sin(turn));
      }
    }
    return FloatGrid.owning(metres, 1, vertices(), 3);
  }
}
