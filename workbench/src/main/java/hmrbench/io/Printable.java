package hmrbench.io;

/** Names from untrusted files, made safe to show in a message. */
public final class Printable {

  private static final int MOST = 120;

  private Printable() {}

  /** The text with control characters escaped, cut after 120 characters. */
  public static String shortened(String text) {
    String safe = escaped(text, MOST);
    return safe.length() >= MOST && text.length() > MOST ? safe + "..." : safe;
  }

  /** The whole text with control characters escaped. */
  static String whole(String text) {
    return escaped(text, Integer.MAX_VALUE);
  }

  private static String escaped(String text, int most) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < text.length() && safe.length() < most; i++) {
      char c = text.charAt(i);
      if (c < ' ' || (c >= 0x7f && c < 0xa0) || Character.getType(c) == Character.FORMAT) {
        safe.append("\\u%04x".formatted((int) c));
      } else {
        safe.append(c);
      }
    }
    return safe.toString();
  }
}
