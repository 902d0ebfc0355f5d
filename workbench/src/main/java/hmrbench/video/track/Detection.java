package hmrbench.video.track;

import hmrbench.picture.geometry.Box;

/**
 * A person as a detector sees them in one picture.
 *
 * @param box around the person, tight
 * @param confidence on the detector's own scale; larger is surer
 */
public record Detection(Box box, double confidence) {}
