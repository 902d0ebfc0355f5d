package hmrbench.train;

import hmrbench.config.TrainingConfig;

/**
 * The rule of the official trainers: a fixed number of steps, a rate that is cut where PA-MPJPE
 * stays on a plateau, and the checkpoint of the least PA-MPJPE. The originals forget the least
 * value and the count when they resume; here both follow from the looks, which are in the log.
 *
 * <p>Source: torch.optim.lr_scheduler.ReduceLROnPlateau (mode min, threshold relative); fit and
 * save_model in lib/core/trainer.py of TCMR at c41fdd7 and of VIBE at 851f779.
 */
final class Plateau implements Schedule {

  private final TrainingConfig.Plateau rule;
  private final int steps;
  private final double rate;
  private double least = Double.POSITIVE_INFINITY;
  private double advance = Double.POSITIVE_INFINITY;
  private int without;
  private int cuts;
  private boolean tooFar;

  Plateau(TrainingConfig.Plateau rule, int steps, double rate) {
    this.rule = rule;
    this.steps = steps;
    this.rate = rate;
  }

  @Override
  public double rate(int stepsDone) {
    return rate * Math.pow(rule.factor(), cuts);
  }

  @Override
  public boolean isOver(int stepsDone) {
    return tooFar || stepsDone >= steps;
  }

  @Override
  public int mostSteps() {
    return steps;
  }

  @Override
  public boolean look(double loss, double paMpjpe) {
    if (paMpjpe < advance * (1 - rule.threshold())) {
      advance = paMpjpe;
      without = 0;
    } else {
      without++;
      if (without > rule.patience()) {
        cuts++;
        without = 0;
      }
    }
    tooFar = rule.mostPaMpjpeMillimetres().filter(most -> paMpjpe > most).isPresent();
    boolean best = paMpjpe < least;
    least = Math.min(least, paMpjpe);
    return best;
  }

  @Override
  public String end() {
    return tooFar
        ? "PA-MPJPE above the most that the recipe allows; the best validation is kept"
        : FixedLength.END + "; the best validation is kept";
  }
}
