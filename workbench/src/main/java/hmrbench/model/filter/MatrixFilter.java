package hmrbench.model.filter;

import hmrbench.core.FloatGrid;
import hmrbench.core.SmplTrack;
import hmrbench.model.Filter;

/**
 * A linear smoother on each of the nine entries of every rotation matrix, then the nearest rotation
 * to the smoothed matrix. Matrices have neither the two signs of a quaternion nor the jump of
 * axis-angle at half a turn; for weights that are not negative and sum to 1 the result is the
 * weighted chordal mean (Hartley, Trumpf, Dai and Li, Rotation averaging, IJCV 2013).
 */
final class MatrixFilter implements Filter {

  private final String name;
  private final int lookaheadFrames;
  private final Smoother smoother;

  MatrixFilter(String name, int lookaheadFrames, Smoother smoother) {
    this.name = name;
    this.lookaheadFrames = lookaheadFrames;
    this.smoother = smoother;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SmplTrack apply(SmplTrack track, double framesPerSecond) {
    FloatGrid rotations = track.rotations();
    int frames = rotations.size(0);
    int width = rotations.length() / Math.max(frames, 1);
    double[][] columns = new double[width][frames];
    for (int column = 0; column < width; column++) {
      for (int t = 0; t < frames; t++) {
        columns[column][t] = rotations.get(t * width + column);
      }
      columns[column] = smoother.smooth(columns[column], framesPerSecond);
    }
    float[] smoothed = new float[rotations.length()];
    double[] matrix = new double[9];
    for (int t = 0; t < frames; t++) {
      for (int at = 0; at < width; at += 9) {
        for (int k = 0; k < 9; k++) {
          matrix[k] = columns[at + k][t];
        }
        double[] nearest = Quaternions.toMatrix(Quaternions.fromMatrix(matrix));
        Matrices.write(nearest, smoothed, t * width + at);
      }
    }
    return track.withRotations(FloatGrid.owning(smoothed, rotations.shape()));
  }

  @Override
  public int lookaheadFrames() {
    return lookaheadFrames;
  }
}
