package hmrbench.video.read;

/**
 * What the decoder says of one frame beside its picture.
 *
 * @param ticks its time stamp, in units of {@link VideoInfo.Clock#tick}, or {@link #NONE}
 * @param width of the stored picture, in pixels
 * @param height the same, downwards
 * @param pixelAspect width over height of a pixel; 0 where the frame does not say
 * @param extraFields by how many half frames it is shown longer than the rate says, as where film
 *     was put on video (telecine)
 */
public record FrameStamp(long ticks, int width, int height, double pixelAspect, int extraFields) {

  /** The frame has no time stamp (FFmpeg's AV_NOPTS_VALUE). */
  public static final long NONE = Long.MIN_VALUE;
}
