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

  /** An allocator gives back in pieces: what was seen lies between 0.96 and 1.09. */
  private static final double LEAST = 0.7;

  private static final double MOST = 1.4;

  @ParameterizedTest
  @CsvSource({"1024, 16", "1024, 32"})
  void is_what_the_process_grows_by(String hidden, String window)
      throws IOException, InterruptedException {
    Assumptions.assumeTrue(Files.exists(BatchMemory.RESET), "skipped: only Linux tells the growth");
    Process process =
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
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
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
