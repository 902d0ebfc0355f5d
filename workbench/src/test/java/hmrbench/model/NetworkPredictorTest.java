package hmrbench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hmrbench.core.Clip;
import hmrbench.core.FloatGrid;
import hmrbench.core.OutputKind;
import hmrbench.core.Prediction;
import hmrbench.data.WindowPlan;
import hmrbench.tensor.CheckpointParameters;
import hmrbench.tensor.TensorEngine;
import hmrbench.testing.Clips;
import hmrbench.train.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Which windows are run, in which batches, and where their answers go, with a network whose shape
 * coefficients are the features of the frame that it answers.
 */
class NetworkPredictorTest {

  private static final int FEATURES = 10;
  private static final int FRAMES = 4;
  private static final int MIDDLE = 2;

  /** Answers with what it reads, and keeps the number of windows of each batch. */
  private record Copying(OutputKind output, OptionalInt batchWindows, List<Long> batches)
      implements Network {

    static Copying of(OutputKind output) {
      return new Copying(output, OptionalInt.empty(), new ArrayList<>());
    }

    @Override
    public int windowFrames() {
      return output == OutputKind.PER_FRAME ? 1 : FRAMES;
    }

    @Override
    public int featureSize() {
      return FEATURES;
    }

    @Override
    public BodyOutput forward(NDArray windows) {
      batches.add(windows.getShape().get(0));
      NDArray read =
          output == OutputKind.MIDDLE_FRAME
              ? windows.get(":, " + MIDDLE)
              : windows.reshape(-1, FEATURES);
      return body(read);
    }
  }

  /** The upright pose, and features as shape coefficients. */
  private static BodyOutput body(NDArray features) {
    NDManager manager = features.getManager();
    long rows = features.getShape().get(0);
    float[] pose = new float[Math.toIntExact(rows * 144)];
    for (int i = 0; i < pose.length; i += 6) {
      pose[i] = 1;
      pose[i + 3] = 1;
    }
    return new BodyOutput(
        manager.create(pose, new Shape(rows, 144)),
        features,
        manager.ones(new Shape(rows, 3)),
        Optional.of(
            NDArrays.concat(
                new NDList(features.get(":, 0:1"), features.get(":, 1:2"), features.get(":, 2:3")),
                1)));
  }

  private static NetworkPredictor predictor(Network network) {
    return new NetworkPredictor(network, TensorEngine.newManager(), new NDList());
  }

  private static WindowPlan plan(OutputKind output, Clip clip) {
    List<WindowPlan.Window> windows = new ArrayList<>();
    List<WindowPlan.Row> rows = new ArrayList<>();
    int step = output == OutputKind.MIDDLE_FRAME ? 1 : FRAMES;
    for (int start = 0; start + FRAMES <= clip.frames(); start += step) {
      for (int p = 0; p < FRAMES; p++) {
        if (output != OutputKind.MIDDLE_FRAME || p == MIDDLE) {
          rows.add(new WindowPlan.Row(windows.size(), p, start + p));
        }
      }
      windows.add(new WindowPlan.Window(IntStream.range(start, start + FRAMES).boxed().toList()));
    }
    return new WindowPlan(windows, rows);
  }

  @ParameterizedTest
  @EnumSource(
      value = OutputKind.class,
      names = {"PER_FRAME", "MIDDLE_FRAME", "SEQUENCE"})
  void each_row_has_the_answer_of_its_own_frame(OutputKind output) {
    Clip clip = Clips.random(320, FEATURES, 3);
    WindowPlan plan = plan(output, clip);
    Copying network = Copying.of(output);
    try (NetworkPredictor model = predictor(network)) {
      assertThat(model.output()).isEqualTo(output);
      assertThat(model.windowFrames()).isEqualTo(network.windowFrames());
      Prediction prediction = model.predict(clip, plan);
      FloatGrid expected = clip.features().rows(plan.targets());
      assertThat(prediction.smpl().betas()).isEqualTo(expected);
      assertThat(prediction.attention().orElseThrow().shape())
          .containsExactly(plan.targets().length, 3);
      assertThat(prediction.attention().orElseThrow().at(7, 1)).isEqualTo(expected.at(7, 1));
      assertThat(prediction.smpl().camera().toArray()).containsOnly(1f);
    }
  }

  @Test
  void a_window_that_several_rows_need_is_run_once() {
    Clip clip = Clips.random(40, FEATURES, 3);
    Copying network = Copying.of(OutputKind.SEQUENCE);
    try (NetworkPredictor model = predictor(network).withBatch(4)) {
      assertThat(model.batch()).isEqualTo(4);
      WindowPlan whole = plan(OutputKind.SEQUENCE, clip);
      WindowPlan some =
          new WindowPlan(
              whole.windows(), IntStream.of(5, 4, 39, 5).mapToObj(whole.rows()::get).toList());
      Prediction prediction = model.predict(clip, some);
      assertThat(prediction.smpl().betas()).isEqualTo(clip.features().rows(5, 4, 39, 5));
      assertThat(network.batches()).containsExactly(2L);
      model.predict(clip, whole);
      assertThat(network.batches()).containsExactly(2L, 4L, 4L, 2L);
    }
  }

  @Test
  void a_network_whose_answers_depend_on_the_batch_keeps_its_own_number() {
    Copying network = new Copying(OutputKind.MIDDLE_FRAME, OptionalInt.of(3), new ArrayList<>());
    try (NetworkPredictor model = predictor(network).withBatch(100)) {
      assertThat(model.batch()).isEqualTo(3);
      assertThat(model.batchBytes()).isZero();
      assertThat(model.twin()).isEmpty();
      assertThat(model.remark("a-model")).isEmpty();
      assertThat(model.network()).isSameAs(network);
    }
  }

  @Test
  void windows_and_rows_that_do_not_fit_the_network_are_refused() {
    Clip clip = Clips.random(20, FEATURES, 3);
    try (NetworkPredictor model = predictor(Copying.of(OutputKind.MIDDLE_FRAME))) {
      WindowPlan shorter =
          new WindowPlan(
              List.of(new WindowPlan.Window(List.of(0, 1, 2))),
              List.of(new WindowPlan.Row(0, MIDDLE, 2)));
      assertThatThrownBy(() -> model.predict(clip, shorter))
          .hasMessage("window 0 has 3 frames, the model takes 4");
      WindowPlan first =
          new WindowPlan(
              List.of(new WindowPlan.Window(List.of(0, 1, 2, 3))),
              List.of(new WindowPlan.Row(0, 0, 0)));
      assertThatThrownBy(() -> model.predict(clip, first))
          .hasMessage("a middle-frame model answers frame 2 of a window, not 0");
    }
  }

  /** The fast path of {@link Copying}: keeps which frames were shared, and how windows came. */
  private static final class Arranged implements FastNetwork {

    private final List<Long> shared = new ArrayList<>();
    private final List<Long> encoded = new ArrayList<>();
    private final NDList own;

    private Arranged(NDManager owner) {
      own = new NDList(owner.create(new float[] {0}));
    }

    @Override
    public NDList share(NDArray features) {
      shared.add(features.getShape().get(0));
      return new NDList(features.mul(1));
    }

    @Override
    public NDList encode(NDManager owner, NDList shared, List<NDArray> steps) {
      encoded.add(steps.get(0).size());
      return new NDList(shared.get(0).get(steps.get(MIDDLE)));
    }

    @Override
    public BodyOutput regress(NDList encoded) {
      return body(encoded.get(0));
    }

    @Override
    public Optional<BranchOutput> branches(NDList encoded) {
      NDArray read = encoded.get(0);
      long rows = read.getShape().get(0);
      NDManager manager = read.getManager();
      return Optional.of(
          new BranchOutput(
              manager.zeros(new Shape(rows, 3, 157)).add(read.get(":, 0:1").reshape(rows, 1, 1)),
              manager.ones(new Shape(157)),
              read.get(":, 0:3"),
              read.get(":, 3:6"),
              true));
    }

    @Override
    public long bytesPerWindow() {
      return 1000;
    }

    @Override
    public NDList weights() {
      return own;
    }
  }

  private record WithFastPath(Copying plain, List<Arranged> arranged) implements Network {

    @Override
    public Optional<FastNetwork> fast(NDManager owner) {
      arranged.add(new Arranged(owner));
      return Optional.of(arranged.get(arranged.size() - 1));
    }

    @Override
    public OutputKind output() {
      return plain.output();
    }

    @Override
    public int windowFrames() {
      return plain.windowFrames();
    }

    @Override
    public int featureSize() {
      return plain.featureSize();
    }

    @Override
    public BodyOutput forward(NDArray windows) {
      return plain.forward(windows);
    }
  }

  @ParameterizedTest
  @CsvSource({"10, 9", "9, 9", "7, 6", "4, 4"})
  void batches_of_the_fast_path_are_of_about_one_size(int asked, int largest) {
    Clip clip = Clips.random(21, FEATURES, 3); // 18 windows
    WithFastPath network = new WithFastPath(Copying.of(OutputKind.MIDDLE_FRAME), new ArrayList<>());
    List<String> told = new ArrayList<>();
    try (NetworkPredictor model =
        predictor(network)
            .withBatch(asked)
            .watchedBy((part, windows, nanoseconds) -> told.add(part + " " + windows))) {
      assertThat(model.batchBytes()).isEqualTo(1000L * asked);
      Prediction prediction = model.predict(clip, plan(OutputKind.MIDDLE_FRAME, clip));
      assertThat(prediction.smpl().betas()).isEqualTo(clip.features().rows(2, 20));
      Arranged arranged = network.arranged().get(0);
      assertThat(arranged.shared).containsExactly(21L);
      assertThat(arranged.encoded.stream().mapToLong(it -> it).sum()).isEqualTo(18);
      long most = arranged.encoded.stream().mapToLong(it -> it).max().orElseThrow();
      assertThat(most).isEqualTo(largest);
      assertThat(told).startsWith("PROJECT 21", "ENCODE " + arranged.encoded.get(0));
      assertThat(told).filteredOn(it -> it.startsWith("REGRESS")).hasSize(arranged.encoded.size());
      assertThat(network.plain().batches()).isEmpty();
    }
  }

  @Test
  void what_the_fast_path_shares_is_bounded_on_a_long_clip() {
    Clip clip = Clips.random(5003, FEATURES, 3); // 5000 windows, more than are shared at once
    WithFastPath network = new WithFastPath(Copying.of(OutputKind.MIDDLE_FRAME), new ArrayList<>());
    try (NetworkPredictor model = predictor(network)) {
      WindowPlan plan = plan(OutputKind.MIDDLE_FRAME, clip);
      Prediction prediction = model.predict(clip, plan);
      assertThat(prediction.smpl().betas()).isEqualTo(clip.features().rows(2, 5002));
      assertThat(network.arranged().get(0).shared).containsExactly(4099L, 907L);
      BranchAnswers answers = model.branches(clip, plan).orElseThrow();
      assertThat(answers.rows()).isEqualTo(5000);
      assertThat(answers.bodies().shape()).containsExactly(5000, 3, 157);
      for (int row : new int[] {0, 4095, 4096, 4999}) {
        assertThat(answers.bodies().at(row, 1, 156)).isEqualTo(clip.features().at(row + 2, 0));
        assertThat(answers.attention().at(row, 2)).isEqualTo(clip.features().at(row + 2, 2));
        assertThat(answers.scores().at(row, 0)).isEqualTo(clip.features().at(row + 2, 3));
      }
      assertThat(answers.offset().toArray()).containsOnly(1f);
      assertThat(answers.current()).isTrue();
    }
  }

  @Test
  void a_plain_predictor_never_takes_the_fast_path_nor_do_its_twins() {
    Clip clip = Clips.random(9, FEATURES, 3);
    WindowPlan plan = plan(OutputKind.MIDDLE_FRAME, clip);
    WithFastPath network = new WithFastPath(Copying.of(OutputKind.MIDDLE_FRAME), new ArrayList<>());
    NDManager manager = TensorEngine.newManager();
    CheckpointParameters none = new CheckpointParameters(new Weights(Map.of()), "test", manager);
    try (NetworkPredictor model = NetworkPredictor.of(parameters -> network, none, manager);
        NetworkPredictor plain = model.plainly();
        Predictor twin = plain.twin().orElseThrow();
        Predictor fastTwin = model.twin().orElseThrow()) {
      plain.predict(clip, plan);
      twin.predict(clip, plan);
      assertThat(plain.branches(clip, plan)).isEmpty();
      assertThat(network.plain().batches()).containsExactly(6L, 6L);
      assertThat(network.arranged()).allSatisfy(it -> assertThat(it.encoded).isEmpty());
      fastTwin.predict(clip, plan);
      assertThat(network.arranged().get(network.arranged().size() - 1).encoded).containsExactly(6L);
      assertThat(Arrays.asList(model.batch(), ((NetworkPredictor) fastTwin).batch()))
          .containsExactly(512, 512);
    }
  }
}
