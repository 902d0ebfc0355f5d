package hmrbench.video;

import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import hmrbench.core.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.BytePointer;

/** Says in words why a file cannot be written; FFmpeg says it in numbers. */
public final class WriteFailure {

  /** AVERROR(ENOSPC) and AVERROR(EDQUOT). */
  private static final String FULL = "-28|-122";

  private static final Pattern NUMBER = Pattern.compile("error (-\\d+)");

  /** With less than this free a disk counts as full: FFmpeg's last words are lost at times. */
  private static final long FULL_BYTES = 1 << 16;

  private static final int MESSAGE_BYTES = 256;

  private WriteFailure() {}

  /** The fault of a file that could not be written. */
  public static Fault of(Path file, Exception cause) {
    return new Fault(
        Fault.Kind.FAILED_RUNNING,
        isFull(file, cause)
            ? "%s: the disk is full; make room, and give the command again".formatted(file)
            : "%s: cannot be written: %s; check the folder and its permissions"
                .formatted(file, words(cause)),
        cause);
  }

  private static boolean isFull(Path file, Exception cause) {
    String message = String.valueOf(cause.getMessage());
    Matcher number = NUMBER.matcher(message);
    return (number.find() && number.group(1).matches(FULL))
        || message.contains("No space left")
        || message.contains("quota exceeded")
        || free(file) < FULL_BYTES;
  }

  private static long free(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      return folder == null || !Files.isDirectory(folder)
          ? Long.MAX_VALUE
          : Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  private static String words(Exception cause) {
    Matcher number = NUMBER.matcher(String.valueOf(cause.getMessage()));
    if (!number.find()) {
      String said = cause.getMessage();
      return said == null ? cause.toString() : said;
    }
    try (BytePointer text = new BytePointer(MESSAGE_BYTES)) {
      av_strerror(Integer.parseInt(number.group(1)), text, MESSAGE_BYTES);
      String said = text.getString();
      int end = said.indexOf(0);
      return "FFmpeg says: " + (end < 0 ? said : said.substring(0, end));
    }
  }
}
