package hmrbench.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The body that a film shows. */
final class BodyOption {

  private static final String EMBEDDED = "embedded";

  @Option(
      names = {"--body-model", "--body"},
      paramLabel = "DIR",
      description = "Folder with SMPL_NEUTRAL.pkl; `embedded`, the default, is our own body.")
  private String bodyModel = EMBEDDED;

  /** The folder of a body model; none for our own body. */
  Optional<String> folder() {
    return Optional.of(bodyModel).filter(it -> !it.equals(EMBEDDED));
  }
}
