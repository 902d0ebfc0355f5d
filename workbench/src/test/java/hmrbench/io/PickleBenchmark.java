package hmrbench.io;

import hmrbench.io.pickle.Pickle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Reading a pickled list of 200,000 numbers (protocol 2): the machine and its values. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PickleBenchmark {

  private static final int NUMBERS = 200_000;

  private Path file = Path.of("");

  @Setup
  public void make() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(6 + NUMBERS * 9);
    bytes.put((byte) 0x80).put((byte) 2).put((byte) ']').put((byte) '(');
    for (int i = 0; i < NUMBERS; i++) {
      bytes.put((byte) 'G').putDouble(i / 7.0);
    }
    bytes.put((byte) 'e').put((byte) '.');
    file = Files.createTempFile("hmrbench-pickle", ".pkl");
    Files.write(file, bytes.array());
  }

  @TearDown
  public void clean() throws IOException {
    Files.delete(file);
  }

  @Benchmark
  public Object listOfNumbers() {
    return Pickle.read(file);
  }
}
