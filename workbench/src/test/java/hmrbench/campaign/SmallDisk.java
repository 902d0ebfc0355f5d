package hmrbench.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * A disk that is soon full.
 *
 * @param folder where it is mounted
 */
record SmallDisk(Path folder) implements AutoCloseable {

  /** Mounts one, or skips the test where that is not allowed. */
  static SmallDisk mount(Path folder, int kilobytes) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    mount("size=%dk".formatted(kilobytes), folder);
    return new SmallDisk(folder);
  }

  /** Makes it large. */
  void makeRoom() throws InterruptedException {
    mount("remount,size=100m", folder);
  }

  private static void mount(String options, Path folder) throws InterruptedException {
    boolean mounted;
    try {
      mounted =
          new ProcessBuilder("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString())
                  .redirectErrorStream(true)
                  .start()
                  .waitFor()
              == 0;
    } catch (IOException e) {
      mounted = false;
    }
    Assumptions.assumeTrue(mounted, "skipped: a small disk can be mounted by root alone");
  }

  @Override
  public void close() throws IOException {
    new ProcessBuilder("umount", folder.toString()).start().onExit().join();
  }
}
