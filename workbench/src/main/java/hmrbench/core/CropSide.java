package hmrbench.core;

import java.util.Optional;

/** Sides of the square crops that networks for rendered people look at, in pixels. */
public final class CropSide {

  /** The network halves a crop so often that its sides must be divisible by this. */
  private static final int DIVISOR = 16;

  private static final int LEAST = 32;
  private static final int MOST = 512;

  private CropSide() {}

  /** Why the network does not take crops of a side; nothing where it does. */
  public static Optional<String> whyNot(int side) {
    return side % DIVISOR == 0 && side >= LEAST && side <= MOST
        ? Optional.empty()
        : Optional.of(
            "must be a multiple of %d from %d to %d, which the network can halve, got %d"
                .formatted(DIVISOR, LEAST, MOST, side));
  }
}
