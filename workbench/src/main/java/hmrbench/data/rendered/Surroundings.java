package hmrbench.data.rendered;

import java.util.Locale;

/** What is around a rendered person. */
public enum Surroundings {
  /** A place, and things and other people that pass before the person. */
  FULL,
  /** The same place, and no one and nothing before the person. */
  CLEAR,
  /** An even grey. */
  BARE;

  /** Its word in configs. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
