package hmrbench.run.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The memory that a batch is said to take, by which its size is chosen. */
@Tag("long")
class BatchMemoryTest {

  /**
   * The tensors of a batch take 0.58 to 0.63 of what is said. The rest is what an allocator keeps
   * in pieces: as it comes, it grows by 0.63 to 1.09, which depends on the machine.
   */
  private static final double LEAST = 0.5;

  private static final double MOST = 0.75;

  @ParameterizedTest
  @CsvSource({"1024, 16", "1024, 32"})
  void holds_the_tensors_of_a_batch(String hidden, String window)
      throws IOException, InterruptedException {
    Assumptions.assumeTrue(Files.exists(BatchMemory.RESET), "skipped: only Linux tells the growth");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms512m",
                "-Xmx512m",
                "-XX:+AlwaysPreTouch",
                "-cp",
                System.getProperty("java.class.path"),
                BatchMemory.class.getName(),
                hidden,
                window,
                "64", // the first batch finds the machine's own buffers unmade
                "512")
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    // Every tensor goes back to the system when it is freed, so that nothing is counted but
    // tensors.
    builder.environment().put("MALLOC_MMAP_THRESHOLD_", "65536");
    builder.environment().put("MALLOC_ARENA_MAX", "1");
    Process process = builder.start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor()).isZero();
    assertThat(lines).hasSize(2);
    String[] words = lines.get(1).split(" ", -1);
    double said = Double.parseDouble(words[1]) + Double.parseDouble(words[2]);
    assertThat(Double.parseDouble(words[3]) / said).as(lines.get(1)).isBetween(LEAST, MOST);
  }
}
