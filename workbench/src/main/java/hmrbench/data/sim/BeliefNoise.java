package hmrbench.data.sim;

import java.util.Arrays;

/**
 * How far an image network's belief of each joint's rotation is off, as a rotation vector in
 * radians:
 *
 * <p>error_j(t) = g_j [ 0.10 b_j + 0.14 s_j(t) + 0.016 (1 + 0.6 v_j(t)) n_j(t) + w_j(t) (0.10
 * n'_j(t) + 0.25 o_j(t)) ] + flip_j(t), where
 *
 * <ul>
 *   <li>g: gain of the joint; the far and the mobile ones are harder to see
 *   <li>b: constant over a clip (this person, this view)
 *   <li>s: slow, order 2, time constant 0.3 s (see {@link SlowNoise})
 *   <li>n, n': new in every frame; v is the joint's speed in m/s, so fast joints blur
 *   <li>w: how much the joint's limb is occluded, 0 to 1; o: slow, order 1, time constant 0.15 s
 *   <li>flip: a constant vector of 0.5 rad for about 0.09 s (the limb's depth seen wrongly)
 * </ul>
 *
 * <p>All time constants are in seconds. The strengths are a choice of ours: they make a per-frame
 * network about as accurate and as jittery here as published ones are on 3DPW.
 */
final class BeliefNoise {

  private static final double BIAS = 0.10;
  private static final double SLOW = 0.14;
  private static final double SLOW_SECONDS = 0.3;
  private static final double FAST = 0.016;
  private static final double BLUR_PER_METRE_PER_SECOND = 0.6;
  private static final double OCCLUDED_FAST = 0.10;
  private static final double OCCLUDED_SLOW = 0.25;
  private static final double OCCLUDED_SLOW_SECONDS = 0.15;

  /** Occlusions per limb and second, and flips per limb and second. */
  private static final double EVENTS_PER_SECOND = 0.15;

  private static final double OCCLUSION_SHORTEST = 0.2;
  private static final double OCCLUSION_LONGEST = 1.0;

  /** Seconds over which an occlusion comes and goes. */
  private static final double OCCLUSION_RAMP = 0.1;

  private static final double FLIP_RADIANS = 0.5;
  private static final double FLIP_MEAN_SECONDS = 0.07;
  private static final double FLIP_SHORTEST = 1.0 / 60;

  /** Flips may have begun this long before the clip; longer ones are rarer than 1 in 1000. */
  private static final double FLIP_LEAD_SECONDS = 0.5;

  /** Joints of the legs and of the arms with their collar, from the trunk outwards. */
  private static final int[][] LIMBS = {
    {1, 4, 7, 10}, {2, 5, 8, 11}, {13, 16, 18, 20, 22}, {14, 17, 19, 21, 23}
  };

  private static final double[] GAIN = {
    0.7, 0.9, 0.9, 0.45, 0.9, 0.9, 0.45, 0.8, 0.8, 0.45, 0.8, 0.8, // pelvis to feet
    0.6, 0.4, 0.4, 0.6, 1.2, 1.2, 1.3, 1.3, 0.8, 0.8, 0.8, 0.8 // neck to hands
  };

  // Purposes of random streams.
  private static final long BIAS_DRAWS = 21;
  private static final long SLOW_DRAWS = 22;
  private static final long OCCLUDED_DRAWS = 23;
  private static final long EVENT_DRAWS = 24;

  private final double[] bias = new double[Skeleton.JOINTS * 3];
  private static final double[] NONE = new double[Skeleton.JOINTS * 3];

  private final SlowFrames slow;

  /** Rows of frames without occlusion, or without a flip, are {@link #NONE}. */
  private final double[][] occludedSlow;

  private final double[][] flips;
  private final double[][] weights;

  /**
   * Draws the noise of a clip, but for what is new in every frame.
   *
   * @param seed key of the sequence
   */
  BeliefNoise(long seed, Sampling sampling) {
    int frames = sampling.frames();
    occludedSlow = new double[frames][];
    flips = new double[frames][];
    Arrays.fill(occludedSlow, NONE);
    Arrays.fill(flips, NONE);
    weights = new double[frames][LIMBS.length];
    RandomStream draws = RandomStream.of(seed, BIAS_DRAWS);
    for (int i = 0; i < bias.length; i++) {
      bias[i] = BIAS * draws.normal();
    }
    slow = new SlowFrames(RandomStream.of(seed, SLOW_DRAWS), sampling);
    for (int limb = 0; limb < LIMBS.length; limb++) {
      RandomStream events = RandomStream.of(seed, EVENT_DRAWS, limb);
      double[] weight = drawOcclusion(events, sampling);
      drawOccludedSlow(RandomStream.of(seed, OCCLUDED_DRAWS, limb), limb, weight, sampling);
      drawFlips(events, limb, sampling);
    }
  }

  /** Noise of the frames that is slow, drawn when a frame is asked for, in their order. */
  private static final class SlowFrames {

    private final SlowNoise noise;
    private final Sampling sampling;
    private int knots;

    SlowFrames(RandomStream draws, Sampling sampling) {
      this.noise = new SlowNoise(draws, Skeleton.JOINTS * 3, SLOW_SECONDS, true);
      this.sampling = sampling;
    }

    void moveTo(int frame) {
      if (sampling.knotOfFrame(frame) + 1 < knots) {
        throw new IllegalStateException("frame %d comes after a later one".formatted(frame));
      }
      for (; knots <= sampling.knotOfFrame(frame); knots++) {
        noise.advance(secondsBefore(sampling, knots));
      }
    }

    double value(int channel) {
      return SLOW * noise.value(channel);
    }
  }

  private static double secondsBefore(Sampling sampling, int knot) {
    return knot == 0
        ? 0
        : sampling.seconds(sampling.tickOfKnot(knot) - sampling.tickOfKnot(knot - 1));
  }

  /** Occlusion of one limb at every knot. */
  private static double[] drawOcclusion(RandomStream draws, Sampling sampling) {
    double[] weight = new double[sampling.knots()];
    double length = sampling.length();
    int events = draws.poisson(EVENTS_PER_SECOND * (length + OCCLUSION_LONGEST));
    for (int event = 0; event < events; event++) {
      double begin = draws.uniform(-OCCLUSION_LONGEST, length);
      double end = begin + draws.uniform(OCCLUSION_SHORTEST, OCCLUSION_LONGEST);
      for (int knot = sampling.firstKnotFrom(begin); knot < weight.length; knot++) {
        double t = sampling.seconds(sampling.tickOfKnot(knot));
        if (t >= end) {
          break;
        }
        double in = Math.min(1, Math.max(0, (t - begin) / OCCLUSION_RAMP));
        double out = Math.min(1, Math.max(0, (end - t) / OCCLUSION_RAMP));
        weight[knot] = Math.max(weight[knot], in * out);
      }
    }
    return weight;
  }

  private void drawOccludedSlow(RandomStream draws, int limb, double[] weight, Sampling sampling) {
    int[] joints = LIMBS[limb];
    SlowNoise noise = new SlowNoise(draws, joints.length * 3, OCCLUDED_SLOW_SECONDS, false);
    int frame = 0;
    int last = 0;
    for (int knot = 0; knot < weight.length && frame < weights.length; knot++) {
      if (weight[knot] > 0) {
        noise.advance(sampling.seconds(sampling.tickOfKnot(knot) - sampling.tickOfKnot(last)));
        last = knot;
      }
      if (sampling.knotOfFrame(frame) == knot) {
        weights[frame][limb] = weight[knot];
        for (int i = 0; i < joints.length * 3 && weight[knot] > 0; i++) {
          row(occludedSlow, frame)[joints[i / 3] * 3 + i % 3] = OCCLUDED_SLOW * noise.value(i);
        }
        frame++;
      }
    }
  }

  private void drawFlips(RandomStream draws, int limb, Sampling sampling) {
    int[] joints = LIMBS[limb];
    boolean leg = joints[0] == 1 || joints[0] == 2;
    double length = sampling.length();
    int events = draws.poisson(EVENTS_PER_SECOND * (length + FLIP_LEAD_SECONDS));
    for (int event = 0; event < events; event++) {
      double begin = draws.uniform(-FLIP_LEAD_SECONDS, length);
      double end = begin + draws.exponential(FLIP_MEAN_SECONDS) + FLIP_SHORTEST;
      double[] vector = {draws.normal(), draws.normal(), draws.normal()};
      boolean upper = draws.uniform() < 0.5;
      int joint = leg ? joints[upper ? 0 : 1] : joints[2];
      double norm =
          Math.sqrt(vector[0] * vector[0] + vector[1] * vector[1] + vector[2] * vector[2]);
      for (int frame = sampling.firstFrameFrom(begin); frame < flips.length; frame++) {
        if (sampling.seconds(sampling.tick(frame)) >= end) {
          break;
        }
        for (int axis = 0; axis < 3; axis++) {
          row(flips, frame)[joint * 3 + axis] += FLIP_RADIANS * vector[axis] / norm;
        }
      }
    }
  }

  /** The row of a frame, which may be written to. */
  private static double[] row(double[][] rows, int frame) {
    if (rows[frame] == NONE) {
      rows[frame] = new double[Skeleton.JOINTS * 3];
    }
    return rows[frame];
  }

  /** How much of a frame is occluded: the most of any limb, 0 to 1. */
  double occlusion(int frame) {
    double most = 0;
    for (double weight : weights[frame]) {
      most = Math.max(most, weight);
    }
    return most;
  }

  /** How much each joint is occluded in a frame, filled [24]; the trunk never is. */
  void weights(int frame, double[] joints) {
    Arrays.fill(joints, 0);
    for (int limb = 0; limb < LIMBS.length; limb++) {
      for (int joint : LIMBS[limb]) {
        joints[joint] = weights[frame][limb];
      }
    }
  }

  /**
   * The error of a frame. Frames are asked for in their order.
   *
   * @param draws what is new in this frame
   * @param speeds speed of each joint [24], in m/s
   * @param weights occlusion of each joint [24]
   * @param error filled with rotation vectors [24 * 3]
   */
  void error(int frame, RandomStream draws, double[] speeds, double[] weights, double[] error) {
    slow.moveTo(frame);
    for (int i = 0; i < error.length; i++) {
      double blur = 1 + BLUR_PER_METRE_PER_SECOND * speeds[i / 3];
      error[i] = bias[i] + slow.value(i) + FAST * blur * draws.normal();
    }
    for (int i = 0; i < error.length; i++) {
      double weight = weights[i / 3];
      if (weight > 0) {
        error[i] += weight * (OCCLUDED_FAST * draws.normal() + occludedSlow[frame][i]);
      }
      error[i] = GAIN[i / 3] * error[i] + flips[frame][i];
    }
  }
}
