package hmrbench.scene;

import hmrbench.data.sim.PersonMotion;
import hmrbench.data.sim.RandomStream;
import hmrbench.data.sim.SimulatedSplit;

/**
 * Which scene. Everything about it follows from these four, and no two splits share a draw: the
 * split is a part of the key of every random stream.
 *
 * @param split the split of the simulated benchmark that it belongs to
 * @param seconds its length
 * @param seed of the data set
 * @param number of the scene in its data set
 */
public record SceneKey(SimulatedSplit split, double seconds, long seed, long number) {

  public SceneKey {
    if (!(seconds > 0) || number < 0) {
      throw new IllegalArgumentException(
          "a scene needs a length above 0 and a number from 0, got %s s and %d"
              .formatted(seconds, number));
    }
  }

  /** The key of one random stream of this scene. */
  long stream(Purpose purpose) {
    return RandomStream.key(seed, split.key(), purpose.key(), number);
  }

  RandomStream draws(Purpose purpose) {
    return RandomStream.of(stream(purpose));
  }

  /** Who is in the middle of the picture, and what they do. */
  public PersonMotion motion() {
    return PersonMotion.of(split, seconds, seed, number);
  }
}
