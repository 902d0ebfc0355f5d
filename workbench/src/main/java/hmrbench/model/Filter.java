package hmrbench.model;

import hmrbench.core.SmplTrack;

/** What is done to a prediction after the model: most filters smooth it over time. */
public interface Filter {

  /** Its name in configs and records. */
  String name();

  /**
   * Smooths the joint rotations of one sequence; shape and camera stay as they are.
   *
   * @param framesPerSecond sampling rate of the track, in hertz; filters whose constants are in
   *     frames ignore it
   */
  SmplTrack apply(SmplTrack track, double framesPerSecond);

  /** How many future frames an output needs: 0 for a causal filter. */
  int lookaheadFrames();
}
