package hmrbench.run;

import hmrbench.core.Fault;
import hmrbench.record.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Which program this is: its version, its commit, and a hash of its code. */
public final class Program {

  private static final long GIT_SECONDS = 5;

  /** The version where there is none. */
  private static final String UNKNOWN = "unknown";

  private Program() {}

  /** The version of the build. */
  public static String version() {
    Properties properties = new Properties();
    try (InputStream in = Program.class.getResourceAsStream("/hmrbench/version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      // Given as unknown: a program without its version still runs.
    }
    String version = properties.getProperty("version", UNKNOWN);
    return version.startsWith("$") ? UNKNOWN : version; // classes that no build has filled in
  }

  /** Where the program's code lies: its jar, or the folder of its classes. */
  public static Path code() {
    try {
      return Path.of(Program.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new Fault(Fault.Kind.FAILED_RUNNING, "the program's own code cannot be found: " + e, e);
    }
  }

  /** SHA-256 of the program's code: of its jar, or of its classes where it is not packed. */
  public static String build() {
    try {
      Path code = code();
      if (Files.isRegularFile(code)) {
        return Sha256.of(code);
      }
      StringBuilder all = new StringBuilder();
      try (Stream<Path> files = Files.walk(code)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          all.append(code.relativize(file)).append(' ').append(Sha256.of(file)).append('\n');
        }
      }
      return Sha256.of(all.toString());
    } catch (IOException e) {
      throw new Fault(Fault.Kind.FAILED_RUNNING, "the program's own code cannot be read: " + e, e);
    }
  }

  /**
   * The commit that is checked out, with {@code -changed} where files differ from it.
   *
   * @param project top folder of the project
   */
  public static Optional<String> commit(Path project) {
    Optional<String> head = git(project, "rev-parse", "HEAD");
    Optional<String> changes = git(project, "status", "--porcelain", "--untracked-files=no");
    return head.map(hash -> changes.orElse("").isBlank() ? hash : hash + "-changed");
  }

  private static Optional<String> git(Path project, String... words) {
    if (!Files.exists(project.resolve(".git"))) {
      return Optional.empty();
    }
    try {
      List<String> command =
          Stream.concat(Stream.of("git", "-C", project.toString()), Stream.of(words)).toList();
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(GIT_SECONDS, TimeUnit.SECONDS);
      return ended && process.exitValue() == 0 ? Optional.of(text.strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // No git here: the commit is not known.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
