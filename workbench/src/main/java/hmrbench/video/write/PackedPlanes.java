package hmrbench.video.write;

import java.nio.ByteBuffer;

/** Room for a picture that waits for the encoder; to be used again once it was added to a film. */
public final class PackedPlanes {

  private final int width;
  private final int height;
  private final ByteBuffer bytes;

  /** Room for pictures like this one. */
  public PackedPlanes(YuvPicture like) {
    this.width = like.width();
    this.height = like.height();
    this.bytes = ByteBuffer.allocateDirect(Math.multiplyExact(width, height) * 3 / 2);
  }

  /** Copies a picture, which may be changed afterwards. */
  public void take(YuvPicture picture) {
    picture.putInto(bytes.clear());
    bytes.flip();
  }

  /** The three planes one after the other, for a film of this size. */
  ByteBuffer bytes(int filmWidth, int filmHeight) {
    if (width != filmWidth || height != filmHeight) {
      throw new IllegalArgumentException(
          "a film of %d x %d got a picture of %d x %d"
              .formatted(filmWidth, filmHeight, width, height));
    }
    return bytes;
  }
}
