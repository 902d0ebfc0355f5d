package hmrbench.run.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * How much of its processors a virtual machine did not get while something was measured: a speed
 * that was measured while the host served others is not this machine's.
 */
final class HostShare {

  private static final Path FILE = Path.of("/proc/stat");

  /** Which number of the line {@code cpu} is the time stolen (proc(5), Linux 2.6.11). */
  private static final int STOLEN = 8;

  private final long total;
  private final long stolen;

  private HostShare(long total, long stolen) {
    this.total = total;
    this.stolen = stolen;
  }

  /** The counters now; zeros where the system does not say. */
  static HostShare now() {
    try {
      String[] words =
          Files.readString(FILE, StandardCharsets.US_ASCII)
              .lines()
              .findFirst()
              .orElse("")
              .split(" +", -1);
      long total = 0;
      for (int i = 1; i <= STOLEN; i++) {
        total += Long.parseLong(words[i]);
      }
      return new HostShare(total, Long.parseLong(words[STOLEN]));
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      return new HostShare(0, 0); // Another system, or a container that hides it.
    }
  }

  /**
   * The share since then, for the setup of a measurement; empty where the system does not say.
   *
   * @param what was measured
   */
  Map<String, String> since(String what) {
    HostShare now = now();
    if (now.total <= total) {
      return Map.of();
    }
    double share = 100.0 * (now.stolen - stolen) / (now.total - total);
    return Map.of(
        "processor time that the host gave to others, " + what,
        String.format(Locale.ROOT, "%.0f %%", share));
  }
}
