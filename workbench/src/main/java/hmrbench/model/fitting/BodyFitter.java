package hmrbench.model.fitting;

import hmrbench.body.BodyModel;
import hmrbench.body.CarriedPoint;
import hmrbench.body.JointRecipe;
import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.KeypointTrack;
import hmrbench.core.Rotations;
import hmrbench.core.SmplTrack;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fits bodies to 2D joints from where a model puts them, by Levenberg and Marquardt's method:
 * camera and root to the trunk first, then all numbers to all joints. Frames do not know of each
 * other. Safe for several threads.
 */
public final class BodyFitter {

  private static final int JOINTS = FittedSkeleton.JOINTS;
  private static final int SHAPES = FittedSkeleton.SHAPES;

  /** Joints of the trunk, which camera and root are fitted to. */
  private static final List<Joint> TRUNK =
      List.of(Joint.LEFT_HIP, Joint.RIGHT_HIP, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER);

  /** Of fewer joints no camera and no root is found. */
  private static final int LEAST_TRUNK = 3;

  /** Ways that the mean pose is turned. */
  private static final int QUARTERS = 4;

  private static final int PLACE_STEPS = 10;
  private static final int STEPS = 20;

  /** A fall of the energy by a smaller share ends a fit. */
  private static final double LEAST_FALL = 1e-4;

  private static final double FIRST_DAMPING = 1e-2;
  private static final double LEAST_DAMPING = 1e-9;
  private static final double MOST_DAMPING = 1e6;

  /** A predicted scale below it is no camera; a fit begins with it. */
  private static final double LEAST_SCALE = 0.05;

  private final BodyModel model;
  private final FittedSkeleton body;
  private final PosePrior prior;
  private final FittingWeights weights;

  public BodyFitter(BodyModel body, PosePrior prior, FittingWeights weights) {
    this.model = body;
    this.body = FittedSkeleton.of(body);
    this.prior = prior;
    this.weights = weights;
  }

  /**
   * A body of one frame.
   *
   * @param rotations relative to the parent [216]
   * @param betas shape [10]
   * @param camera weak perspective [3]
   */
  @SuppressWarnings("ArrayRecordComponent") // buffers on their way, never compared
  public record Body(double[] rotations, double[] betas, double[] camera) {

    /** A frame of a track. */
    public static Body of(SmplTrack track, int frame) {
      return new Body(
          row(track.rotations(), frame, JOINTS * 9),
          row(track.betas(), frame, SHAPES),
          row(track.camera(), frame, FrameEnergy.CAMERA));
    }

    private static double[] row(FloatGrid grid, int row, int size) {
      double[] values = new double[size];
      for (int i = 0; i < size; i++) {
        values[i] = grid.get(row * size + i);
      }
      return values;
    }
  }

  /** A fitted body, and how well it explains its joints and how usual it is: less is better. */
  public record Fit(Body body, double energy) {}

  /**
   * The 2D joints of one frame that are seen.
   *
   * @param joints their names
   * @param points where they are on the body
   * @param seen x, y and confidence of each
   */
  @SuppressWarnings("ArrayRecordComponent") // buffers on their way, never compared
  record Seen(List<Joint> joints, List<CarriedPoint> points, double[] seen) {

    /**
     * Those of a frame.
     *
     * @param all where the joints of the track are on the body
     */
    static Seen of(List<CarriedPoint> all, KeypointTrack track, int frame) {
      int[] kept =
          IntStream.range(0, all.size())
              .filter(j -> track.seen().at(frame, j, KeypointTrack.NUMBERS - 1) > 0)
              .toArray();
      double[] seen = new double[kept.length * KeypointTrack.NUMBERS];
      for (int i = 0; i < seen.length; i++) {
        int joint = kept[i / KeypointTrack.NUMBERS];
        seen[i] = track.seen().at(frame, joint, i % KeypointTrack.NUMBERS);
      }
      return new Seen(
          IntStream.of(kept).mapToObj(track.joints().joints()::get).toList(),
          IntStream.of(kept).mapToObj(all::get).toList(),
          seen);
    }

    /** Which joints are of the trunk; all of them where they are too few. */
    boolean[] trunk() {
      boolean[] trunk = new boolean[joints.size()];
      int count = 0;
      for (int i = 0; i < trunk.length; i++) {
        trunk[i] = TRUNK.contains(joints.get(i));
        count += trunk[i] ? 1 : 0;
      }
      return count < LEAST_TRUNK ? all() : trunk;
    }

    boolean[] all() {
      boolean[] all = new boolean[joints.size()];
      java.util.Arrays.fill(all, true);
      return all;
    }
  }

  /**
   * Fits every frame; one without a joint that is seen stays as it is.
   *
   * @param start where the fits begin
   * @param seen 2D joints of as many frames
   */
  public SmplTrack fit(SmplTrack start, KeypointTrack seen) {
    int frames = start.frames();
    float[] rotations = start.rotations().toArray();
    float[] betas = start.betas().toArray();
    float[] camera = start.camera().toArray();
    IntStream.range(0, frames)
        .parallel()
        .filter(seen::isSeen)
        .forEach(
            t -> {
              Body fitted = fit(Body.of(start, t), seen, t).body();
              copy(fitted.rotations(), rotations, t);
              copy(fitted.betas(), betas, t);
              copy(fitted.camera(), camera, t);
            });
    return new SmplTrack(
        FloatGrid.owning(rotations, start.rotations().shape()),
        FloatGrid.owning(betas, frames, SHAPES),
        FloatGrid.owning(camera, frames, FrameEnergy.CAMERA));
  }

  private static void copy(double[] from, float[] to, int row) {
    for (int i = 0; i < from.length; i++) {
      to[row * from.length + i] = (float) from[i];
    }
  }

  /** Fits one frame. */
  public Fit fit(Body start, KeypointTrack track, int frame) {
    Seen seen = seen(track, frame);
    FrameEnergy energy = energy(start, seen);
    double[] p = numbers(start);
    energy.start(p);
    energy.use(seen.trunk());
    minimise(energy, p, FrameEnergy.PLACE, PLACE_STEPS);
    energy.use(seen.all());
    double least = minimise(energy, p, FrameEnergy.SIZE, STEPS);
    return new Fit(body(energy, p), least);
  }

  /**
   * Fits one frame from a body and from the mean pose as well, which is turned four ways about the
   * body's own upright axis: for a body that nothing is known of yet.
   */
  public Fit search(Body start, KeypointTrack track, int frame) {
    Fit near = fit(start, track, frame);
    Seen seen = seen(track, frame);
    Body best = start;
    double least = Double.POSITIVE_INFINITY;
    for (int quarter = 0; quarter < QUARTERS; quarter++) {
      Body turned = turned(start, quarter);
      FrameEnergy energy = energy(turned, seen);
      double[] p = numbers(turned);
      energy.use(seen.trunk());
      minimise(energy, p, FrameEnergy.PLACE, PLACE_STEPS);
      energy.use(seen.all());
      double reached = energy.of(p);
      if (reached < least) {
        least = reached;
        best = body(energy, p);
      }
    }
    Fit other = fit(best, track, frame);
    return other.energy() < near.energy() ? other : near;
  }

  private Body turned(Body start, int quarter) {
    double[] turn = new double[9];
    Rotations.fromAxisAngle(0, quarter * Math.PI / 2, 0, turn);
    double[] rotations = new double[JOINTS * 9];
    for (int i = 0; i < 9; i++) {
      for (int k = 0; k < 3; k++) {
        rotations[i] += start.rotations()[i / 3 * 3 + k] * turn[k * 3 + i % 3];
      }
    }
    double[] mean = prior.mean();
    double[] matrix = new double[9];
    for (int j = 1; j < JOINTS; j++) {
      int at = (j - 1) * 3;
      Rotations.fromAxisAngle(mean[at], mean[at + 1], mean[at + 2], matrix);
      System.arraycopy(matrix, 0, rotations, j * 9, 9);
    }
    return new Body(rotations, new double[SHAPES], start.camera());
  }

  /**
   * The energy of a body and its gradient.
   *
   * @param terms of 2D joints, pose, shape, bends, and of the distance from a start, which is 0
   * @param byRotations gradient with respect to the matrices [216], along rotations
   * @param byBetas gradient with respect to the shape [10]
   * @param byCamera gradient with respect to the camera [3]
   */
  @SuppressWarnings("ArrayRecordComponent") // buffers on their way, never compared
  public record Graded(double[] terms, double[] byRotations, double[] byBetas, double[] byCamera) {}

  /** How well a body explains the 2D joints of a frame, and which way it would do so better. */
  public Graded grade(Body body, KeypointTrack track, int frame) {
    FrameEnergy energy = energy(body, seen(track, frame));
    double[] p = numbers(body);
    energy.start(p);
    double[] gradient = new double[FrameEnergy.SIZE];
    energy.linearise(
        p, FrameEnergy.SIZE, gradient, new double[FrameEnergy.SIZE * FrameEnergy.SIZE]);
    double[] byRotations = new double[JOINTS * 9];
    energy.byRotations(p, gradient, byRotations);
    double[] byBetas = new double[SHAPES];
    for (int k = 0; k < SHAPES; k++) {
      byBetas[k] = 2 * gradient[FrameEnergy.SHAPE + k];
    }
    double[] byCamera = {
      2 * gradient[0] / Math.exp(p[0]), 2 * gradient[1], 2 * gradient[2] // p[0]: log of the scale
    };
    return new Graded(energy.terms(p), byRotations, byBetas, byCamera);
  }

  /** What is seen in a frame, and where on the body that is. */
  Seen seen(KeypointTrack track, int frame) {
    return Seen.of(model.points(JointRecipe.of(track.joints())), track, frame);
  }

  private FrameEnergy energy(Body start, Seen seen) {
    double[] root = java.util.Arrays.copyOf(start.rotations(), 9);
    return new FrameEnergy(body, prior, weights, seen.points(), seen.seen(), root);
  }

  /** The numbers of a body, as {@link FrameEnergy} has them. */
  double[] numbers(Body start) {
    double[] p = new double[FrameEnergy.SIZE];
    p[0] = Math.log(Math.max(start.camera()[0], LEAST_SCALE));
    p[1] = start.camera()[1];
    p[2] = start.camera()[2];
    prior.whiten(PosePrior.axisAngles(start.rotations()), p, FrameEnergy.PLACE);
    System.arraycopy(start.betas(), 0, p, FrameEnergy.SHAPE, SHAPES);
    return p;
  }

  private static Body body(FrameEnergy energy, double[] p) {
    return new Body(
        energy.rotations(p),
        java.util.Arrays.copyOfRange(p, FrameEnergy.SHAPE, FrameEnergy.SIZE),
        new double[] {Math.exp(p[0]), p[1], p[2]});
  }

  /** Lowers the energy in the first n numbers; what it is then. */
  private static double minimise(FrameEnergy energy, double[] p, int n, int most) {
    double[] gradient = new double[n];
    double[] matrix = new double[n * n];
    double[] damped = new double[n * n];
    double damping = FIRST_DAMPING;
    double least = energy.of(p);
    for (int step = 0; step < most; step++) {
      energy.linearise(p, n, gradient, matrix);
      double before = least;
      while (damping <= MOST_DAMPING) {
        double[] trial = stepped(p, n, gradient, matrix, damping, damped);
        double reached = energy.of(trial);
        if (reached < least) {
          System.arraycopy(trial, 0, p, 0, p.length);
          least = reached;
          damping = Math.max(damping / 5, LEAST_DAMPING);
          break;
        }
        damping *= 5;
      }
      if (before - least <= LEAST_FALL * before) {
        break;
      }
    }
    return least;
  }

  private static double[] stepped(
      double[] p, int n, double[] gradient, double[] matrix, double damping, double[] damped) {
    System.arraycopy(matrix, 0, damped, 0, n * n);
    double[] trial = p.clone();
    for (int i = 0; i < n; i++) {
      damped[i * n + i] += damping * (matrix[i * n + i] + LEAST_DAMPING);
    }
    double[] step = gradient.clone();
    if (Cholesky.factorise(damped, n)) {
      Cholesky.solve(damped, n, step);
      for (int i = 0; i < n; i++) {
        trial[i] -= step[i];
      }
    }
    return trial;
  }
}
