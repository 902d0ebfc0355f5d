package hmrbench.config;

import hmrbench.core.VisibleText;
import java.util.regex.Pattern;

/** Checks names that are used in file names and in columns of records. */
public final class Names {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,47}");

  private Names() {}

  /**
   * Requires that a text can be a name; one that is part of a path cannot.
   *
   * @throws IllegalArgumentException if it cannot
   */
  public static void require(String key, String name) {
    if (!NAME.matcher(name).matches()) {
      throw BadValue.of(
          key,
          "must be 1 to 48 letters, digits, dots, dashes or underscores, got \"%s\""
              .formatted(VisibleText.value(name)));
    }
  }
}
