package hmrbench.record;

import hmrbench.core.FrameMask;
import hmrbench.core.Series;
import hmrbench.record.FrameTable.SequenceRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** Writing and reading the rows of one cell as long as 3DPW's test set: 35,515 frames. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ShardBenchmark {

  private static final int ROWS = 35_515;
  private static final Cell CELL = new Cell("tcmr", "3dpw", "tcmr", 30, "none", "1");

  private Path file = Path.of("");
  private FrameTable table = table();

  @Setup
  public void make() throws IOException {
    file = Files.createTempFile("hmrbench-shard", ".csv");
    table = table();
    ShardFile.write(table, file);
  }

  private static FrameTable table() {
    FrameMask all = FrameMask.all(ROWS);
    Map<String, Series> metrics = new LinkedHashMap<>();
    for (String column :
        List.of(
            "mpjpe_mm",
            "pa_mpjpe_mm",
            "mpvpe_mm",
            "accel_err_mm_per_frame2",
            "accel_err_m_per_s2",
            "accel_pred_mm_per_frame2",
            "accel_gt_mm_per_frame2")) {
      metrics.put(column, Series.of(all, row -> 80 + 30 * Math.sin(0.01 * row + column.length())));
    }
    return new FrameTable(
        CELL,
        List.of(new SequenceRange("downtown_walking_00", 0, ROWS)),
        java.util.stream.IntStream.range(0, ROWS).mapToObj(Integer::toString).toList(),
        Series.of(all, row -> row / 30.0),
        all,
        metrics,
        Optional.empty(),
        Map.of());
  }

  @TearDown
  public void clean() throws IOException {
    Files.delete(file);
  }

  @Benchmark
  public Path write() {
    ShardFile.write(table, file);
    return file;
  }

  @Benchmark
  public FrameTable read() {
    return ShardFile.read(file, CELL);
  }

  /** The same with the CSV library, as it is done for shards with quoted fields. */
  @Benchmark
  public FrameTable readWithTheLibrary() throws IOException {
    return ShardFile.parsed(file, CELL);
  }
}
