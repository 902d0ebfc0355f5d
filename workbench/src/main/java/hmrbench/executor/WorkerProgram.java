package hmrbench.executor;

import hmrbench.core.EnvironmentVariables;
import hmrbench.core.Fault;
import hmrbench.core.Reason;
import hmrbench.run.Program;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How this very program is started again, on this machine or on another that sees its files. */
public final class WorkerProgram {

  private static final String COPY = "program";

  private WorkerProgram() {}

  /**
   * Copies the program's own code into a submission, so that a new build does not change what
   * waits; its libraries stay where they are.
   */
  public static void copyTo(Submission submission) {
    Path code = Program.code();
    Path copy = copyOf(submission);
    try (Stream<Path> files = Files.walk(code)) {
      for (Path file : files.toList()) {
        Path to = copy.resolve(code.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.createDirectories(java.util.Objects.requireNonNull(to.getParent()));
          Files.copy(file, to);
        }
      }
    } catch (IOException e) {
      throw new Fault(
          Fault.Kind.FAILED_RUNNING,
          "%s: the program cannot be copied: %s".formatted(copy, Reason.of(e)),
          e);
    }
  }

  private static Path copyOf(Submission submission) {
    return submission.folder().resolve(COPY).resolve(String.valueOf(Program.code().getFileName()));
  }

  /**
   * The words that start a command of the program.
   *
   * @param java the Java to start, where another than this one is meant
   * @param copied whether to start the copy in the submission
   * @param project top folder of the project
   * @param threads that the command may use; all cores where 0
   */
  public static List<String> words(
      Submission submission, Optional<String> java, boolean copied, Path project, int threads) {
    List<String> words = new ArrayList<>();
    words.add(
        java.orElseGet(() -> Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    words.addAll(
        List.of(
            "-Dhmrbench.natives=" + System.getProperty("hmrbench.natives", "cpu"),
            "-Djava.awt.headless=true",
            "-Dhmrbench.home=" + project,
            "-XX:+UseParallelGC"));
    if (threads > 0) {
      words.add("-XX:ActiveProcessorCount=" + threads);
    }
    String options = System.getenv(EnvironmentVariables.JAVA_OPTS);
    if (options != null && !options.isBlank()) {
      words.addAll(Arrays.asList(options.strip().split("\\s+", -1)));
    }
    words.addAll(List.of("-cp", classPath(submission, copied), "hmrbench.cli.Main"));
    return words;
  }

  private static String classPath(Submission submission, boolean copied) {
    Path code = Program.code();
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry).toAbsolutePath();
      entries.add((copied && path.equals(code) ? copyOf(submission) : path).toString());
    }
    return String.join(File.pathSeparator, entries);
  }
}
