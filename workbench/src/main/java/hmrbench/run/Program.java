package hmrbench.run;

import hmrbench.core.Fault;
import hmrbench.core.Reason;
import hmrbench.record.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
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

  /** The top folder of the program's classes. */
  private static final String ROOT = "hmrbench";

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
      throw new Fault(
          Fault.Kind.FAILED_RUNNING, "the program's own code cannot be found: " + Reason.of(e), e);
    }
  }

  /** SHA-256 of the program's code: of its jar, or of its classes where it is not packed. */
  public static String build() {
    Path code = code();
    return Files.isRegularFile(code) ? Sha256.of(code) : below(code, List.of(code));
  }

  /**
   * SHA-256 of a part of the program's code, the same whether it is packed or not.
   *
   * @param rooms packages with those below them, such as {@code model/picture}
   */
  public static String build(List<String> rooms) {
    Path code = code();
    if (!Files.isRegularFile(code)) {
      return below(code, rooms.stream().map(room -> code.resolve(ROOT).resolve(room)).toList());
    }
    try (FileSystem jar = FileSystems.newFileSystem(code)) {
      Path top = jar.getPath("/");
      return below(top, rooms.stream().map(room -> top.resolve(ROOT).resolve(room)).toList());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static String below(Path top, List<Path> folders) {
    StringBuilder all = new StringBuilder();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          all.append(top.relativize(file)).append(' ').append(Sha256.of(file)).append('\n');
        }
      } catch (IOException e) {
        throw unreadable(e);
      }
    }
    return Sha256.of(all.toString());
  }

  private static Fault unreadable(IOException e) {
    return new Fault(
        Fault.Kind.FAILED_RUNNING, "the program's own code cannot be read: " + Reason.of(e), e);
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
