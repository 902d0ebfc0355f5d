package hmrbench.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.io.joblib.Joblib;
import hmrbench.io.torch.TorchCheckpoint;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BigFilesTest {

  @Test
  @EnabledOnOs(OS.LINUX) // elsewhere the holes of the file may be written out
  void an_array_of_more_than_9_gigabytes_costs_only_the_rows_in_use(@TempDir Path folder)
      throws IOException {
    int frames = 1_100_000;
    Path file = BigFiles.sparseJoblib(folder.resolve("big.pt"), frames);
    assertThat(file.toFile().length()).isGreaterThan(9_000_000_000L);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    NdArray features = Joblib.read(file).key("features").array();
    float[] last = features.rows(frames - 16, frames).floats();
    float[] middle = features.row(131_072).floats(); // across the border of a 1 GiB window
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(last).hasSize(16 * 2048).endsWith(0, 0, 1);
    assertThat(middle).hasSize(2048).containsOnly(0);
    assertThat(allocated).isLessThan(4_000_000);
    assertThatThrownBy(features::toFloatGrid)
        .hasMessageEndingWith(
            "array float32 [1100000, 2048]: expected fewer than 2^31 elements at once, got "
                + "2252800000 of them; read it by rows");
  }

  @Test
  void made_up_files_are_what_their_readers_expect(@TempDir Path folder) throws IOException {
    Path db = BigFiles.joblib(folder.resolve("small.pt"), 20);
    assertThat(Joblib.read(db).key("features").array().shape()).containsExactly(20, 2048);
    assertThat(Joblib.read(db).key("vid_name").array().strings()).contains("walk_0");
    Path weights = BigFiles.torch(folder.resolve("small.pth"), 2);
    assertThat(TorchCheckpoint.open(weights).weights().names()).containsExactly("1000", "1001");
    assertThat(TorchCheckpoint.open(weights).weights().floats("1001").isFinite()).isTrue();
  }
}
