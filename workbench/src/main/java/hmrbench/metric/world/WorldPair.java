package hmrbench.metric.world;

import hmrbench.core.world.WorldBody;

/**
 * One person in the world, truly and as predicted, row by row.
 *
 * @param truth as the data set has it
 * @param predicted in a world of its own: origin, axes and scale mean nothing before alignment
 */
public record WorldPair(WorldBody truth, WorldBody predicted) {

  public WorldPair {
    if (truth.frames() != predicted.frames()) {
      throw new IllegalArgumentException(
          "truth has %d frames, prediction %d".formatted(truth.frames(), predicted.frames()));
    }
  }
}
