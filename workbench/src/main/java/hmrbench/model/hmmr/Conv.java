package hmrbench.model.hmmr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import hmrbench.core.OutputKind;
import hmrbench.model.BodyOutput;
import hmrbench.model.TrainableNetwork;
import hmrbench.model.spin.Regressor;
import hmrbench.tensor.Linear;
import hmrbench.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A network of HMMR's family on cached features, with the regressor that the other networks have:
 * {@link MovieStrip}, {@link Regressor} and, where it was trained for it, what predicts the past
 * and the future.
 *
 * <ul>
 *   <li>B = windows, T = frames per window, F = features, H = hidden, K = kernel, U = units
 *   <li>in: features [B, T, F]
 *   <li>out: rows B T, or B where a {@link Question} asks for one frame
 *   <li>weights of a block i: {@code movie.i.norm1}, {@code movie.i.norm2}, {@code movie.i.conv1}
 *       [H, F, K], {@code movie.i.conv2} [F, H, K]; {@code regressor.*}
 *   <li>of past and future: {@code hallucinator.fc1} to {@code fc3} [F, F]; {@code past} and {@code
 *       future}: {@code fc1} [U, F + 144], {@code fc2} [U, U], {@code decpose} [144, U]
 * </ul>
 *
 * <p>Where it differs from HMMR: the present is regressed as six numbers per joint without anything
 * cut off between the layers, the past and the future as such, too; a hallucinated strip is held to
 * the bodies that are decoded from it, and not to the strip of the window.
 *
 * <p>Source: src/models.py of human_dynamics at 0887f37; Kanazawa et al., CVPR 2019.
 */
final class Conv implements TrainableNetwork, StripNetwork {

  static final int POSE = 144;
  private static final String BLOCK = "movie.%d.";

  private final MovieStrip movie;
  private final Regressor regressor;
  private final Optional<Foresight> foresight;
  private final Question question;
  private final int movieFrames;

  /** What predicts beyond the frame that is seen. */
  private record Foresight(
      Hallucinator hallucinator, IterativeUpdate past, IterativeUpdate future) {

    static Foresight of(Parameters parameters, long features) {
      Hallucinator hallucinator =
          new Hallucinator(
              Linear.of(parameters, "hallucinator.fc1", features, features),
              Linear.of(parameters, "hallucinator.fc2", features, features),
              Linear.of(parameters, "hallucinator.fc3", features, features));
      return new Foresight(
          hallucinator,
          update(parameters, "past.", features),
          update(parameters, "future.", features));
    }

    private static IterativeUpdate update(Parameters parameters, String prefix, long features) {
      Linear first = Linear.of(parameters, prefix + "fc1", Parameters.ANY, features + POSE);
      return new IterativeUpdate(
          first,
          Linear.of(parameters, prefix + "fc2", first.out(), first.out()),
          Linear.of(parameters, prefix + "decpose", POSE, first.out()));
    }
  }

  /**
   * @param hasForesight whether it was trained to predict past and future
   * @param movieFrames frames of a movie strip, T
   */
  Conv(Parameters parameters, boolean hasForesight, Question question, int movieFrames) {
    this.regressor = Regressor.of(parameters, "regressor.");
    this.movie = movie(parameters, regressor.featureSize());
    this.foresight =
        hasForesight
            ? Optional.of(Foresight.of(parameters, regressor.featureSize()))
            : Optional.empty();
    this.question = question;
    this.movieFrames = movieFrames;
  }

  private static MovieStrip movie(Parameters parameters, long features) {
    List<MovieStrip.Block> blocks = new ArrayList<>();
    do {
      String block = BLOCK.formatted(blocks.size());
      TimeConvolution first =
          convolution(parameters, block + "conv1", Parameters.ANY, features, Parameters.ANY);
      blocks.add(
          new MovieStrip.Block(
              norm(parameters, block + "norm1", features),
              first,
              norm(parameters, block + "norm2", first.out()),
              convolution(parameters, block + "conv2", features, first.out(), first.kernel())));
    } while (parameters.has(BLOCK.formatted(blocks.size()) + "conv1.weight"));
    return new MovieStrip(blocks);
  }

  private static TimeConvolution convolution(
      Parameters parameters, String prefix, long out, long in, long kernel) {
    NDArray weight = parameters.get(prefix + ".weight", out, in, kernel);
    return new TimeConvolution(weight, parameters.get(prefix + ".bias", weight.getShape().get(0)));
  }

  private static GroupNorm norm(Parameters parameters, String prefix, long channels) {
    return new GroupNorm(
        parameters.get(prefix + ".weight", channels), parameters.get(prefix + ".bias", channels));
  }

  /** Blocks of its movie strip. */
  int blocks() {
    return movie.blocks().size();
  }

  /** Frames that a convolution sees. */
  int kernel() {
    return movie.blocks().get(0).first().kernel();
  }

  /** Channels between the convolutions of a block. */
  int hidden() {
    return movie.blocks().get(0).first().out();
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
    return regressor.featureSize();
  }

  @Override
  public Regressor regressor() {
    return regressor;
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
  public NDArray hallucinated(NDArray features) {
    return foresight.orElseThrow().hallucinator().apply(features);
  }

  @Override
  public BodyOutput body(NDArray strip, int horizon) {
    BodyOutput present = regressor.decode(strip);
    return horizon == 0 ? present : beside(strip, present, horizon > 0);
  }

  private BodyOutput beside(NDArray strip, BodyOutput present, boolean isFuture) {
    Foresight parts = foresight.orElseThrow();
    IterativeUpdate update = isFuture ? parts.future() : parts.past();
    return new BodyOutput(
        update.apply(strip, present.pose6d()),
        present.betas(),
        present.camera(),
        present.attention());
  }

  /** The movie strip, and with foresight the static features behind it: [B, T, F] or [B, T, 2F]. */
  @Override
  public NDArray supervisedFeatures(NDArray windows) {
    NDArray strip = strip(windows);
    return foresight.isEmpty() ? strip : NDArrays.concat(new NDList(strip, windows), 2);
  }

  /** Of the window's strip and of the hallucinated one: the present, the past, the future. */
  @Override
  public List<Integer> horizons() {
    int frames = Question.FRAMES;
    return foresight.isEmpty() ? List.of(0) : List.of(0, -frames, frames, 0, -frames, frames);
  }

  @Override
  public NDArray supervisedBodies(NDArray features, UnaryOperator<NDArray> dropout) {
    if (foresight.isEmpty()) {
      return regressor.decode(features, dropout).rows();
    }
    long size = featureSize();
    NDArray strip = features.get(new NDIndex().addAllDim().addSliceDim(0, size));
    NDArray seen = features.get(new NDIndex().addAllDim().addSliceDim(size, 2 * size));
    NDList bodies = new NDList();
    for (NDArray known : List.of(strip, hallucinated(seen))) {
      BodyOutput present = regressor.decode(known, dropout);
      bodies.add(present.rows());
      bodies.add(beside(known, present, false).rows());
      bodies.add(beside(known, present, true).rows());
    }
    return NDArrays.stack(bodies, 1).reshape(-1, Regressor.BODY); // [R, 6, 157] to [6 R, 157]
  }
}
