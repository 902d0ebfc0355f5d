package hmrbench.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;

import hmrbench.core.Fault;
import hmrbench.core.Reason;
import java.io.IOException;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_objdetect;
import org.bytedeco.opencv.global.opencv_tracking;

/**
 * The libraries in C that pictures need. JavaCPP unpacks them into a folder of the user when they
 * are first asked for; that can fail, and what it throws then speaks of Java's library path.
 */
public final class NativeLibraries {

  private NativeLibraries() {}

  /**
   * Loads FFmpeg, without its own messages.
   *
   * @throws Fault if it cannot be unpacked or loaded
   */
  public static void requireFfmpeg() {
    require(
        "FFmpeg",
        () -> {
          avutil.av_log_set_level(AV_LOG_QUIET);
          avformat.avformat_version();
          swscale.swscale_version();
        });
  }

  /**
   * Loads OpenCV.
   *
   * @throws Fault if it cannot be unpacked or loaded
   */
  public static void requireOpenCv() {
    require(
        "OpenCV",
        () -> {
          Loader.load(opencv_objdetect.class);
          Loader.load(opencv_tracking.class);
        });
  }

  private static void require(String library, Runnable load) {
    try {
      load.run();
    } catch (LinkageError e) {
      throw new Fault(
          Fault.Kind.FAILED_RUNNING,
          ("%s cannot be loaded (%s): JavaCPP unpacks it into %s: make sure that the folder can be"
                  + " written and has 200 MB free, or name another one with"
                  + " HMRBENCH_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=DIR")
              .formatted(library, reason(e), folder()),
          e);
    }
  }

  /** The innermost cause, which names the file. */
  private static String reason(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private static String folder() {
    try {
      return Loader.getCacheDir().toString();
    } catch (IOException e) {
      return "a folder that it cannot make: " + Reason.of(e);
    }
  }
}
