package hmrbench.data.rendered;

import java.util.Locale;

/** Which boxes the crops of rendered people are cut from. */
public enum Boxes {
  /** Tight about the person, in every frame. */
  PERFECT,
  /** As a detector gives them; a missed frame has the place between its neighbours. */
  DETECTED,
  /** The same, smoothed as the official demos smooth. */
  SMOOTHED;

  /** Its word in configs. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
