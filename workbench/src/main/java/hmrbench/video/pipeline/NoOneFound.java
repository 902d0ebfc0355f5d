package hmrbench.video.pipeline;

import com.google.errorprone.annotations.FormatMethod;
import hmrbench.core.Fault;
import java.util.Locale;

/** A detector found no one in a video, or no one for long enough. */
public final class NoOneFound extends Fault {

  private static final long serialVersionUID = 1L;

  @FormatMethod
  NoOneFound(String format, Object... arguments) {
    super(Kind.FAILED_RUNNING, String.format(Locale.ROOT, format, arguments));
  }
}
