package hmrbench.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.Prediction;
import hmrbench.core.SmplTrack;
import hmrbench.data.OutputKind;
import hmrbench.data.WindowPlan;
import hmrbench.tensor.Grids;
import hmrbench.tensor.Scope;
import hmrbench.tensor.SixD;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network with weights as a {@link Predictor}: runs the windows of a plan in batches and picks
 * the rows. Tensors of a batch are freed before the next.
 */
public final class NetworkPredictor implements Predictor {

  /** Windows per batch: beyond this the throughput of a full-size TCMR hardly grows on a CPU. */
  private static final int BATCH = 64;

  private static final int JOINTS = 24;

  private final Network network;
  private final NDManager manager;
  private final NDList weights;

  /**
   * @param manager owns the weights; closed with this predictor
   * @param weights all tensors of the network
   */
  public NetworkPredictor(Network network, NDManager manager, NDList weights) {
    this.network = network;
    this.manager = manager;
    this.weights = weights;
  }

  @Override
  public OutputKind output() {
    return network.output();
  }

  @Override
  public int windowFrames() {
    return network.windowFrames();
  }

  /** The network itself, for questions beyond a prediction. */
  public Network network() {
    return network;
  }

  @Override
  public Prediction predict(Clip clip, WindowPlan plan) {
    requireFit(clip);
    Schedule schedule = Schedule.of(network, plan);
    List<Values> batches = new ArrayList<>();
    for (int start = 0; start < schedule.windows.size(); start += BATCH) {
      int end = Math.min(schedule.windows.size(), start + BATCH);
      batches.add(run(clip.features(), schedule.windows.subList(start, end)));
    }
    return Values.join(batches, schedule.answers);
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
          NDArray input = scope.create(batch, new Shape(windows.size(), frames, size));
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

  /** What has to be run for the rows of a plan. */
  private static final class Schedule {

    /** Frame indices of each window that some row needs. */
    private final List<int[]> windows;

    /** Per row, the index among the answers of all these windows. */
    private final int[] answers;

    private Schedule(List<int[]> windows, int[] answers) {
      this.windows = windows;
      this.answers = answers;
    }

    static Schedule of(Network network, WindowPlan plan) {
      Map<Integer, Integer> order = new LinkedHashMap<>();
      List<int[]> windows = new ArrayList<>();
      int[] answers = new int[plan.rows().size()];
      for (int r = 0; r < answers.length; r++) {
        WindowPlan.Row row = plan.rows().get(r);
        int[] window = windowOf(network, plan, row);
        int key = network.output() == OutputKind.PER_FRAME ? window[0] : row.window();
        Integer index = order.putIfAbsent(key, windows.size());
        if (index == null) {
          index = windows.size();
          windows.add(window);
        }
        answers[r] =
            network.output() == OutputKind.SEQUENCE
                ? index * window.length + row.position()
                : index;
      }
      return new Schedule(windows, answers);
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

  /** Answers of some windows as values, A = answers. */
  private record Values(
      FloatGrid rotations, FloatGrid betas, FloatGrid camera, Optional<FloatGrid> attention) {

    static Values of(BodyOutput output) {
      return new Values(
          Grids.toGrid(SixD.toMatrices(output.pose6d(), JOINTS)),
          Grids.toGrid(output.betas()),
          Grids.toGrid(output.camera()),
          output.attention().map(Grids::toGrid));
    }

    static Prediction join(List<Values> batches, int[] answers) {
      SmplTrack track =
          new SmplTrack(
              stack(batches.stream().map(Values::rotations).toList()).rows(answers),
              stack(batches.stream().map(Values::betas).toList()).rows(answers),
              stack(batches.stream().map(Values::camera).toList()).rows(answers));
      List<FloatGrid> weights = batches.stream().flatMap(b -> b.attention().stream()).toList();
      return new Prediction(
          track, weights.isEmpty() ? Optional.empty() : Optional.of(stack(weights).rows(answers)));
    }

    private static FloatGrid stack(List<FloatGrid> parts) {
      int[] shape = parts.get(0).shape();
      shape[0] = parts.stream().mapToInt(part -> part.size(0)).sum();
      float[] all = new float[parts.stream().mapToInt(FloatGrid::length).sum()];
      int at = 0;
      for (FloatGrid part : parts) {
        part.copyTo(0, all, at, part.length());
        at += part.length();
      }
      return FloatGrid.owning(all, shape);
    }
  }
}
