package hmrbench.run.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class HostShareTest {

  @Test
  void tells_a_share_of_the_time_since_then() throws InterruptedException {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/stat")), "skipped: only Linux tells");
    HostShare before = HostShare.now();
    Thread.sleep(200); // The counters move in hundredths of a second.
    Map<String, String> said = before.since("tests");
    assertThat(said).containsOnlyKeys("processor time that the host gave to others, tests");
    String share = said.values().iterator().next();
    assertThat(share).endsWith(" %");
    assertThat(Integer.parseInt(share.replace(" %", ""))).isBetween(0, 100);
  }
}
