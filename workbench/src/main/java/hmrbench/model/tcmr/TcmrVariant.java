package hmrbench.model.tcmr;

import hmrbench.core.Fault;

/**
 * Which parts of TCMR a network includes. The official code has TCMR alone; the others are built
 * after the descriptions in the paper's Tables 1 and 2.
 *
 * @param residual whether the static feature of the middle frame is added to the feature of all
 *     frames. With PoseForecast the release does not say where it enters; here it enters the
 *     current branch, before the attention
 * @param poseForecast whether past and future have separate GRUs and are integrated by attention
 * @param allBranch whether the GRU over all frames (G_all) is there; without it the attention is
 *     over past and future, and no weight of the current branch is recorded
 * @param poseForecastSeesCurrent whether the past and future GRUs also read the middle frame
 */
public record TcmrVariant(
    boolean residual, boolean poseForecast, boolean allBranch, boolean poseForecastSeesCurrent) {

  /** The published network. */
  public static final TcmrVariant TCMR = new TcmrVariant(false, true, true, false);

  /** G_all alone: the ablation's start, without residual and without PoseForecast. */
  public static final TcmrVariant MIDDLE = new TcmrVariant(false, false, true, false);

  static final String RESIDUAL_NEEDS_ALL_BRANCH =
      "residual: true needs all-branch: true, whose feature the static one is added to";

  public TcmrVariant {
    if (!poseForecast && (!allBranch || poseForecastSeesCurrent)) {
      throw Fault.asked(
          "all-branch: false and poseforecast-sees-current: true need poseforecast: true");
    }
    if (residual && !allBranch) {
      throw Fault.asked(RESIDUAL_NEEDS_ALL_BRANCH);
    }
  }
}
