package hmrbench.video.track;

import hmrbench.picture.geometry.Box;
import java.util.Optional;

/**
 * Finds people again by what they looked like, in pictures in which the detector misses them. Each
 * call speaks of the picture that is looked at at the moment.
 */
public interface Follower {

  /** A follower that never finds anybody. */
  Follower NONE =
      new Follower() {
        @Override
        public void remember(int person, Box box) {
          // Nothing to remember.
        }

        @Override
        public Optional<Box> find(int person) {
          return Optional.empty();
        }

        @Override
        public void forget(int person) {
          // Nothing was remembered.
        }
      };

  /** Notes what a person looks like in the present picture. */
  void remember(int person, Box box);

  /** Where a remembered person is in the present picture; called for each picture in turn. */
  Optional<Box> find(int person);

  /** Drops what is known of a person. */
  void forget(int person);
}
