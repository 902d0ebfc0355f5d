package hmrbench.model.reference;

import hmrbench.config.WorldFlaws;
import hmrbench.core.world.Orientations;
import hmrbench.core.world.Positions;
import hmrbench.core.world.UpAxis;
import hmrbench.core.world.WorldBody;
import hmrbench.core.world.WorldRoot;

/**
 * A true path through the world made wrong by known amounts.
 *
 * <p>With x_t the true places, R_t the turn by so many degrees a second about the axis that points
 * up and v the frame rate: y_0 = x_0 and
 *
 * <pre>y_(t+1) = y_t + R_t scale (x_(t+1) - x_t) + (drift e_1 +- slide e_3) / v,</pre>
 *
 * <p>the sign of the slide changing every second; orientations are turned by R_t. So, each alone:
 * scale makes ERVE |1 - scale| times the true step; drift and slide make it drift / v and slide / v
 * in every frame, and a foot at rest slides as much; turn makes it 0, since each step is right in
 * the axes of the body. On a straight path of equal steps a scale makes RTE that of the same line,
 * shorter: |1 - scale| times the mean distance from the middle.
 */
final class FlawedPath {

  private FlawedPath() {}

  /** The path of a body with flaws. */
  static WorldRoot of(WorldBody truth, WorldFlaws flaws) {
    int frames = truth.frames();
    double rate = truth.joints().framesPerSecond();
    Positions known = truth.root().translations();
    Orientations turns = turns(truth, Math.toRadians(flaws.turn()) / rate);
    double[] places = known.flat(0, frames);
    for (int t = 0; t + 1 < frames; t++) {
      double[] step = new double[3];
      for (int axis = 0; axis < 3; axis++) {
        step[axis] = flaws.scale() * (known.at(t + 1, 0, axis) - known.at(t, 0, axis));
      }
      boolean back = (long) Math.floor(t / rate) % 2 == 1;
      double[] added = {flaws.drift() / rate, 0, (back ? -1 : 1) * flaws.slide() / rate};
      for (int axis = 0; axis < 3; axis++) {
        places[(t + 1) * 3 + axis] =
            places[t * 3 + axis] + turns.turned(t, axis, step[0], step[1], step[2]) + added[axis];
      }
    }
    return new WorldRoot(
        turns.after(truth.root().orientations()), Positions.owning(frames, 1, places));
  }

  /** Turns about the axis along which the person is upright; y where they lie. */
  private static Orientations turns(WorldBody truth, double radiansPerFrame) {
    int up =
        switch (truth.joints().up().orElse(UpAxis.PLUS_Y)) {
          case PLUS_X, MINUS_X -> 0;
          case PLUS_Y, MINUS_Y -> 1;
          case PLUS_Z, MINUS_Z -> 2;
        };
    int next = (up + 1) % 3;
    int last = (up + 2) % 3;
    double[] turns = new double[truth.frames() * 9];
    for (int t = 0; t < truth.frames(); t++) {
      double cos = Math.cos(radiansPerFrame * t);
      double sin = Math.sin(radiansPerFrame * t);
      turns[t * 9 + up * 3 + up] = 1;
      turns[t * 9 + next * 3 + next] = cos;
      turns[t * 9 + last * 3 + last] = cos;
      turns[t * 9 + next * 3 + last] = -sin;
      turns[t * 9 + last * 3 + next] = sin;
    }
    return Orientations.owning(turns);
  }
}
