package hmrbench.scene;

import hmrbench.core.FloatGrid;
import hmrbench.picture.image.Picture;

/**
 * A picture of a scene.
 *
 * @param visible per joint [24] how much of the skin that follows it and faces the camera is seen:
 *     neither hidden by something nearer nor outside of the picture, 0 to 1
 * @param hidden per joint [24] how much of that skin is behind a thing or another person, or
 *     outside of the picture, 0 to 1; what the person's own body hides is in neither
 */
public record RenderedPicture(Picture picture, FloatGrid visible, FloatGrid hidden) {}
