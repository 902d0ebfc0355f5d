package hmrbench.io.bvh;

import java.util.Locale;
import java.util.Optional;

/** One number per frame of a joint: a position along an axis, or a rotation about it in degrees. */
public enum Channel {
  X_POSITION(0, false),
  Y_POSITION(1, false),
  Z_POSITION(2, false),
  X_ROTATION(0, true),
  Y_ROTATION(1, true),
  Z_ROTATION(2, true);

  private final int axis;
  private final boolean rotation;

  Channel(int axis, boolean rotation) {
    this.axis = axis;
    this.rotation = rotation;
  }

  /** 0, 1 or 2 for x, y or z. */
  public int axis() {
    return axis;
  }

  public boolean isRotation() {
    return rotation;
  }

  /** The channel with this word in a file, for example {@code Xrotation}, in any case. */
  static Optional<Channel> of(String word) {
    for (Channel channel : values()) {
      if (channel.word().equals(word.toLowerCase(Locale.ROOT))) {
        return Optional.of(channel);
      }
    }
    return Optional.empty();
  }

  private String word() {
    return name().replace("_", "").toLowerCase(Locale.ROOT);
  }
}
