package hmrbench.run.bench;

import hmrbench.body.BodyModel;
import hmrbench.body.JointRecipe;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import hmrbench.core.SmplTrack;
import java.util.SplittableRandom;
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

/** Joints and mesh errors of 500 frames on a made-up body of SMPL's size. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BodyBenchmark {

  private static final int FRAMES = 500;

  private BodyModel body = BenchBody.of(1);
  private SmplTrack one = BenchData.motion(FRAMES, new SplittableRandom(1));
  private SmplTrack other = one;

  @Setup
  public void make() {
    body = BenchBody.of(1);
    one = BenchData.motion(FRAMES, new SplittableRandom(1));
    other = BenchData.motion(FRAMES, new SplittableRandom(2));
  }

  @Benchmark
  public JointTrack jointsOf500Frames() {
    return body.joints(one, JointRecipe.H36M_14, BenchData.FRAMES_PER_SECOND);
  }

  @Benchmark
  public Series meshErrorOf500Frames() {
    return body.vertexErrorMm(one, other);
  }
}
