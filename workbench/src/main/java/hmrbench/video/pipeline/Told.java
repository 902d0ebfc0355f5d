package hmrbench.video.pipeline;

import hmrbench.core.Prediction;
import hmrbench.video.track.TrackSelection.Squares;

/**
 * What the model says of one person.
 *
 * @param person and the squares in which he was seen
 * @param prediction one row per frame of the person, in order
 */
record Told(Squares person, Prediction prediction) {}
