package hmrbench.report.view;

import hmrbench.core.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code config.resolved.yaml}, to be shown and compared; what pages need to know of it is in the
 * manifest.
 *
 * @param text the file as it is
 */
public record ResolvedConfig(String text) {

  /** Its name within a run folder. */
  public static final String NAME = "config.resolved.yaml";

  /**
   * Reads it from a run folder; empty where it is not there.
   *
   * @throws Fault if it cannot be read
   */
  public static ResolvedConfig read(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      return new ResolvedConfig(Files.isRegularFile(file) ? Files.readString(file) : "");
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.ASKED_WRONGLY, file, "cannot be read", e);
    }
  }
}
