package hmrbench.train;

import hmrbench.core.Lazy;

/**
 * The clips of a recipe's pretexts, made when the first training asks for them: none does where
 * every checkpoint is there.
 *
 * @param featureSize length of a feature, F
 * @param training clips to train on
 * @param validation clips that no training sees
 */
public record PretextClips(
    int featureSize, Lazy<FeatureClips> training, Lazy<FeatureClips> validation) {}
