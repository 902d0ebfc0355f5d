package hmrbench.io;

import hmrbench.io.joblib.Joblib;
import hmrbench.io.torch.TorchCheckpoint;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * How fast a database of 1 GiB and a checkpoint of 336 MiB, both made up, are read once they are in
 * the page cache: by this program and, in turn, by Python's joblib and torch ({@code
 * workbench/src/bench/read_peer.py}). Every value ends up in memory on either side. By hand, from
 * the project's folder, with the class path of {@link ReaderBenchmark}:
 *
 * <pre>
 * java -Xmx4g -cp ... hmrbench.io.ReadSpeed [python3]
 * </pre>
 *
 * <p>{@link ReaderBenchmark} measures the same reading in more ways, without a peer.
 */
public final class ReadSpeed {

  private static final int FRAMES = 131_072;
  private static final int CLIP_FRAMES = 1024;
  private static final int TENSORS = 84;
  private static final int ROUNDS = 7;
  private static final String PEER = "workbench/src/bench/read_peer.py";

  private ReadSpeed() {}

  /** Something that is timed. */
  private interface Timed {
    double seconds() throws IOException;
  }

  /** A Python process that loads what it is told to. */
  private static final class Peer {
    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    Peer(String python) throws IOException {
      process =
          new ProcessBuilder(python, PEER).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      in =
          new BufferedWriter(
              new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
      out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    double load(String kind, Path file) throws IOException {
      in.write("%s %s%n".formatted(kind, file));
      in.flush();
      return Double.parseDouble(
          Objects.requireNonNull(out.readLine(), "the Python side has ended: see its message"));
    }

    void close() {
      process.destroy();
    }
  }

  /** Measures and prints. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("hmrbench-read");
    Path database = folder.resolve("db.pt");
    Path checkpoint = folder.resolve("weights.pth.tar");
    Optional<Peer> python =
        arguments.length > 0 ? Optional.of(new Peer(arguments[0])) : Optional.empty();
    try {
      BigFiles.joblib(database, FRAMES);
      BigFiles.torch(checkpoint, TENSORS);
      compare("joblib", database, () -> timed(() -> joblib(database)), python, System.out);
      compare("torch", checkpoint, () -> timed(() -> torch(checkpoint)), python, System.out);
    } finally {
      python.ifPresent(Peer::close);
      Files.deleteIfExists(database);
      Files.deleteIfExists(checkpoint);
      Files.delete(folder);
    }
  }

  private static void compare(
      String kind, Path file, Timed ours, Optional<Peer> peer, PrintStream out) throws IOException {
    List<Double> mine = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    // The first round warms both up.
    for (int round = 0; round <= ROUNDS; round++) {
      double seconds = ours.seconds();
      double other = peer.isPresent() ? peer.get().load(kind, file) : Double.NaN;
      if (round > 0) {
        mine.add(seconds);
        theirs.add(other);
      }
    }
    double megabytes = Files.size(file) / 1e6;
    out.printf(
        Locale.ROOT,
        "%s, %.0f MB, warm, median of %d: this program %.0f MB/s%s%n",
        kind,
        megabytes,
        ROUNDS,
        megabytes / median(mine),
        peer.isPresent()
            ? String.format(Locale.ROOT, ", Python %.0f MB/s", megabytes / median(theirs))
            : "");
  }

  private static double median(List<Double> seconds) {
    return seconds.stream().sorted().toList().get(seconds.size() / 2);
  }

  private static double timed(Runnable reading) {
    long start = System.nanoTime();
    reading.run();
    return (System.nanoTime() - start) / 1e9;
  }

  /** Clip by clip, as an evaluation asks for them. */
  private static void joblib(Path file) {
    NdArray features = Joblib.read(file).key("features").array();
    for (int from = 0; from < FRAMES; from += CLIP_FRAMES) {
      requireLength(
          features.rows(from, from + CLIP_FRAMES).toFloatGrid().length(), CLIP_FRAMES * 2048);
    }
  }

  private static void torch(Path file) {
    Tensors weights = TorchCheckpoint.open(file).weights();
    weights.names().forEach(name -> requireLength(weights.floats(name).length(), 1 << 20));
  }

  private static void requireLength(int actual, int expected) {
    if (actual != expected) {
      throw new IllegalStateException("expected %d values, got %d".formatted(expected, actual));
    }
  }
}
