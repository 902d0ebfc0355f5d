package hmrbench.executor.slurm;

import hmrbench.core.Fault;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Slurm's own commands. */
final class SlurmTools {

  private static final long SECONDS = 60;

  private final String path;
  private final Set<String> hidden;

  /**
   * @param path folders of the commands, as in the variable PATH
   * @param hidden variables that the commands must not see
   */
  SlurmTools(String path, Set<String> hidden) {
    this.path = path;
    this.hidden = Set.copyOf(hidden);
  }

  /**
   * What a command said.
   *
   * @param command that was run
   * @param code exit code; -1 where it did not end in time
   */
  record Said(String command, int code, String out, String err) {

    boolean isGood() {
      return code == 0;
    }

    /** What it complains of, on one line. */
    String complaint() {
      String text = (err.isBlank() ? out : err).strip();
      return code == -1
          ? "%s: no answer in %d s".formatted(command, SECONDS)
          : text.replaceAll("\\s*\\R\\s*", "; ");
    }
  }

  /** That a command is not there. */
  Fault missing(String command) {
    return Fault.asked(
        "--executor slurm: there is no %s on the PATH; give the command on a login node of the"
            + " cluster, or use --executor local",
        command);
  }

  boolean has(String command) {
    return find(command).isPresent();
  }

  private Optional<Path> find(String command) {
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path file = Path.of(folder.isEmpty() ? "." : folder).resolve(command);
      if (Files.isExecutable(file) && Files.isRegularFile(file)) {
        return Optional.of(file.toAbsolutePath());
      }
    }
    return Optional.empty();
  }

  /**
   * Runs a command to its end.
   *
   * @throws Fault if it is not there
   */
  Said run(String command, List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(find(command).orElseThrow(() -> missing(command)).toString());
    words.addAll(arguments);
    try {
      Path out = Files.createTempFile("hmrbench", ".out");
      Path err = Files.createTempFile("hmrbench", ".err");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeAll(hidden);
        Process process = builder.start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        if (!ended) {
          process.destroyForcibly();
        }
        return new Said(command, ended ? process.exitValue() : -1, text(out), text(err));
      } finally {
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
      }
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, command, "cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Fault.running("%s: was interrupted", command);
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
