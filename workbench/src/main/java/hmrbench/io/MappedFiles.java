package hmrbench.io;

import hmrbench.core.Fault;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which files have been mapped. The JVM reports a truncated mapped file by an {@link InternalError}
 * that does not name the file, often after the reading call has returned; the handler looks the
 * file up here.
 */
public final class MappedFiles {

  private static final int MOST_REMEMBERED = 10_000;

  /** The last ones, by path. */
  private static final Map<String, FileStamp> MAPPED =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, FileStamp> eldest) {
              return size() > MOST_REMEMBERED;
            }
          });

  private MappedFiles() {}

  static void add(FileStamp stamp) {
    MAPPED.put(stamp.path().toString(), stamp);
  }

  /** Whether an error says that bytes of a mapped file are gone. */
  public static boolean isLoss(Throwable error) {
    return error instanceof InternalError && String.valueOf(error.getMessage()).contains("memory");
  }

  /** The message for such an error: which file changed and how, as far as known. */
  public static Fault fault(InternalError error) {
    for (FileStamp stamp : List.copyOf(MAPPED.values())) {
      try {
        stamp.requireUnwritten(stamp.path().toString());
      } catch (Fault e) {
        return e;
      }
    }
    return new Fault(
        Fault.Kind.FAILED_RUNNING,
        "an input file can no longer be read: it was cut, or the disk that it lies on is gone;"
            + " run again when it is back",
        error);
  }
}
