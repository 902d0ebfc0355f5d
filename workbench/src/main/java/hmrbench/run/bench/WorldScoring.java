package hmrbench.run.bench;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import hmrbench.core.world.Orientations;
import hmrbench.core.world.Positions;
import hmrbench.core.world.WorldBody;
import hmrbench.core.world.WorldRoot;
import hmrbench.core.world.WorldTrack;
import hmrbench.io.NdArray;
import hmrbench.io.npy.Npz;
import hmrbench.metric.Averages;
import hmrbench.metric.Metric;
import hmrbench.metric.Metrics;
import hmrbench.metric.Protocol;
import hmrbench.metric.Protocols;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.SequencePrediction.Extras;
import hmrbench.metric.SequenceScore;
import hmrbench.metric.world.WorldPair;
import hmrbench.record.bench.BenchResult;
import hmrbench.record.bench.BenchResult.Measure;
import hmrbench.record.bench.BenchResult.Ratio;
import hmrbench.record.bench.Spread;
import hmrbench.run.WorldBodies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How long all protocols of the world take for made-up motion, in turn with a program in numpy that
 * works out the same numbers from the same arrays. Means of both must agree.
 */
public final class WorldScoring {

  private static final int SEQUENCE = 1000;
  private static final double RATE = 30;
  private static final double GOAL = 1;

  /** Joints are float32 in one and float64 in the other. */
  private static final double AGREEMENT = 1e-4;

  private static final List<String> PROTOCOLS =
      List.of("wham-world", "gvhmr-world", "tram-world", "josh-world", "emdb2");

  /**
   * By the peer's word, the columns whose means are held against its; two more are its by-products.
   */
  private static final Map<String, String> COLUMNS =
      Map.of(
          "w", "w_mpjpe_mm",
          "wa", "wa_mpjpe_mm",
          "rte", "rte_percent",
          "erve", "erve_mm_per_frame",
          "jitter", "world_jitter_10_m_per_s3",
          "slide", "world_foot_sliding_mm_per_frame",
          "mpjpe", "mpjpe_mm",
          "pa", "pa_mpjpe_mm",
          "accel", "accel_err_mm_per_frame2");

  private static final List<String> BESIDE =
      List.of("world_jitter_gt_10_m_per_s3", "standing_soles");

  private final int sequences;
  private final int rounds;
  private final Consumer<String> progress;
  private final List<Metric> metrics;
  private final List<Protocol> protocols =
      PROTOCOLS.stream().map(it -> Protocols.named(it).orElseThrow()).toList();

  /**
   * @param frames how many; whole thousands are scored
   * @param progress hears what is being measured
   */
  public WorldScoring(long frames, int rounds, Consumer<String> progress) {
    if (frames < SEQUENCE) {
      throw Fault.asked(
          "FRAMES: expected at least %d, got %d; a sequence has that many", SEQUENCE, frames);
    }
    this.sequences = Math.toIntExact(frames / SEQUENCE);
    this.rounds = rounds;
    this.progress = progress;
    this.metrics =
        Stream.concat(COLUMNS.values().stream().sorted(), BESIDE.stream())
            .map(it -> Metrics.ofColumn(it).orElseThrow())
            .toList();
  }

  /**
   * Measures.
   *
   * @param folder for the arrays that the peer reads
   * @param peer the script in numpy, where it is asked for
   */
  public BenchResult measure(Path folder, Optional<Path> peer) {
    List<SequencePrediction> all =
        IntStream.range(0, sequences).parallel().mapToObj(WorldScoring::made).toList();
    Optional<PythonPeer> other = peer.map(script -> start(script, folder, all));
    HostShare host = HostShare.now();
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    List<Double> ratios = new ArrayList<>();
    double peerMebibytes = 0;
    try {
      for (int round = -1; round < rounds; round++) {
        progress.accept(round < 0 ? "warming up" : "round %d of %d".formatted(round + 1, rounds));
        double one = timed(all.stream());
        double many = timed(all.parallelStream());
        Map<String, Double> said =
            other.map(it -> it.numbers("score", peer.orElseThrow())).orElse(Map.of());
        if (round < 0) {
          requireAgreement(all, said);
          continue;
        }
        add(seconds, "program, one thread", one);
        add(seconds, "program, all threads", many);
        if (!said.isEmpty()) {
          double numpy = Objects.requireNonNull(said.get("seconds"));
          peerMebibytes = other.orElseThrow().peakMebibytes();
          add(seconds, "numpy, one thread", numpy);
          ratios.add(numpy / one);
        }
      }
    } finally {
      other.ifPresent(PythonPeer::close);
    }
    Map<String, String> setup = new TreeMap<>(host.since("world scoring"));
    setup.put("frames scored by each protocol", "" + sequences * SEQUENCE);
    setup.put("protocols of the world", String.join(", ", PROTOCOLS));
    setup.put(
        "peak memory of the program, MiB",
        mebibytes(ChildProgram.peakMebibytes(ProcessHandle.current().pid())));
    if (peerMebibytes > 0) {
      setup.put("peak memory of numpy, MiB", mebibytes(peerMebibytes));
    }
    return BenchMachine.result(setup)
        .measured(
            List.of(),
            seconds.entrySet().stream()
                .map(
                    it ->
                        new Measure("world scoring: " + it.getKey(), "s", Spread.of(it.getValue())))
                .toList(),
            ratios.isEmpty()
                ? List.of()
                : List.of(
                    new Ratio(
                        "world scoring: program against numpy, one thread each",
                        GOAL,
                        Spread.of(ratios))));
  }

  private static String mebibytes(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  private static void add(Map<String, List<Double>> map, String name, double value) {
    map.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
  }

  private double timed(Stream<SequencePrediction> all) {
    long start = System.nanoTime();
    long rows =
        all.mapToLong(it -> protocols.stream().mapToLong(p -> score(p, it).size()).sum()).sum();
    if (rows == 0) {
      throw new IllegalStateException("nothing was scored");
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private List<SequenceScore> score(Protocol protocol, SequencePrediction sequence) {
    return protocol.score(List.of(sequence), metrics);
  }

  /** Holds the means of the first protocol to those of the peer. */
  private void requireAgreement(List<SequencePrediction> all, Map<String, Double> said) {
    List<SequenceScore> scores =
        all.stream().flatMap(it -> score(protocols.get(0), it).stream()).toList();
    COLUMNS.forEach(
        (word, column) -> {
          Double theirs = said.get(word);
          double ours = mean(scores, Metrics.ofColumn(column).orElseThrow());
          if (theirs != null && !(Math.abs(ours - theirs) <= AGREEMENT * Math.abs(theirs))) {
            throw Fault.running(
                "%s is %s here and %s in numpy: the two do not measure the same",
                column, ours, theirs);
          }
        });
  }

  /** The mean over frames, by the weight of each where the metric has one. */
  private static double mean(List<SequenceScore> scores, Metric metric) {
    if (metric.weight().isEmpty()) {
      return Averages.overFrames(scores, metric).orElse(0);
    }
    double sum = 0;
    double weights = 0;
    for (SequenceScore score : scores) {
      Series values = score.value(metric.id()).orElseThrow();
      Series weight = score.value(metric.weight().get().id()).orElseThrow();
      for (int t = 0; t < values.frames(); t++) {
        if (values.present().get(t)) {
          sum += weight.get(t) * values.get(t);
          weights += weight.get(t);
        }
      }
    }
    return sum / weights;
  }

  private static PythonPeer start(Path script, Path folder, List<SequencePrediction> all) {
    Path arrays = folder.resolve("world.npz");
    int frames = all.size() * SEQUENCE;
    Map<String, NdArray> content = new LinkedHashMap<>();
    content.put("frames", NdArray.of(new long[] {SEQUENCE}, 1));
    for (boolean truth : new boolean[] {true, false}) {
      double[] joints = new double[frames * 72];
      double[] soles = new double[frames * 12];
      double[] turns = new double[frames * 9];
      for (int i = 0; i < all.size(); i++) {
        WorldPair pair = all.get(i).extras().world().orElseThrow();
        WorldBody body = truth ? pair.truth() : pair.predicted();
        int from = i * SEQUENCE;
        System.arraycopy(
            body.joints().metres().flat(0, SEQUENCE), 0, joints, from * 72, SEQUENCE * 72);
        System.arraycopy(
            body.soles().orElseThrow().metres().flat(0, SEQUENCE),
            0,
            soles,
            from * 12,
            SEQUENCE * 12);
        for (int t = 0; t < SEQUENCE; t++) {
          System.arraycopy(body.root().orientations().matrix(t), 0, turns, (from + t) * 9, 9);
        }
      }
      content.put(truth ? "truth" : "predicted", NdArray.of(joints, frames, 24, 3));
      content.put(truth ? "true_soles" : "predicted_soles", NdArray.of(soles, frames, 4, 3));
      content.put(truth ? "true_turn" : "predicted_turn", NdArray.of(turns, frames, 3, 3));
    }
    Npz.write(arrays, content);
    return PythonPeer.start(
        PythonPeer.find(script, List.of("numpy")), List.of(arrays.toString(), "1"));
  }

  /**
   * A walk in a circle of another size for each number, and a prediction that goes wrong slowly.
   */
  private static SequencePrediction made(int number) {
    double radius = 2 + 0.01 * number;
    WorldBody truth = body(t -> 0.02 * t, t -> radius, 1, 0, number);
    WorldBody predicted = body(t -> 0.0195 * t, t -> 1.02 * radius, 0.97, 0.003, number);
    return new SequencePrediction(
        "made-" + number,
        seen(truth),
        seen(predicted),
        Extras.NONE.with(new WorldPair(truth, predicted)),
        FrameMask.all(SEQUENCE),
        IntStream.range(0, SEQUENCE).boxed().toList());
  }

  private static JointTrack seen(WorldBody body) {
    double[] metres = body.joints().metres().flat(0, SEQUENCE);
    float[] single = new float[metres.length];
    for (int i = 0; i < single.length; i++) {
      single[i] = (float) metres[i];
    }
    return new JointTrack(
        JointSet.SMPL24_HIPS,
        CoordinateFrame.CAMERA,
        RATE,
        FloatGrid.owning(single, SEQUENCE, 24, 3));
  }

  private static WorldBody body(
      IntToDoubleFunction yaw, IntToDoubleFunction radius, double size, double noise, int number) {
    double[] turns = new double[SEQUENCE * 9];
    double[] places = new double[SEQUENCE * 3];
    double[] joints = new double[SEQUENCE * 72];
    double[] soles = new double[SEQUENCE * 12];
    for (int t = 0; t < SEQUENCE; t++) {
      double cos = Math.cos(yaw.applyAsDouble(t));
      double sin = Math.sin(yaw.applyAsDouble(t));
      double[] turn = {cos, 0, sin, 0, 1, 0, -sin, 0, cos};
      double[] place = {radius.applyAsDouble(t) * sin, 0.9, radius.applyAsDouble(t) * cos};
      System.arraycopy(turn, 0, turns, t * 9, 9);
      System.arraycopy(place, 0, places, t * 3, 3);
      for (int p = 0; p < 28; p++) {
        double[] offset = {
          size * 0.1 * (p % 3 - 1),
          size * (0.07 * Math.min(p, 23) - 0.8),
          size * (0.05 * (p * 7 % 5 - 2) + 0.05 * Math.sin(0.3 * t + p + number))
        };
        for (int axis = 0; axis < 3 && p > 0; axis++) {
          double at =
              place[axis]
                  + turn[axis * 3] * offset[0]
                  + turn[axis * 3 + 1] * offset[1]
                  + turn[axis * 3 + 2] * offset[2]
                  + noise * Math.sin(1.7 * t + 2.3 * p + 0.9 * axis + number);
          if (p < 24) {
            joints[t * 72 + p * 3 + axis] = at;
          } else {
            // Soles stand still for 20 frames of 40.
            soles[t * 12 + (p - 24) * 3 + axis] =
                (t + 20 * (p % 2)) % 40 < 20 ? axis + noise * Math.sin(t + p) : at;
          }
        }
        for (int axis = 0; axis < 3 && p == 0; axis++) {
          joints[t * 72 + axis] = place[axis];
        }
      }
    }
    return new WorldBody(
        new WorldTrack(JointSet.SMPL24, RATE, Positions.owning(SEQUENCE, 24, joints)),
        new WorldRoot(Orientations.owning(turns), Positions.owning(SEQUENCE, 1, places)),
        Optional.of(
            new WorldTrack(WorldBodies.SOLE_POINTS, RATE, Positions.owning(SEQUENCE, 4, soles))));
  }
}
