package hmrbench.video.read;

import hmrbench.core.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A {@link VideoProbe} that is asked file by file, and started again where it crashed, hangs or was
 * wrong.
 */
final class VideoReaderProgram implements AutoCloseable {

  private @Nullable Process process;
  private @Nullable PrintStream questions;
  private @Nullable BufferedReader answers;
  private boolean busy;

  /**
   * Reads a video to its end.
   *
   * @throws Fault as the reader does
   * @throws IllegalStateException if the reader threw something else, was wrong or crashed
   */
  void read(Path file) throws IOException {
    if (busy) { // Whoever asked before was too impatient.
      close();
    }
    if (process == null) {
      start();
    }
    busy = true;
    questions.println(file);
    String answer = answers.readLine();
    busy = false;
    if (answer == null) {
      close();
      throw new IllegalStateException("the program crashed");
    }
    if (answer.startsWith(VideoProbe.FAULT)) {
      throw new Fault(Fault.Kind.ASKED_WRONGLY, answer.substring(VideoProbe.FAULT.length()));
    }
    if (!answer.equals(VideoProbe.READ)) {
      close();
      throw new IllegalStateException(answer);
    }
  }

  private void start() throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                VideoProbe.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
    busy = false;
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
      process = null;
    }
  }
}
