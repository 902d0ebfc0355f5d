package hmrbench.model.hmmr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import hmrbench.core.OutputKind;
import hmrbench.model.BodyOutput;
import hmrbench.model.Network;
import hmrbench.tensor.AxisAngle;
import hmrbench.tensor.Linear;
import hmrbench.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * HMMR over static features: the movie strip, the iterative regressor, the regressors of past and
 * future, and the hallucinator.
 *
 * <ul>
 *   <li>B = windows, T = frames per window (20 as published), F = features (2048), H = hidden
 *   <li>in: features [B, T, F] of {@link SlimResNet50}
 *   <li>out: rows B T, or B where a {@link Question} asks for one frame
 *   <li>weights, under TensorFlow's names, inputs before outputs: of a block i {@code
 *       AZ_FC_block_preact_gn1block_i}, {@code AZ_FC_block_preact_gn2block_i}, {@code
 *       AZ_FC_block2_conv1block_i} [K, 1, F, F], {@code AZ_FC_block2_conv2block_i}; {@code
 *       mean_param} [1, 85]; {@code single_view_ief/3D_module/fc1} [F + 85, H] to {@code fc3} [H,
 *       85]; the same under {@code single_view_ief_past5} and {@code single_view_ief_future5} with
 *       72 for 85; {@code fc2_res/fc1} to {@code fc3} [F, F]
 *   <li>85 parameters: camera 3, 24 rotations as axis times angle, shape 10
 * </ul>
 *
 * <p>Past and future have the shape and the camera of the present.
 *
 * <p>No output of the official program was at hand: the layers are held to their formulas, worked
 * out in plain loops by the tests.
 *
 * <p>Source: Kanazawa et al., Learning 3D Human Dynamics from Video, CVPR 2019; src/models.py and
 * src/evaluation/tester.py of human_dynamics at 0887f37.
 */
final class Hmmr implements Network, StripNetwork {

  private static final int CAMERA = 3;
  private static final int POSE = 72;
  private static final int SHAPE = 10;
  private static final int BODY = CAMERA + POSE + SHAPE;
  private static final int JOINTS = 24;

  private static final String PRESENT = "single_view_ief";
  private static final String PAST = PRESENT + "_past" + Question.FRAMES;
  private static final String FUTURE = PRESENT + "_future" + Question.FRAMES;
  private static final String HALLUCINATOR = "fc2_res/";
  private static final String CONVOLUTION = "AZ_FC_block2_conv%dblock_%d";
  private static final String NORM = "AZ_FC_block_preact_gn%dblock_%d";

  private final int features;
  private final MovieStrip movie;
  private final NDArray start;
  private final IterativeUpdate now;
  private final Optional<IterativeUpdate> past;
  private final Optional<IterativeUpdate> future;
  private final Optional<Hallucinator> hallucinator;
  private final Question question;
  private final int movieFrames;

  /**
   * @param movieFrames frames of a movie strip, T
   */
  Hmmr(Parameters parameters, Question question, int movieFrames) {
    this.start = parameters.get("mean_param", 1, BODY);
    this.now = update(parameters, PRESENT, BODY);
    this.features = Math.toIntExact(now.fc1().in()) - BODY;
    this.movie = movie(parameters, features);
    int horizon = question.isHeld() ? 0 : question.horizon();
    this.past = beside(parameters, PAST, horizon < 0);
    this.future = beside(parameters, FUTURE, horizon > 0);
    this.hallucinator =
        question.oneFrame() || parameters.has(HALLUCINATOR + "fc1/weights")
            ? Optional.of(hallucinator(parameters))
            : Optional.empty();
    this.question = question;
    this.movieFrames = movieFrames;
  }

  /** A dense layer: TensorFlow's weights are [in, out]. */
  private static Linear dense(Parameters parameters, String name, long in, long out) {
    NDArray weight = parameters.get(name + "/weights", in, out);
    return new Linear(
        weight.transpose(), parameters.get(name + "/biases", weight.getShape().get(1)));
  }

  private static IterativeUpdate update(Parameters parameters, String scope, long size) {
    String prefix = scope + "/3D_module/";
    Linear first = dense(parameters, prefix + "fc1", Parameters.ANY, Parameters.ANY);
    return new IterativeUpdate(
        first,
        dense(parameters, prefix + "fc2", first.out(), first.out()),
        dense(parameters, prefix + "fc3", first.out(), size));
  }

  /** The regressor of past or future: taken where it is there, and missed where it is needed. */
  private static Optional<IterativeUpdate> beside(
      Parameters parameters, String scope, boolean isNeeded) {
    return isNeeded || parameters.has(scope + "/3D_module/fc1/weights")
        ? Optional.of(update(parameters, scope, POSE))
        : Optional.empty();
  }

  private Hallucinator hallucinator(Parameters parameters) {
    return new Hallucinator(
        dense(parameters, HALLUCINATOR + "fc1", features, features),
        dense(parameters, HALLUCINATOR + "fc2", features, features),
        dense(parameters, HALLUCINATOR + "fc3", features, features));
  }

  private static MovieStrip movie(Parameters parameters, long features) {
    List<MovieStrip.Block> blocks = new ArrayList<>();
    do {
      int block = blocks.size();
      blocks.add(
          new MovieStrip.Block(
              norm(parameters, NORM.formatted(1, block), features),
              convolution(parameters, CONVOLUTION.formatted(1, block), features),
              norm(parameters, NORM.formatted(2, block), features),
              convolution(parameters, CONVOLUTION.formatted(2, block), features)));
    } while (parameters.has(CONVOLUTION.formatted(1, blocks.size()) + "/weights"));
    return new MovieStrip(blocks);
  }

  private static GroupNorm norm(Parameters parameters, String name, long channels) {
    return new GroupNorm(
        parameters.get(name + "/gamma", channels), parameters.get(name + "/beta", channels));
  }

  /** From [K, 1, F, F], inputs before outputs, to [F, F, K]. */
  private static TimeConvolution convolution(Parameters parameters, String name, long channels) {
    NDArray weight = parameters.get(name + "/weights", Parameters.ANY, 1, channels, channels);
    return new TimeConvolution(
        weight.reshape(-1, channels, channels).transpose(2, 1, 0),
        parameters.get(name + "/biases", channels));
  }

  @Override
  public OutputKind output() {
    return question.output();
  }

  @Override
  public int windowFrames() {
    return question.windowFrames(movieFrames);
  }

  @Override
  public int featureSize() {
    return features;
  }

  @Override
  public BodyOutput forward(NDArray windows) {
    return question.answer(this, windows);
  }

  @Override
  public NDArray strip(NDArray windows) {
    return movie.apply(windows);
  }

  @Override
  public NDArray hallucinated(NDArray seen) {
    return hallucinator.orElseThrow().apply(seen);
  }

  @Override
  public BodyOutput body(NDArray strip, int horizon) {
    NDArray begin = start.broadcast(strip.getShape().get(0), BODY);
    NDArray present = now.apply(strip, begin); // [R, 85]
    NDArray pose = columns(present, CAMERA, CAMERA + POSE);
    if (horizon != 0) {
      pose = (horizon > 0 ? future : past).orElseThrow().apply(strip, pose);
    }
    return new BodyOutput(
        AxisAngle.sixD(pose, JOINTS),
        columns(present, CAMERA + POSE, BODY),
        columns(present, 0, CAMERA),
        Optional.empty());
  }

  private static NDArray columns(NDArray rows, long from, long to) {
    return rows.get(new NDIndex().addAllDim().addSliceDim(from, to));
  }
}
