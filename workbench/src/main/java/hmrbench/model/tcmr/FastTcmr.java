package hmrbench.model.tcmr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import hmrbench.model.BodyOutput;
import hmrbench.model.BranchOutput;
import hmrbench.model.FastNetwork;
import hmrbench.model.spin.AffineRegressor;
import hmrbench.tensor.Linear;
import hmrbench.tensor.SharedGru;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * {@link Tcmr} arranged for evaluation. The GRUs are {@link SharedGru}s; behind their rectifiers
 * everything up to the attention's first tangent, and everything from the weighted sum to the body
 * parameters, is affine:
 *
 * <ul>
 *   <li>K = branches, s_k = rectified state of branch k [B, D H], w = attention [B, K]
 *   <li>attention: first tangent of sum_k E_k s_k + e, then the network's own layers
 *   <li>body = sum_k w_k (A_k s_k + a_k) + c
 * </ul>
 */
final class FastTcmr implements FastNetwork {

  private final int middle;
  private final int reach;
  private final List<Branch> branches;
  private final NDArray bodyOffset;
  private final Optional<Scores> scores;
  private final Optional<Residual> residual;
  private final NDList weights;

  /**
   * A branch behind its GRU: what its state adds to the body [157, D H] with its constant [157],
   * and to the attention's first layer.
   */
  record Branch(Place place, SharedGru gru, NDArray body, NDArray bias, Optional<NDArray> score) {}

  /** Which frames of the window a branch reads. */
  enum Place {
    PAST,
    ALL,
    FUTURE
  }

  /** The attention behind its first layer. */
  record Scores(NDArray firstOffset, Linear second, Linear last) {}

  /** What the middle frame's own feature adds, through the current branch. */
  record Residual(NDArray body, Optional<NDArray> score) {}

  FastTcmr(
      int middle,
      int reach,
      List<Branch> branches,
      NDArray bodyOffset,
      Optional<Scores> scores,
      Optional<Residual> residual) {
    this.middle = middle;
    this.reach = reach;
    this.branches = List.copyOf(branches);
    this.bodyOffset = bodyOffset;
    this.scores = scores;
    this.residual = residual;
    this.weights = new NDList(bodyOffset);
    for (Branch branch : branches) {
      weights.add(branch.body());
      weights.add(branch.bias());
      branch.score().ifPresent(weights::add);
    }
    scores.ifPresent(s -> weights.add(s.firstOffset()));
    residual.ifPresent(
        r -> {
          weights.add(r.body());
          r.score().ifPresent(weights::add);
        });
  }

  @Override
  public NDList weights() {
    return weights;
  }

  /** Branches run one after the other; the largest one counts. */
  @Override
  public long bytesPerWindow() {
    long most = 0;
    for (Branch branch : branches) {
      int steps = branch.place() == Place.ALL ? 2 * middle : middle + reach;
      most = Math.max(most, branch.gru().bytesPerWindow(steps));
    }
    return most;
  }

  @Override
  public NDList share(NDArray features) {
    NDList shared = new NDList();
    branches.forEach(branch -> shared.addAll(branch.gru().project(features)));
    residual.ifPresent(
        r -> {
          shared.add(times(features, r.body()));
          r.score().ifPresent(score -> shared.add(times(features, score)));
        });
    return shared;
  }

  @Override
  public NDList encode(NDManager owner, NDList shared, List<NDArray> steps) {
    NDList states = new NDList();
    int at = 0;
    for (Branch branch : branches) {
      int directions = branch.gru().directions();
      NDList projections = shared.subNDList(at, at + directions);
      at += directions;
      states.add(Activation.relu(state(owner, branch, projections, steps)));
    }
    for (NDArray perFrame : shared.subNDList(at)) {
      states.add(perFrame.get(steps.get(middle)));
    }
    return states;
  }

  @Override
  public BodyOutput regress(NDList encoded) {
    NDList states = encoded.subNDList(0, branches.size());
    NDList ofMiddle = encoded.subNDList(branches.size());
    List<NDArray> bodies = bodies(states, ofMiddle);
    if (scores.isEmpty()) {
      return AffineRegressor.split(bodies.get(0).add(bodyOffset));
    }
    NDArray attention = scores(scores.get(), states, ofMiddle).softmax(1); // [B, K]
    NDArray stacked = NDArrays.stack(new NDList(bodies), 1); // [B, K, 157]
    NDArray body = stacked.mul(attention.expandDims(2)).sum(new int[] {1}).add(bodyOffset);
    return AffineRegressor.split(body)
        .withAttention(Tcmr.pastCurrentFuture(attention, branches.size() == 3));
  }

  @Override
  public Optional<BranchOutput> branches(NDList encoded) {
    if (scores.isEmpty()) {
      return Optional.empty();
    }
    NDList states = encoded.subNDList(0, branches.size());
    NDList ofMiddle = encoded.subNDList(branches.size());
    NDList bodies = new NDList(bodies(states, ofMiddle));
    boolean current = branches.size() == 3;
    if (!current) {
      bodies.add(1, bodies.get(0).zerosLike());
    }
    NDArray logits = scores(scores.get(), states, ofMiddle);
    return Optional.of(
        new BranchOutput(
            NDArrays.stack(bodies, 1),
            bodyOffset.duplicate(),
            Tcmr.pastCurrentFuture(logits.softmax(1), current),
            Tcmr.pastCurrentFuture(logits, current),
            current));
  }

  private NDArray state(NDManager owner, Branch branch, NDList projections, List<NDArray> steps) {
    if (branch.place() == Place.ALL) {
      return branch.gru().at(owner, projections, steps, middle);
    }
    List<NDArray> read;
    if (branch.place() == Place.PAST) {
      read = steps.subList(0, middle + reach);
    } else {
      read = new ArrayList<>(steps.subList(middle + 1 - reach, steps.size()));
      Collections.reverse(read);
    }
    return branch.gru().at(owner, projections, read, read.size() - 1);
  }

  /** What each branch would add to the body at weight 1, [B, 157] each. */
  private List<NDArray> bodies(List<NDArray> states, NDList ofMiddle) {
    List<NDArray> bodies = new ArrayList<>();
    for (int k = 0; k < states.size(); k++) {
      Branch branch = branches.get(k);
      NDArray body = times(states.get(k), branch.body()).add(branch.bias());
      boolean hasResidual = branch.place() == Place.ALL && residual.isPresent();
      bodies.add(hasResidual ? body.add(ofMiddle.get(0)) : body);
    }
    return bodies;
  }

  /** What the softmax is taken of. */
  private NDArray scores(Scores behind, List<NDArray> states, NDList ofMiddle) {
    NDArray first = behind.firstOffset();
    for (int k = 0; k < states.size(); k++) {
      first = times(states.get(k), branches.get(k).score().orElseThrow()).add(first);
    }
    if (residual.isPresent()) {
      first = first.add(ofMiddle.get(1));
    }
    return behind.last().apply(behind.second().apply(first.tanh()).tanh()).tanh();
  }

  /** x W^T. */
  private static NDArray times(NDArray x, NDArray matrix) {
    return x.matMul(matrix.transpose());
  }
}
