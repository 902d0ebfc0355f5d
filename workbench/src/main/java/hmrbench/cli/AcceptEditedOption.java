package hmrbench.cli;

import hmrbench.record.RunFolder.Edited;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What to do with records that are not as the run wrote them. */
final class AcceptEditedOption {

  @Option(
      names = "--accept-edited",
      description =
          "Go on where records are missing or not as the run wrote them, and say so on the page or"
              + " film.")
  private boolean accept;

  Edited choice() {
    return accept ? Edited.ACCEPT : Edited.REFUSE;
  }

  /** Prints which records of a run are not as it wrote them. */
  static void warn(Path run, List<String> edited, PrintWriter err) {
    if (!edited.isEmpty()) {
      err.printf(
          Locale.ROOT,
          "hmrbench: %s: not as the run wrote it: %s; these numbers are not to be cited%n",
          run,
          String.join(", ", edited));
    }
  }
}
