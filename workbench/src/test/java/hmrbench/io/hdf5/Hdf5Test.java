package hmrbench.io.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Hdf5Test {

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void write() {
    file = folder.resolve("a.h5");
    try (WritableHdfFile out = HdfFile.write(file)) {
      out.putDataset("names", new String[] {"walk", "running", "walk"});
      out.putDataset("numbers", new double[][] {{1.5, 2}, {3, -4}, {5, 6}});
      out.putDataset("small", new float[] {0.25f, 7});
      out.putDataset("ids", new long[] {3, 1L << 40});
    }
  }

  @Test
  void arrays_are_read_by_name() {
    Hdf5 read = Hdf5.open(file);
    assertThat(read.names()).containsExactlyInAnyOrder("names", "numbers", "small", "ids");
    assertThat(read.find("names").orElseThrow().strings())
        .containsExactly("walk", "running", "walk");
    assertThat(read.find("numbers").orElseThrow().rows(1, 3).doubles())
        .containsExactly(3, -4, 5, 6);
    assertThat(read.find("small").orElseThrow().floats()).containsExactly(0.25f, 7);
    assertThat(read.find("ids").orElseThrow().longs()).containsExactly(3, 1L << 40);
    assertThat(read.find("more")).isEmpty();
  }

  @Test
  void another_kind_of_file_is_refused() throws IOException {
    Path other = Files.writeString(folder.resolve("b.h5"), "not this format");
    assertThatThrownBy(() -> Hdf5.open(other))
        .isInstanceOf(Fault.class)
        .hasMessage(other + ": expected an HDF5 file, got another kind of file; check the path");
  }

  @Test
  void a_truncated_file_is_refused_wherever_it_ends() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Path cut = folder.resolve("cut.h5");
    for (int length : new int[] {8, 40, 60, 100, whole.length / 2}) {
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Hdf5.open(cut).find("numbers").orElseThrow().doubles())
          .as("%d bytes", length)
          .isInstanceOf(Fault.class);
    }
  }
}
