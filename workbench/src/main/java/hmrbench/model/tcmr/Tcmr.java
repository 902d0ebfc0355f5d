package hmrbench.model.tcmr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Activation;
import hmrbench.core.Fault;
import hmrbench.core.OutputKind;
import hmrbench.model.BodyOutput;
import hmrbench.model.FastNetwork;
import hmrbench.model.TrainableNetwork;
import hmrbench.model.spin.Regressor;
import hmrbench.tensor.Gru;
import hmrbench.tensor.KeptNumbers;
import hmrbench.tensor.Linear;
import hmrbench.tensor.Parameters;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * TCMR: features of the middle frame from the past, from all frames and from the future, integrated
 * by attention and decoded once. {@link TcmrVariant} leaves parts out.
 *
 * <ul>
 *   <li>B = windows, T = frames per window, m = T/2, F = features, H = hidden
 *   <li>in: features [B, T, F]
 *   <li>out: rows B, of frame m
 *   <li>weights: {@code encoder.gru_cur.*} (both directions) and {@code encoder.linear_cur} [F,
 *       2H]; {@code encoder.gru_bef.*}, {@code encoder.gru_aft.*} (one direction each) and {@code
 *       encoder.linear_bef}, {@code encoder.linear_aft} [F, H]; {@code encoder.attention.*}; {@code
 *       regressor.*}
 * </ul>
 *
 * <p>Source: Choi et al., Beyond Static Features for Temporally Consistent 3D Human Pose and Shape
 * from a Video, CVPR 2021; lib/models/tcmr.py at c41fdd7.
 */
public final class Tcmr implements TrainableNetwork {

  private final TcmrVariant variant;
  private final int windowFrames;
  private final int middle;
  private final Regressor regressor;
  private final @Nullable Branch all;
  private final @Nullable Branch past;
  private final @Nullable Branch future;
  private final @Nullable BranchAttention attention;

  /** A GRU, a rectifier and a linear layer back to the size of a feature. */
  private record Branch(Gru gru, Linear linear) {

    static Branch of(Parameters parameters, String suffix, long features) {
      Gru gru = Gru.of(parameters, "encoder.gru_" + suffix, features);
      Linear linear = Linear.of(parameters, "encoder.linear_" + suffix, features, gru.outputs());
      return new Branch(gru, linear);
    }

    NDArray project(NDArray state) {
      return linear.apply(Activation.relu(state));
    }
  }

  /**
   * @param windowFrames frames per window, T; 16 in the paper
   * @throws Fault if a tensor is missing or misshapen
   */
  public Tcmr(Parameters parameters, TcmrVariant variant, int windowFrames) {
    if (windowFrames < 3) {
      throw Fault.asked(
          "window: a middle-frame network needs 3 or more frames, got %d", windowFrames);
    }
    this.variant = variant;
    this.windowFrames = windowFrames;
    this.middle = windowFrames / 2;
    this.regressor = Regressor.of(parameters, "regressor.");
    long features = regressor.featureSize();
    this.all = variant.allBranch() ? Branch.of(parameters, "cur", features) : null;
    if (variant.poseForecast()) {
      this.past = Branch.of(parameters, "bef", features);
      this.future = Branch.of(parameters, "aft", features);
      int branches = variant.allBranch() ? 3 : 2;
      this.attention = new BranchAttention(parameters, "encoder.attention", branches, features);
    } else {
      this.past = null;
      this.future = null;
      this.attention = null;
    }
  }

  /**
   * Features of the middle frame from each branch.
   *
   * @param windows features [B, T, F]
   * @throws IllegalStateException if the variant has no PoseForecast
   */
  public BranchFeatures branches(NDArray windows) {
    if (past == null || future == null) {
      throw new IllegalStateException("a network without PoseForecast has one branch only");
    }
    NDArray timeFirst = windows.swapAxes(0, 1); // [T, B, F]
    int reach = variant.poseForecastSeesCurrent() ? 1 : 0;
    NDArray before = timeFirst.get(new NDIndex().addSliceDim(0, middle + reach));
    NDArray after =
        timeFirst.get(new NDIndex().addSliceDim(middle + 1 - reach, windowFrames)).flip(0);
    return new BranchFeatures(
        past.project(past.gru().last(before)),
        variant.allBranch() ? Optional.of(current(windows)) : Optional.empty(),
        future.project(future.gru().last(after)));
  }

  /** The feature of the middle frame from all frames: [B, T, F] to [B, F]. */
  private NDArray current(NDArray windows) {
    Branch branch = java.util.Objects.requireNonNull(all);
    NDArray feature = branch.project(branch.gru().at(windows.swapAxes(0, 1), middle));
    return variant.residual() ? feature.add(middleOf(windows)) : feature;
  }

  private NDArray middleOf(NDArray windows) {
    return windows.get(new NDIndex().addAllDim().addIndices(middle)); // [B, F]
  }

  /** Weights that the network itself gives to its branches: [B, 3], or [B, 2] without G_all. */
  public NDArray attention(BranchFeatures branches) {
    return requireAttention().weights(branches.stacked());
  }

  /** The attention's logits, each in [-1, 1]: [B, 3], or [B, 2] without G_all. */
  public NDArray attentionLogits(BranchFeatures branches) {
    return requireAttention().logits(branches.stacked());
  }

  private BranchAttention requireAttention() {
    if (attention == null) {
      throw new IllegalStateException("a network without PoseForecast has no attention");
    }
    return attention;
  }

  /**
   * The integrated feature under given weights, [B, F].
   *
   * @param weights [B, branches]; any weights, not only the network's own
   */
  public NDArray fuse(BranchFeatures branches, NDArray weights) {
    return branches.stacked().mul(weights.expandDims(2)).sum(new int[] {1});
  }

  /**
   * Body parameters under given weights: what the network would say if its attention were these.
   *
   * @param weights [B, branches]
   */
  public BodyOutput integrate(BranchFeatures branches, NDArray weights) {
    return regressor
        .decode(fuse(branches, weights))
        .withAttention(pastCurrentFuture(weights, variant.allBranch()));
  }

  /** The weights as reported: NaN for the current branch, which a variant without G_all has not. */
  static NDArray pastCurrentFuture(NDArray weights, boolean allBranch) {
    if (allBranch) {
      return weights;
    }
    NDArray ofPast = weights.get(new NDIndex().addAllDim().addSliceDim(0, 1));
    NDArray ofFuture = weights.get(new NDIndex().addAllDim().addSliceDim(1, 2));
    return NDArrays.concat(new NDList(ofPast, KeptNumbers.times(ofPast, Double.NaN), ofFuture), 1);
  }

  @Override
  public BodyOutput forward(NDArray windows) {
    if (!variant.poseForecast()) {
      return regressor.decode(current(windows));
    }
    BranchFeatures branches = branches(windows);
    return integrate(branches, attention(branches));
  }

  /** In the official order: past, future, integrated. The current branch is not supervised. */
  @Override
  public NDArray supervisedFeatures(NDArray windows) {
    if (!variant.poseForecast()) {
      return current(windows).expandDims(1);
    }
    BranchFeatures branches = branches(windows);
    NDArray integrated = fuse(branches, attention(branches));
    return NDArrays.stack(new NDList(branches.past(), branches.future(), integrated), 1);
  }

  @Override
  public Optional<FastNetwork> fast(NDManager owner) {
    FastTcmrComposer composer =
        new FastTcmrComposer(owner, regressor, Optional.ofNullable(attention));
    if (past != null) {
      composer.add(FastTcmr.Place.PAST, past.gru(), past.linear());
    }
    if (all != null) {
      composer.add(FastTcmr.Place.ALL, all.gru(), all.linear());
    }
    if (future != null) {
      composer.add(FastTcmr.Place.FUTURE, future.gru(), future.linear());
    }
    int reach = variant.poseForecastSeesCurrent() ? 1 : 0;
    return Optional.of(composer.compose(middle, reach, variant.residual()));
  }

  @Override
  public OutputKind output() {
    return OutputKind.MIDDLE_FRAME;
  }

  @Override
  public int windowFrames() {
    return windowFrames;
  }

  @Override
  public int featureSize() {
    return regressor.featureSize();
  }

  public TcmrVariant variant() {
    return variant;
  }

  @Override
  public Regressor regressor() {
    return regressor;
  }
}
