package hmrbench.video.pipeline;

import hmrbench.core.Prediction;
import hmrbench.video.track.TrackSelection.Squares;

/**
 * What the model says of one person.
 *
 * @param person and the squares in which they were seen
 * @param prediction one row per frame of the person, in order
 */
record PersonPrediction(Squares person, Prediction prediction) {}
