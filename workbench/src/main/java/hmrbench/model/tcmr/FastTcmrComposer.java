package hmrbench.model.tcmr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import hmrbench.model.spin.AffineRegressor;
import hmrbench.model.spin.Regressor;
import hmrbench.tensor.ComposedLinear;
import hmrbench.tensor.Gru;
import hmrbench.tensor.Linear;
import hmrbench.tensor.Scope;
import hmrbench.tensor.SharedGru;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Composes the affine maps of a {@link FastTcmr} in double. */
final class FastTcmrComposer {

  private final NDManager owner;
  private final AffineRegressor regressor;
  private final Optional<BranchAttention> attention;
  private final List<Source> sources = new ArrayList<>();

  private record Source(FastTcmr.Place place, Gru gru, Linear linear) {}

  /**
   * @param owner of the composed tensors
   * @param attention absent where there is one branch only
   */
  FastTcmrComposer(NDManager owner, Regressor regressor, Optional<BranchAttention> attention) {
    this.owner = owner;
    this.regressor = regressor.affine(owner);
    this.attention = attention;
  }

  /** Adds a branch; the order is past, current, future. */
  void add(FastTcmr.Place place, Gru gru, Linear linear) {
    sources.add(new Source(place, gru, linear));
  }

  FastTcmr compose(int middle, int reach, boolean hasResidual) {
    List<FastTcmr.Branch> branches = new ArrayList<>();
    Optional<FastTcmr.Residual> residual = Optional.empty();
    for (int k = 0; k < sources.size(); k++) {
      Source source = sources.get(k);
      NDList maps = branch(k, source.linear());
      branches.add(
          new FastTcmr.Branch(
              source.place(),
              new SharedGru(source.gru()),
              maps.get(0),
              maps.get(1),
              maps.size() > 2 ? Optional.of(maps.get(2)) : Optional.empty()));
      if (hasResidual && source.place() == FastTcmr.Place.ALL) {
        residual = Optional.of(residual(k));
      }
    }
    NDArray offset =
        made(
                new NDList(regressor.offset()),
                list -> new NDList(ComposedLinear.rounded(list.get(0))))
            .singletonOrThrow();
    return new FastTcmr(middle, reach, branches, offset, scores(), residual);
  }

  /** The maps of a branch's rectified state: to the body, its constant, and to the attention. */
  private NDList branch(int k, Linear linear) {
    return made(
        lentWith(linear),
        list -> {
          NDList maps =
              new NDList(
                  ComposedLinear.rounded(ComposedLinear.matrix(regressor.matrix(), linear)),
                  ComposedLinear.rounded(ComposedLinear.offset(regressor.matrix(), linear)));
          attention.ifPresent(
              a ->
                  maps.add(ComposedLinear.rounded(ComposedLinear.matrix(ofFeature(a, k), linear))));
          return maps;
        });
  }

  private FastTcmr.Residual residual(int k) {
    NDList maps =
        made(
            lentWith(sources.get(k).linear()),
            list -> {
              NDList both = new NDList(ComposedLinear.rounded(regressor.matrix()));
              attention.ifPresent(a -> both.add(ComposedLinear.rounded(ofFeature(a, k))));
              return both;
            });
    return new FastTcmr.Residual(
        maps.get(0), maps.size() > 1 ? Optional.of(maps.get(1)) : Optional.empty());
  }

  /** The attention behind its first layer, and the constant of that layer over all branches. */
  private Optional<FastTcmr.Scores> scores() {
    if (attention.isEmpty()) {
      return Optional.empty();
    }
    BranchAttention a = attention.get();
    NDList lent = lentWith(sources.get(0).linear());
    sources.forEach(source -> lent.add(source.linear().bias()));
    NDArray offset =
        made(
                lent,
                list -> {
                  NDArray sum = ComposedLinear.exact(a.first().bias());
                  for (int k = 0; k < sources.size(); k++) {
                    sum = sum.add(ComposedLinear.offset(ofFeature(a, k), sources.get(k).linear()));
                    sum = sum.add(ComposedLinear.offset(block(a, k), a.reduce()));
                  }
                  return new NDList(ComposedLinear.rounded(sum));
                })
            .singletonOrThrow();
    return Optional.of(new FastTcmr.Scores(offset, a.second(), a.scores()));
  }

  /** What the attention's first layer makes of the feature of branch k, float64 [A, F]. */
  private static NDArray ofFeature(BranchAttention a, int k) {
    return ComposedLinear.matrix(block(a, k), a.reduce());
  }

  /** The columns of the first layer that read branch k, float64 [A, A]. */
  private static NDArray block(BranchAttention a, int k) {
    long size = a.reduce().out();
    return ComposedLinear.exact(
        a.first().weight().get(new NDIndex().addAllDim().addSliceDim(k * size, (k + 1) * size)));
  }

  private NDList lentWith(Linear linear) {
    NDList lent = new NDList(regressor.matrix(), linear.weight(), linear.bias());
    attention.ifPresent(
        a -> {
          lent.add(a.reduce().weight());
          lent.add(a.reduce().bias());
          lent.add(a.first().weight());
          lent.add(a.first().bias());
        });
    return lent;
  }

  private NDList made(NDList lent, java.util.function.UnaryOperator<NDList> work) {
    return Scope.tensors(owner, lent, work);
  }
}
