package hmrbench.campaign;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A disk that is soon full: a file system in memory. Root may mount one, and so may who is allowed
 * {@code sudo} without a password.
 *
 * @param folder where it is mounted
 */
record SmallDisk(Path folder) implements AutoCloseable {

  /** Mounts one with much room, or skips the test where that is not allowed. */
  static SmallDisk mount(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Assumptions.assumeTrue(
        mount("size=100m,mode=1777", folder), "skipped: this user may not mount a disk");
    return new SmallDisk(folder);
  }

  /** Leaves this much room beside what is there. */
  void leave(int kilobytes) throws IOException, InterruptedException {
    FileStore store = Files.getFileStore(folder);
    long used = store.getTotalSpace() - store.getUsableSpace();
    resize("%dk".formatted(used / 1024 + kilobytes));
  }

  /** Makes it large. */
  void makeRoom() throws InterruptedException {
    resize("100m");
  }

  private void resize(String size) throws InterruptedException {
    if (!mount("remount,size=" + size, folder)) {
      throw new IllegalStateException("cannot give %s %s".formatted(folder, size));
    }
  }

  private static boolean mount(String options, Path folder) throws InterruptedException {
    return asRoot("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
  }

  private static boolean asRoot(String... words) throws InterruptedException {
    return succeeds(List.of(words)) || succeeds(withSudo(words));
  }

  private static List<String> withSudo(String... words) {
    List<String> line = new ArrayList<>(List.of("sudo", "-n"));
    line.addAll(List.of(words));
    return line;
  }

  private static boolean succeeds(List<String> line) throws InterruptedException {
    try {
      return new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      asRoot("umount", folder.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
