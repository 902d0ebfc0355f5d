package hmrbench.train;

import hmrbench.core.Clip;

/** Clips to train on. Safe for several threads at once. */
public interface TrainingClips {

  /** How many there are. */
  int count();

  /** Length of a feature vector, F. */
  int featureSize();

  /** The clip with this number, from 0; always the same one. */
  Clip clip(long number);
}
