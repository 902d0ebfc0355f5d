package hmrbench.model.filter;

import hmrbench.core.FloatGrid;

/** Single 3x3 matrices in and out of float32 grids. */
final class Matrices {

  private Matrices() {}

  static double[] read(FloatGrid rotations, int from) {
    double[] matrix = new double[9];
    for (int k = 0; k < 9; k++) {
      matrix[k] = rotations.get(from + k);
    }
    return matrix;
  }

  static void write(double[] matrix, float[] rotations, int at) {
    for (int k = 0; k < 9; k++) {
      rotations[at + k] = (float) matrix[k];
    }
  }
}
