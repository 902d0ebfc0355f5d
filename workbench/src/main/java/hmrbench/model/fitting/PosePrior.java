package hmrbench.model.fitting;

import hmrbench.core.Lazy;
import hmrbench.core.Rotations;
import hmrbench.data.sim.PersonMotion;
import hmrbench.data.sim.RandomStream;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.data.sim.Skeleton;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What poses are usual: a normal distribution of the axis-angles of the 23 joints below the root.
 * It knows poses, and no picture that one of them belongs to.
 */
public final class PosePrior {

  /** Axis-angles of the joints below the root. */
  static final int SIZE = (Skeleton.JOINTS - 1) * 3;

  private static final int PEOPLE = 600;
  private static final int MOMENTS = 10;

  /** People that no training and no test has. */
  private static final long SEED = 7_616;

  /** Added to every standard deviation, squared, in radians: no joint is quite stiff. */
  private static final double LOOSE = 0.05;

  private static final Supplier<PosePrior> SIMULATED = new Lazy<>(PosePrior::estimate);

  private final double[] mean;
  private final double[] factor;

  private PosePrior(double[] mean, double[] factor) {
    this.mean = mean;
    this.factor = factor;
  }

  /** Of the motion that the simulated training set has, by people of its own; made once. */
  public static PosePrior simulated() {
    return SIMULATED.get();
  }

  /** By one thread: others of the common pool may wait for it. */
  private static PosePrior estimate() {
    return of(
        IntStream.range(0, PEOPLE).boxed().flatMap(PosePrior::poses).toArray(double[][]::new));
  }

  private static Stream<double[]> poses(int person) {
    double seconds = SimulatedSplit.TRAIN.seconds();
    PersonMotion motion = PersonMotion.of(SimulatedSplit.TRAIN, seconds, SEED, person);
    RandomStream draws = RandomStream.of(SEED, person);
    return IntStream.range(0, MOMENTS)
        .mapToObj(
            i -> {
              double[] rotations = new double[Skeleton.JOINTS * 9];
              motion.rotations(draws.uniform() * seconds, rotations);
              return axisAngles(rotations);
            });
  }

  /**
   * The distribution of poses.
   *
   * @param poses axis-angles [N][69]
   */
  static PosePrior of(double[][] poses) {
    double[] mean = new double[SIZE];
    for (double[] pose : poses) {
      for (int i = 0; i < SIZE; i++) {
        mean[i] += pose[i] / poses.length;
      }
    }
    double[] covariance = new double[SIZE * SIZE];
    for (double[] pose : poses) {
      for (int i = 0; i < SIZE; i++) {
        for (int k = 0; k <= i; k++) {
          covariance[i * SIZE + k] += (pose[i] - mean[i]) * (pose[k] - mean[k]) / poses.length;
        }
      }
    }
    for (int i = 0; i < SIZE; i++) {
      covariance[i * SIZE + i] += LOOSE * LOOSE;
    }
    if (!Cholesky.factorise(covariance, SIZE)) {
      throw new IllegalStateException("a covariance is not positive definite");
    }
    return new PosePrior(mean, covariance);
  }

  /** Axis-angles [69] of rotations [24 * 9] without the root's. */
  static double[] axisAngles(double[] rotations) {
    double[] angles = new double[SIZE];
    double[] matrix = new double[9];
    double[] vector = new double[3];
    for (int j = 1; j < Skeleton.JOINTS; j++) {
      System.arraycopy(rotations, j * 9, matrix, 0, 9);
      Rotations.toAxisAngle(matrix, vector);
      System.arraycopy(vector, 0, angles, (j - 1) * 3, 3);
    }
    return angles;
  }

  /** The mean pose, axis-angles of the joints below the root [69]. */
  public double[] mean() {
    return mean.clone();
  }

  /** Entry of the lower triangular matrix L of theta = mean + L z, z of unit variance. */
  double factor(int row, int column) {
    return factor[row * SIZE + column];
  }

  /** theta = mean + L z. */
  void pose(double[] whitened, int from, double[] angles) {
    for (int i = 0; i < SIZE; i++) {
      double angle = mean[i];
      for (int k = 0; k <= i; k++) {
        angle += factor[i * SIZE + k] * whitened[from + k];
      }
      angles[i] = angle;
    }
  }

  /** z of theta = mean + L z. */
  void whiten(double[] angles, double[] whitened, int to) {
    for (int i = 0; i < SIZE; i++) {
      double rest = angles[i] - mean[i];
      for (int k = 0; k < i; k++) {
        rest -= factor[i * SIZE + k] * whitened[to + k];
      }
      whitened[to + i] = rest / factor[i * SIZE + i];
    }
  }

  /** From a gradient by z to one by theta: it solves L^T by = byWhitened. */
  void angleGradient(double[] byWhitened, int from, double[] byAngles) {
    for (int i = SIZE - 1; i >= 0; i--) {
      double rest = byWhitened[from + i];
      for (int k = i + 1; k < SIZE; k++) {
        rest -= factor[k * SIZE + i] * byAngles[k];
      }
      byAngles[i] = rest / factor[i * SIZE + i];
    }
  }
}
