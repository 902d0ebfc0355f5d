package hmrbench.io;

import hmrbench.core.VisibleText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What failed downloads leave under the right name: a login page, a server's error, a Git LFS
 * pointer, an empty file.
 */
final class FailedDownload {

  private static final int LOOK_AT_BYTES = 4096;
  private static final String AGAIN = "download it again";
  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>\\s*([^<]{1,80})", Pattern.CASE_INSENSITIVE);

  private FailedDownload() {}

  /** What is there instead and what to do about it; empty where it may be the file. */
  static Optional<String> words(ByteSource source) {
    if (source.size() == 0) {
      return Optional.of("an empty file: fetch it again");
    }
    int length = (int) Math.min(source.size(), LOOK_AT_BYTES);
    String head = new String(source.bytes(0, length), StandardCharsets.UTF_8);
    String start = head.startsWith("\ufeff") ? head.substring(1) : head;
    String text = start.stripLeading();
    String lower = text.toLowerCase(Locale.ROOT);
    if (text.startsWith("version https://git-lfs.github.com/")) {
      return Optional.of(
          "a Git LFS pointer, not the file: run `git lfs pull` in the repository it came from");
    }
    if (isAnnex(text)) {
      return Optional.of(
          "a git-annex pointer, not the file: run `git annex get` in the repository it came from");
    }
    if (isPage(lower)) {
      return Optional.of("a web page%s, not the file: %s".formatted(title(text), AGAIN));
    }
    if (lower.startsWith("<?xml") || lower.startsWith("<error") || lower.startsWith("{\"error")) {
      return Optional.of("the answer of a server, not the file: " + AGAIN);
    }
    return Optional.empty();
  }

  private static boolean isAnnex(String text) {
    int end = text.indexOf('\n');
    String line = (end < 0 ? text : text.substring(0, end)).replace('\\', '/');
    return line.length() < 1024
        && (line.startsWith("/annex/objects/") || line.contains(".git/annex/objects/"));
  }

  private static boolean isPage(String lower) {
    return lower.startsWith("<!doctype html")
        || lower.startsWith("<html")
        || lower.startsWith("<head")
        || lower.startsWith("<script")
        || (lower.startsWith("<!--") && lower.contains("<html"))
        || (lower.startsWith("<?xml") && lower.contains("<html"));
  }

  private static String title(String text) {
    Matcher title = TITLE.matcher(text);
    return title.find() ? " titled '%s'".formatted(VisibleText.value(title.group(1).strip())) : "";
  }

  /**
   * Refuses what is not the file.
   *
   * @throws FormatException that says what it is
   */
  static void refuse(ByteSource source) {
    words(source)
        .ifPresent(
            words -> {
              throw FormatException.notTheFile(source.name(), words);
            });
  }
}
