package hmrbench.metric;

import hmrbench.core.JointTrack;
import hmrbench.core.Series;
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
import org.openjdk.jmh.annotations.Warmup;

/** Time per 1000 frames of 14 joints. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MetricBenchmark {

  private JointTrack truth = Tracks.track(1, 30, (t, joint, axis) -> 0);
  private JointTrack predicted = truth;

  @Setup
  public void move() {
    truth = Tracks.track(1000, 30, (t, joint, axis) -> Math.sin(0.1 * t + joint + 2 * axis));
    predicted =
        Tracks.track(1000, 30, (t, joint, axis) -> Math.sin(0.1 * t + 1.1 * joint + 2 * axis));
  }

  @Benchmark
  public Series procrustesOf1000Frames() {
    return JointErrors.alignedMeanMm(predicted, truth);
  }

  @Benchmark
  public Series accelerationErrorOf1000Frames() {
    return Accelerations.errorMm(truth, predicted);
  }
}
