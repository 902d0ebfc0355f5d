package hmrbench.io;

import hmrbench.core.FloatGrid;
import hmrbench.io.joblib.Joblib;
import hmrbench.io.torch.TorchCheckpoint;
import java.io.IOException;
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

/**
 * How long reading every value of a file takes once it is in the page cache: a database of 1 GiB
 * and a checkpoint of 336 MiB, both made up. README.md says how to run it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class ReaderBenchmark {

  private static final int FRAMES = 131_072;
  private static final int CLIP_FRAMES = 1024;
  private static final int TENSORS = 84;

  private Path folder = Path.of("");
  private Path database = folder;
  private Path checkpoint = folder;

  @Setup
  public void make() throws IOException {
    folder = Files.createTempDirectory("hmrbench-benchmark");
    database = BigFiles.joblib(folder.resolve("db.pt"), FRAMES);
    checkpoint = BigFiles.torch(folder.resolve("weights.pth.tar"), TENSORS);
  }

  @TearDown
  public void clean() throws IOException {
    Files.delete(database);
    Files.delete(checkpoint);
    Files.delete(folder);
  }

  /** 1 GiB of features, clip by clip, as an evaluation asks for them. */
  @Benchmark
  public float joblibDatabaseByClips() {
    NdArray features = Joblib.read(database).key("features").array();
    float last = 0;
    for (int from = 0; from < FRAMES; from += CLIP_FRAMES) {
      FloatGrid clip = features.rows(from, from + CLIP_FRAMES).toFloatGrid();
      last += clip.get(clip.length() - 1);
    }
    return last;
  }

  /** 1 GiB of features into one array. */
  @Benchmark
  public float joblibDatabaseAtOnce() {
    return Joblib.read(database).key("features").array().floats()[FRAMES];
  }

  /** 336 MiB of weights, tensor by tensor. */
  @Benchmark
  public float torchCheckpoint() {
    Tensors weights = TorchCheckpoint.open(checkpoint).weights();
    float last = 0;
    for (String name : weights.names()) {
      FloatGrid tensor = weights.floats(name);
      last += tensor.get(tensor.length() - 1);
    }
    return last;
  }

  /** Opening the checkpoint without reading a weight. */
  @Benchmark
  public int torchCheckpointTree() {
    return TorchCheckpoint.open(checkpoint).weights().names().size();
  }
}
