package hmrbench.data.sim;

import hmrbench.core.Clip;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Training clips per second on one thread: training must not wait for its data. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SimulatedTrainingBenchmark {

  private final SimulatedTraining training =
      new SimulatedTraining(1, SimulatedDataset.DEFAULT_RATE, SimulatedDataset.FEATURES);
  private long index;

  @Benchmark
  public Clip freshClip() {
    return training.clip(index++);
  }
}
