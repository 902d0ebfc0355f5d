package hmrbench.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.OutputKind;
import hmrbench.core.Prediction;
import hmrbench.core.Remark;
import hmrbench.core.SmplTrack;
import hmrbench.data.WindowPlan;
import hmrbench.model.spin.AffineRegressor;
import hmrbench.tensor.CheckpointParameters;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.Grids;
import hmrbench.tensor.Parameters;
import hmrbench.tensor.Scope;
import hmrbench.tensor.SixD;
import hmrbench.tensor.TensorEngine;
import hmrbench.tensor.TensorHandles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A network with weights as a {@link Predictor}: runs the windows of a plan in batches and picks
 * the rows. Tensors of a batch are freed before the next.
 */
public final class NetworkPredictor implements Predictor {

  /** Windows per batch on the plain path. */
  private static final int PLAIN_BATCH = 64;

  /** Windows per batch on the fast path at most: beyond this throughput hardly grows on a CPU. */
  private static final int FAST_BATCH = 512;

  /** Windows per batch at least, however little memory there is. */
  private static final int SMALLEST_BATCH = 8;

  /** Windows for which shared work is kept at once, which bounds the memory of a long clip. */
  private static final int CHUNK = 4096;

  private static final int JOINTS = 24;

  private final Network network;
  private final NDManager manager;
  private final NDList weights;
  private final Optional<FastNetwork> fast;
  private final Options options;
  private final BatchSize batch;

  /**
   * What does not change the answers.
   *
   * @param batch windows per batch, where it was asked for
   * @param watch is called with the time that each part of the fast path took
   * @param isPlain whether the network runs as it is written down, without its fast path
   * @param twins makes a predictor with the same weights, where that can be done
   * @param shared with the predictor that this one is a twin of
   */
  private record Options(
      OptionalInt batch,
      Stopwatch watch,
      boolean isPlain,
      Optional<Function<Options, NetworkPredictor>> twins,
      Optional<BatchSize> shared) {

    static final Options USUAL =
        new Options(
            OptionalInt.empty(),
            (part, windows, nanoseconds) -> {},
            false,
            Optional.empty(),
            Optional.empty());

    Options with(Function<Options, NetworkPredictor> others) {
      return new Options(batch, watch, isPlain, Optional.of(others), shared);
    }

    Options sharing(BatchSize size) {
      return new Options(batch, watch, isPlain, twins, Optional.of(size));
    }
  }

  private NetworkPredictor(
      Network network,
      NDManager manager,
      NDList weights,
      Optional<FastNetwork> fast,
      Options options) {
    this.network = network;
    this.manager = manager;
    this.weights = new NDList(weights);
    this.fast = fast;
    this.options = options;
    this.batch =
        options
            .shared()
            .orElseGet(
                () ->
                    new BatchSize(
                        network
                            .batchWindows()
                            .orElse(
                                options
                                    .batch()
                                    .orElse(fast.map(this::fitting).orElse(PLAIN_BATCH)))));
    fast.ifPresent(arranged -> this.weights.addAll(arranged.weights()));
  }

  private int fitting(FastNetwork arranged) {
    return fitting(arranged.bytesPerWindow(), ComputeDevice.batchBytes(manager.getDevice()));
  }

  /**
   * The largest batch that fits, as a power of two.
   *
   * @param bytesPerWindow what a window of the batch takes
   * @param bytes what the batch may take
   */
  static int fitting(long bytesPerWindow, long bytes) {
    int windows = FAST_BATCH;
    while (windows > SMALLEST_BATCH && windows * bytesPerWindow > bytes) {
      windows /= 2;
    }
    return windows;
  }

  /**
   * Runs the network in its arrangement for evaluation, where it has one.
   *
   * @param manager owns the weights; closed with this predictor
   * @param weights all tensors of the network
   */
  public NetworkPredictor(Network network, NDManager manager, NDList weights) {
    this(network, manager, weights, network.fast(manager), Options.USUAL);
  }

  /**
   * As the constructor, with twins for other threads.
   *
   * @param build makes the network on given weights
   * @param parameters of the network
   * @param manager owns the weights; closed with this predictor
   */
  public static NetworkPredictor of(
      Function<Parameters, Network> build, CheckpointParameters parameters, NDManager manager) {
    Network network = build.apply(parameters);
    Function<Options, NetworkPredictor> twins =
        options -> {
          NDManager own = TensorEngine.sibling(manager);
          TensorHandles handles = parameters.handles(own);
          Network same = build.apply(handles);
          Optional<FastNetwork> fast = options.isPlain() ? Optional.empty() : same.fast(own);
          return new NetworkPredictor(same, own, handles.tensors(), fast, options);
        };
    return new NetworkPredictor(
        network, manager, parameters.tensors(), network.fast(manager), Options.USUAL.with(twins));
  }

  /** Runs the network as it is written down: the reference that the fast path is held to. */
  public static NetworkPredictor plain(Network network, NDManager manager, NDList weights) {
    return new NetworkPredictor(network, manager, weights, Optional.empty(), Options.USUAL);
  }

  /**
   * This network as it is written down, on the same weights; twins of the result are plain too.
   *
   * @see #plain(Network, NDManager, NDList)
   */
  public NetworkPredictor plainly() {
    return new NetworkPredictor(
        network,
        manager,
        weights,
        Optional.empty(),
        new Options(options.batch(), options.watch(), true, options.twins(), Optional.empty()));
  }

  /**
   * The same predictor with another number of windows per batch; both share the weights. Networks
   * with batch-dependent answers keep their own number.
   */
  public NetworkPredictor withBatch(int windows) {
    return with(
        new Options(
            OptionalInt.of(windows),
            options.watch(),
            options.isPlain(),
            options.twins(),
            Optional.empty()));
  }

  /** The same predictor, with a listener for the time that the parts of its fast path take. */
  public NetworkPredictor watchedBy(Stopwatch watch) {
    return with(
        new Options(options.batch(), watch, options.isPlain(), options.twins(), options.shared()));
  }

  private NetworkPredictor with(Options others) {
    return new NetworkPredictor(network, manager, weights, fast, others);
  }

  @Override
  public Optional<Predictor> twin() {
    return options.twins().map(twins -> twins.apply(options.sharing(batch)));
  }

  @Override
  public OutputKind output() {
    return network.output();
  }

  @Override
  public int windowFrames() {
    return network.windowFrames();
  }

  /** Windows per batch. */
  public int batch() {
    return batch.windows();
  }

  /** What happened to its batches, where it must be known. */
  public Optional<Remark> remark(String model) {
    return batch.remark(model, manager.getDevice().toString());
  }

  /** Memory that a batch takes on the fast path, in bytes, estimated; 0 without a fast path. */
  public long batchBytes() {
    return fast.map(FastNetwork::bytesPerWindow).orElse(0L) * batch.windows();
  }

  /** The network itself, for questions beyond a prediction. */
  public Network network() {
    return network;
  }

  @Override
  public Prediction predict(Clip clip, WindowPlan plan) {
    requireFit(clip);
    return batch.run(manager.getDevice().toString(), size -> predict(clip, plan, size));
  }

  private Prediction predict(Clip clip, WindowPlan plan, int size) {
    Schedule schedule = Schedule.of(network, plan);
    Filled answers = new Filled(schedule.answerCount());
    if (fast.isPresent()) {
      for (int from = 0; from < schedule.size(); from += CHUNK) {
        runShared(
                fast.get(),
                clip.features(),
                schedule.windows(from, CHUNK),
                size,
                (encoded, count) -> regress(fast.get(), encoded, count))
            .forEach(values -> answers.add(values.rows()));
      }
    } else {
      for (int from = 0; from < schedule.size(); from += size) {
        answers.add(run(clip.features(), schedule.windows(from, size)).rows());
      }
    }
    return new Values(answers.grid()).prediction(schedule.answers);
  }

  /** As many batches as needed, all of about the same size: a small last one would be slow. */
  private static int even(int windows, int size) {
    int batches = (windows + size - 1) / size;
    return (windows + batches - 1) / batches;
  }

  private static List<List<int[]>> parts(List<int[]> windows, int size) {
    List<List<int[]>> parts = new ArrayList<>();
    for (int start = 0; start < windows.size(); start += size) {
      parts.add(windows.subList(start, Math.min(windows.size(), start + size)));
    }
    return parts;
  }

  /**
   * The output of each branch for the rows of a plan, before integration.
   *
   * @return empty where the network integrates none
   */
  public Optional<BranchAnswers> branches(Clip clip, WindowPlan plan) {
    requireFit(clip);
    if (fast.isEmpty()) {
      return Optional.empty();
    }
    Schedule schedule = Schedule.of(network, plan);
    List<BranchAnswers> parts = new ArrayList<>();
    for (int from = 0; from < schedule.size(); from += CHUNK) {
      List<Optional<BranchAnswers>> answers =
          runShared(
              fast.get(),
              clip.features(),
              schedule.windows(from, CHUNK),
              batch.windows(),
              (encoded, count) -> fast.get().branches(encoded).map(NetworkPredictor::answers));
      answers.forEach(answer -> answer.ifPresent(parts::add));
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new BranchAnswers(
                FloatGrid.stacked(parts.stream().map(BranchAnswers::bodies).toList())
                    .rows(schedule.answers),
                parts.get(0).offset(),
                FloatGrid.stacked(parts.stream().map(BranchAnswers::attention).toList())
                    .rows(schedule.answers),
                FloatGrid.stacked(parts.stream().map(BranchAnswers::scores).toList())
                    .rows(schedule.answers),
                parts.get(0).current()));
  }

  private static BranchAnswers answers(BranchOutput output) {
    return new BranchAnswers(
        Grids.toGrid(output.bodies()),
        Grids.toGrid(output.offset()),
        Grids.toGrid(output.attention()),
        Grids.toGrid(output.scores()),
        output.current());
  }

  /**
   * What the network would predict with these attention weights: only its integration runs again.
   *
   * @param weights of past, current and future [R, 3]
   */
  public Prediction integrate(BranchAnswers answers, FloatGrid weights) {
    FloatGrid bodies = answers.under(weights);
    Values values =
        Scope.values(
            manager,
            new NDList(),
            scope ->
                Values.of(
                    AffineRegressor.split(Grids.toTensor(scope, bodies))
                        .withAttention(Grids.toTensor(scope, weights))));
    return values.prediction();
  }

  /** What is made of some windows behind the recurrent part. */
  private interface Batch<V> {
    V of(NDList encoded, int windows);
  }

  private <V> List<V> runShared(
      FastNetwork arranged, FloatGrid features, List<int[]> chunk, int size, Batch<V> work) {
    int[] frames = chunk.stream().flatMapToInt(Arrays::stream).distinct().sorted().toArray();
    return Scope.values(
        manager,
        weights,
        scope -> {
          long start = System.nanoTime();
          NDList shared = arranged.share(Grids.toTensor(scope, features.rows(frames)));
          options.watch().took(Stopwatch.Part.PROJECT, frames.length, System.nanoTime() - start);
          NDList lent = new NDList(weights);
          lent.addAll(shared);
          List<V> values = new ArrayList<>();
          for (List<int[]> part : parts(chunk, even(chunk.size(), size))) {
            values.add(
                Scope.values(
                    scope,
                    lent,
                    inner -> work.of(encode(arranged, inner, shared, part, frames), part.size())));
          }
          return values;
        });
  }

  private NDList encode(
      FastNetwork arranged, NDManager scope, NDList shared, List<int[]> windows, int[] frames) {
    long start = System.nanoTime();
    NDList encoded = arranged.encode(scope, shared, steps(scope, windows, frames));
    options.watch().took(Stopwatch.Part.ENCODE, windows.size(), System.nanoTime() - start);
    return encoded;
  }

  private Values regress(FastNetwork arranged, NDList encoded, int windows) {
    long start = System.nanoTime();
    Values values = Values.of(arranged.regress(encoded));
    options.watch().took(Stopwatch.Part.REGRESS, windows, System.nanoTime() - start);
    return values;
  }

  /** For each position in the window, the rows of the frames at it, int64 [B]; sent at once. */
  private static List<NDArray> steps(NDManager manager, List<int[]> windows, int[] frames) {
    int length = windows.get(0).length;
    long[] rows = new long[length * windows.size()];
    for (int t = 0; t < length; t++) {
      for (int w = 0; w < windows.size(); w++) {
        rows[t * windows.size() + w] = Arrays.binarySearch(frames, windows.get(w)[t]);
      }
    }
    NDArray all = manager.create(rows, new Shape(length, windows.size())); // [T, B]
    return IntStream.range(0, length).mapToObj(all::get).toList();
  }

  private Values run(FloatGrid features, List<int[]> windows) {
    int frames = windows.get(0).length;
    int size = features.size(1);
    float[] batch = new float[windows.size() * frames * size];
    int at = 0;
    for (int[] window : windows) {
      for (int frame : window) {
        features.copyTo(frame * size, batch, at, size);
        at += size;
      }
    }
    return Scope.values(
        manager,
        weights,
        scope -> {
          NDArray input =
              Grids.toTensor(scope, FloatGrid.owning(batch, windows.size(), frames, size));
          return Values.of(network.forward(input));
        });
  }

  private void requireFit(Clip clip) {
    FloatGrid features = clip.features();
    if (features.size(1) != network.featureSize()) {
      throw Fault.asked(
          "sequence %s: features have %d values per frame, the model was built for %d",
          clip.sequence(), features.size(1), network.featureSize());
    }
    for (int i = 0; i < features.length(); i++) {
      if (!Float.isFinite(features.get(i))) {
        throw Fault.running(
            "sequence %s, frame %d: feature %d is %s; the features must be finite",
            clip.sequence(), i / features.size(1), i % features.size(1), features.get(i));
      }
    }
  }

  @Override
  public void close() {
    manager.close();
  }

  /** What has to be run for the rows of a plan. Frames of windows are listed when they are run. */
  private static final class Schedule {

    private final Network network;
    private final WindowPlan plan;

    /** The first row of each window that some row needs. */
    private final int[] rows;

    /** Per row, the index among the answers of all these windows. */
    private final int[] answers;

    private Schedule(Network network, WindowPlan plan, int[] rows, int[] answers) {
      this.network = network;
      this.plan = plan;
      this.rows = rows;
      this.answers = answers;
    }

    static Schedule of(Network network, WindowPlan plan) {
      int[] keys = new int[plan.rows().size()];
      for (int r = 0; r < keys.length; r++) {
        WindowPlan.Row row = plan.rows().get(r);
        keys[r] =
            network.output() == OutputKind.PER_FRAME
                ? windowOf(network, plan, row)[0]
                : row.window();
      }
      int[] order = new int[1 + Arrays.stream(keys).max().orElse(-1)];
      int[] rows = new int[keys.length];
      int[] answers = new int[keys.length];
      int windows = 0;
      for (int r = 0; r < keys.length; r++) {
        if (order[keys[r]] == 0) { // One more than the place of the window, or not yet placed.
          rows[windows++] = r;
          order[keys[r]] = windows;
        }
        int index = order[keys[r]] - 1;
        answers[r] =
            network.output() == OutputKind.SEQUENCE
                ? index * network.windowFrames() + plan.rows().get(r).position()
                : index;
      }
      return new Schedule(network, plan, Arrays.copyOf(rows, windows), answers);
    }

    /** Number of windows. */
    int size() {
      return rows.length;
    }

    /** Number of answers that all windows give. */
    int answerCount() {
      return network.output() == OutputKind.SEQUENCE ? size() * network.windowFrames() : size();
    }

    /** Frame indices of some windows. */
    List<int[]> windows(int from, int count) {
      return Arrays.stream(rows, from, Math.min(rows.length, from + count))
          .mapToObj(row -> windowOf(network, plan, plan.rows().get(row)))
          .toList();
    }

    private static int[] windowOf(Network network, WindowPlan plan, WindowPlan.Row row) {
      List<Integer> frames = plan.windows().get(row.window()).frames();
      if (network.output() == OutputKind.PER_FRAME) {
        return new int[] {frames.get(row.position())};
      }
      if (frames.size() != network.windowFrames()) {
        throw new IllegalArgumentException(
            "window %d has %d frames, the model takes %d"
                .formatted(row.window(), frames.size(), network.windowFrames()));
      }
      int middle = network.windowFrames() / 2;
      if (network.output() == OutputKind.MIDDLE_FRAME && row.position() != middle) {
        throw new IllegalArgumentException(
            "a middle-frame model answers frame %d of a window, not %d"
                .formatted(middle, row.position()));
      }
      return frames.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  /**
   * Answers of some windows as values, a row each: rotations, betas, camera and, where the network
   * has them, weights of attention. Side by side they leave their device at once.
   */
  private record Values(FloatGrid rows) {

    private static final int ROTATIONS = JOINTS * 9;
    private static final int BETAS = ROTATIONS + 10;
    private static final int CAMERA = BETAS + 3;

    static Values of(BodyOutput output) {
      NDArray rotations = SixD.toMatrices(output.pose6d(), JOINTS); // [R, 24, 3, 3]
      NDList parts = new NDList(rotations.reshape(-1, ROTATIONS), output.betas(), output.camera());
      output.attention().ifPresent(parts::add);
      return new Values(Grids.toGrid(NDArrays.concat(parts, 1)));
    }

    /** Of all answers. */
    Prediction prediction() {
      return prediction(IntStream.range(0, rows.size(0)).toArray());
    }

    /** Of those with these indices, in this order. */
    Prediction prediction(int... picked) {
      SmplTrack track =
          new SmplTrack(
              part(0, ROTATIONS, picked).reshape(picked.length, JOINTS, 3, 3),
              part(ROTATIONS, BETAS, picked),
              part(BETAS, CAMERA, picked));
      int end = rows.size(1);
      return new Prediction(
          track, end == CAMERA ? Optional.empty() : Optional.of(part(CAMERA, end, picked)));
    }

    private FloatGrid part(int from, int to, int... picked) {
      int width = to - from;
      float[] values = new float[Math.multiplyExact(picked.length, width)];
      for (int i = 0; i < picked.length; i++) {
        rows.copyTo(picked[i] * rows.size(1) + from, values, i * width, width);
      }
      return FloatGrid.owning(values, picked.length, width);
    }
  }

  /** A grid that is filled batch by batch: no batch is held beside the whole. */
  private static final class Filled {

    private final int rows;
    private float[] values = {};
    private int[] shape = {};
    private int at;

    Filled(int rows) {
      this.rows = rows;
    }

    void add(FloatGrid part) {
      if (shape.length == 0) {
        shape = part.shape();
        shape[0] = rows;
        values = new float[Math.multiplyExact(rows, part.length() / part.size(0))];
      }
      part.copyTo(0, values, at, part.length());
      at += part.length();
    }

    FloatGrid grid() {
      return FloatGrid.owning(values, shape);
    }
  }
}
