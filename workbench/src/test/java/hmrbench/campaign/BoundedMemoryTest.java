package hmrbench.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run holds is what it works on, not what it has done. */
@Tag("long")
class BoundedMemoryTest {

  /** Holds some hundred sequences of a second; all of these would take some 400 MB at once. */
  private static final int MANY = 3000;

  private static final String LITTLE = "128m";

  @TempDir Path folder;

  private static String experiment(int sequences) {
    return """
    name: many
    models: [reference-frozen]
    datasets:
      - {name: short, format: simulated, split: test, sequences: %d, seconds: 0.6, fps: 30, seed: 8}
    seeds: [1]
    """
        .formatted(sequences);
  }

  @Test
  void thousands_of_sequences_run_and_are_reported_in_the_memory_of_a_few()
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("many.yaml"), experiment(MANY));
    ChildProgram child = ChildProgram.in(folder).withHeap(LITTLE);
    ChildProgram.End end = child.run("run", "many.yaml", "--out", "out");
    assertThat(end.isDone()).as("exit %d: %s", end.code(), end.said()).isTrue();
    assertThat(Files.readAllLines(folder.resolve("out/sequences.csv"))).hasSize(MANY + 1);
    ChildProgram.End again = child.run("report", "out");
    assertThat(again.isDone()).as("exit %d: %s", again.code(), again.said()).isTrue();
  }
}
