package hmrbench.video.read;

import hmrbench.picture.image.Picture;

/**
 * One decoded frame.
 *
 * @param index counted from 0 in the order of display
 * @param ticks its time stamp, in units of {@link FrameTimes#tick}; as the container has it, in
 *     units of {@link VideoInfo.Clock#tick} or {@link FrameStamp#NONE}, where it comes from a
 *     {@link FrameReader}
 * @param damaged whether the decoder had to make up a part of it
 * @param picture upright, with square pixels
 */
public record VideoFrame(int index, long ticks, boolean damaged, Picture picture) {}
