package hmrbench.config;

import java.util.Optional;

/**
 * A config key of one architecture, besides {@code name}, {@code architecture}, {@code checkpoint}.
 */
public sealed interface ModelOption {

  /** The key, as a config writes it. */
  String key();

  /** The default; empty where the checkpoint decides. */
  Optional<Object> standard();

  /** What is wrong with a value; empty if it is valid. */
  Optional<String> whyNot(Object value);

  /** On or off. */
  record Switch(String key, boolean isOnByDefault) implements ModelOption {

    @Override
    public Optional<Object> standard() {
      return Optional.of(isOnByDefault);
    }

    @Override
    public Optional<String> whyNot(Object value) {
      return value instanceof Boolean
          ? Optional.empty()
          : Optional.of("expected true or false, got " + value);
    }
  }

  /**
   * A whole number; without it the size is the checkpoint's, or the published one.
   *
   * @param least smallest value that makes sense
   * @param most largest one
   */
  record Size(String key, int least, int most) implements ModelOption {

    /** A size without an upper bound. */
    public static Size atLeast(int least, String key) {
      return new Size(key, least, Integer.MAX_VALUE);
    }

    @Override
    public Optional<Object> standard() {
      return Optional.empty();
    }

    @Override
    public Optional<String> whyNot(Object value) {
      if (!(value instanceof Integer size)) {
        return Optional.of("expected a whole number, got " + value);
      }
      if (size < least) {
        return Optional.of("must be at least %d, got %d".formatted(least, size));
      }
      return size > most
          ? Optional.of("must be at most %d, got %d".formatted(most, size))
          : Optional.empty();
    }
  }
}
