package hmrbench.data.sim;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.Rates;
import hmrbench.core.Series;
import hmrbench.core.SmplTrack;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is true in a clip, at its frames.
 *
 * @param smpl rotations, shape and camera
 * @param joints positions of the scored joints, the pelvis in the origin
 * @param speeds speed of each of the 24 joints relative to the pelvis [T, 24], in m/s: distance
 *     between the positions 1/30 s before and after, over 1/15 s, so that it does not depend on the
 *     frame rate
 */
public record TrueMotion(SmplTrack smpl, JointTrack joints, FloatGrid speeds) {

  /** Half the time over which speed is taken, in ticks. */
  private static final int HALF_SPAN = Sampling.TICKS / 30;

  /** A motion of our body before a camera, at the ticks of the simulated clock. */
  interface Performed {

    /**
     * Rotations relative to the parent, the root's into the axes of the camera, filled [24 * 9].
     */
    void rotations(int tick, double[] rotations);

    /** The weak-perspective camera, filled [3]. */
    void camera(int tick, double[] camera);
  }

  /** Samples a sequence whose camera wanders about a person without a world. */
  static TrueMotion of(SequencePlan plan, Sampling sampling, double framesPerSecond) {
    SimulatedMotion motion =
        new SimulatedMotion(plan.seed(), plan.activity(), plan.next(), plan.seconds());
    return of(
        new Performed() {
          @Override
          public void rotations(int tick, double[] rotations) {
            motion.rotations(sampling.seconds(tick), rotations);
          }

          @Override
          public void camera(int tick, double[] camera) {
            motion.camera(sampling.seconds(tick), camera);
          }
        },
        plan.betaArray(),
        sampling,
        framesPerSecond);
  }

  /** The first tick that {@link #of} asks for. */
  static int firstTick() {
    return -HALF_SPAN;
  }

  /** One past the last tick that {@link #of} asks for, at any frame rate. */
  static int endTick(double seconds) {
    return Sampling.ticks(seconds) + HALF_SPAN;
  }

  /** Samples a motion by a body of a shape. */
  static TrueMotion of(
      Performed motion, double[] betas, Sampling sampling, double framesPerSecond) {
    double[] offsets = Skeleton.offsets(betas);
    int frames = sampling.frames();
    int[] ticks = IntStream.range(0, frames).map(sampling::tick).toArray();
    int[] needed =
        IntStream.of(ticks)
            .flatMap(tick -> IntStream.of(tick - HALF_SPAN, tick, tick + HALF_SPAN))
            .sorted()
            .distinct()
            .toArray();
    float[] rotations = new float[frames * Skeleton.JOINTS * 9];
    float[] cameras = new float[frames * 3];
    double[][] positions = new double[needed.length][Skeleton.JOINTS * 3];
    int[] places = new int[frames];
    double[] pose = new double[Skeleton.JOINTS * 9];
    double[] camera = new double[3];
    int frame = 0;
    for (int i = 0; i < needed.length; i++) {
      motion.rotations(needed[i], pose);
      Skeleton.positions(pose, offsets, positions[i]);
      if (frame < frames && ticks[frame] == needed[i]) {
        places[frame] = i;
        motion.camera(needed[i], camera);
        copy(pose, rotations, frame);
        copy(camera, cameras, frame);
        frame++;
      }
    }
    return new TrueMotion(
        new SmplTrack(
            FloatGrid.owning(rotations, frames, Skeleton.JOINTS, 3, 3),
            repeated(betas, frames),
            FloatGrid.owning(cameras, frames, 3)),
        scored(positions, places, framesPerSecond),
        speeds(positions, places, needed));
  }

  /**
   * What is true in every {@code step}-th frame of a recorded motion of our body.
   *
   * @param rotations rotations relative to the parent of N recorded frames [N][24 * 9]
   * @param betas shape [10]
   * @param camera weak-perspective camera [3]
   * @param recordedPerSecond rate of the recording, in hertz
   */
  public static TrueMotion recorded(
      double[][] rotations, double[] betas, double[] camera, double recordedPerSecond, int step) {
    double[] offsets = Skeleton.offsets(betas);
    double[][] positions = new double[rotations.length][Skeleton.JOINTS * 3];
    for (int t = 0; t < rotations.length; t++) {
      Skeleton.positions(rotations[t], offsets, positions[t]);
    }
    int[] kept = IntStream.range(0, rotations.length).filter(t -> t % step == 0).toArray();
    int half = Math.max(1, (int) Math.rint(recordedPerSecond * HALF_SPAN / Sampling.TICKS));
    float[] poses = new float[kept.length * Skeleton.JOINTS * 9];
    float[] speeds = new float[kept.length * Skeleton.JOINTS];
    for (int i = 0; i < kept.length; i++) {
      copy(rotations[kept[i]], poses, i);
      int before = Math.max(0, kept[i] - half);
      int after = Math.min(rotations.length - 1, kept[i] + half);
      double span = Math.max(1, after - before) / recordedPerSecond;
      speeds(positions[before], positions[after], span, speeds, i);
    }
    return new TrueMotion(
        new SmplTrack(
            FloatGrid.owning(poses, kept.length, Skeleton.JOINTS, 3, 3),
            repeated(betas, kept.length),
            repeated(camera, kept.length)),
        scored(positions, kept, Rates.snapped(recordedPerSecond / step)),
        FloatGrid.owning(speeds, kept.length, Skeleton.JOINTS));
  }

  private static void copy(double[] from, float[] to, int row) {
    for (int i = 0; i < from.length; i++) {
      to[row * from.length + i] = (float) from[i];
    }
  }

  private static FloatGrid repeated(double[] row, int frames) {
    float[] rows = new float[frames * row.length];
    for (int t = 0; t < frames; t++) {
      copy(row, rows, t);
    }
    return FloatGrid.owning(rows, frames, row.length);
  }

  private static JointTrack scored(double[][] positions, int[] places, double framesPerSecond) {
    JointSet set = JointSet.SMPL14;
    float[] metres = new float[places.length * set.size() * 3];
    int at = 0;
    for (int place : places) {
      for (Joint joint : set.joints()) {
        int from = JointSet.SMPL24.indexOf(joint) * 3;
        for (int axis = 0; axis < 3; axis++) {
          metres[at++] = (float) positions[place][from + axis];
        }
      }
    }
    return new JointTrack(
        set,
        CoordinateFrame.CAMERA,
        framesPerSecond,
        FloatGrid.owning(metres, places.length, set.size(), 3));
  }

  private static FloatGrid speeds(double[][] positions, int[] places, int[] ticks) {
    float[] speeds = new float[places.length * Skeleton.JOINTS];
    double span = 2.0 * HALF_SPAN / Sampling.TICKS;
    for (int t = 0; t < places.length; t++) {
      int tick = ticks[places[t]];
      double[] before = positions[java.util.Arrays.binarySearch(ticks, tick - HALF_SPAN)];
      double[] after = positions[java.util.Arrays.binarySearch(ticks, tick + HALF_SPAN)];
      speeds(before, after, span, speeds, t);
    }
    return FloatGrid.owning(speeds, places.length, Skeleton.JOINTS);
  }

  /** Distance of each joint between two moments over the time between them. */
  private static void speeds(
      double[] before, double[] after, double seconds, float[] speeds, int row) {
    for (int j = 0; j < Skeleton.JOINTS; j++) {
      double dx = after[j * 3] - before[j * 3];
      double dy = after[j * 3 + 1] - before[j * 3 + 1];
      double dz = after[j * 3 + 2] - before[j * 3 + 2];
      speeds[row * Skeleton.JOINTS + j] =
          (float) (Math.sqrt(dx * dx + dy * dy + dz * dz) / seconds);
    }
  }

  /** Mean speed of the scored joints relative to the pelvis, in m/s. */
  public Series meanSpeed() {
    List<Joint> scored = JointSet.SMPL14.joints();
    double[] means = new double[speeds.size(0)];
    for (int t = 0; t < means.length; t++) {
      double sum = 0;
      for (Joint joint : scored) {
        sum += speeds.at(t, JointSet.SMPL24.indexOf(joint));
      }
      means[t] = sum / scored.size();
    }
    return Series.of(means);
  }
}
