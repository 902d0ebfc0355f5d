package hmrbench.campaign;

import hmrbench.testing.Shared;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The program as a process of its own, which can be killed and be given little of a machine.
 *
 * @param folder working folder
 * @param before words before those of Java, such as a shell that sets limits
 * @param heap most memory, as Java writes it
 */
record ChildProgram(Path folder, List<String> before, String heap) {

  private static final long MOST_MINUTES = 3;
  private static final int MOST_MESSAGE = 2000;

  ChildProgram {
    before = List.copyOf(before);
  }

  /** A program with all that it needs. */
  static ChildProgram in(Path folder) {
    return new ChildProgram(folder, List.of(), "1g");
  }

  ChildProgram withHeap(String most) {
    return new ChildProgram(folder, before, most);
  }

  /** With no more than some open files. */
  ChildProgram withDescriptors(int most) {
    return withLimit("-n " + most);
  }

  /** With no file larger than this. */
  ChildProgram withLargestFile(int kilobytes) {
    return withLimit("-f " + kilobytes);
  }

  private ChildProgram withLimit(String limit) {
    return new ChildProgram(
        folder, List.of("bash", "-c", "ulimit " + limit + "; exec \"$@\"", "bash"), heap);
  }

  /**
   * How a program ended.
   *
   * @param killed before its end
   * @param code exit code
   * @param said on both streams
   */
  record End(boolean killed, int code, String said) {

    /** Whether it ended as after work that was done. */
    boolean isDone() {
      return !killed && code == 0;
    }

    /**
     * Whether it failed with one sentence that a person can read; a run says one for each cell that
     * fails before that.
     */
    boolean isClearError() {
      List<String> sentences = said.lines().filter(line -> line.startsWith("hmrbench: ")).toList();
      long ofCells = sentences.stream().filter(line -> line.contains(" failed: ")).count();
      return !killed
          && (code == 1 || code == 2)
          && !sentences.isEmpty()
          && sentences.size() - ofCells <= 1
          && sentences.stream().allMatch(line -> line.length() < MOST_MESSAGE)
          && !said.contains("unexpected")
          && !said.contains("Exception")
          && !said.contains("\tat ");
    }
  }

  /** A program that works. */
  record Started(Process process, Path output) {

    /** Kills it at a moment, where it has not ended before. */
    End killAfter(long millis) throws IOException, InterruptedException {
      boolean ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
      process.destroyForcibly();
      End end = new End(!ended, process.waitFor(), Files.readString(output));
      Files.delete(output);
      return end;
    }

    /** Waits for its end; one that has none is killed, which is neither done nor an error. */
    End end() throws IOException, InterruptedException {
      End end = killAfter(TimeUnit.MINUTES.toMillis(MOST_MINUTES));
      return end.killed()
          ? new End(
              true, end.code(), "no end after %d minutes: %s".formatted(MOST_MINUTES, end.said()))
          : end;
    }
  }

  /** Starts a command. */
  Started start(String... words) throws IOException {
    List<String> line = new ArrayList<>(before);
    line.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heap,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "-Dhmrbench.home=" + Shared.projectRoot(),
            "-cp",
            System.getProperty("java.class.path"),
            "hmrbench.cli.Main"));
    line.addAll(List.of(words));
    File output = Files.createTempFile("said", ".txt").toFile();
    Process process =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    return new Started(process, output.toPath());
  }

  /** Runs a command to its end. */
  End run(String... words) throws IOException, InterruptedException {
    return start(words).end();
  }
}
