package hmrbench.train;

import hmrbench.config.TrainingConfig;

/**
 * Trains until validation is flat. A validation counts as an advance if the loss has fallen by a
 * given share, or PA-MPJPE by some millimetres, since the last advance. After a number of
 * validations in a row without an advance the rate is cut; if that happens again after the last
 * cut, the training ends. A cap on the steps ends it in any case.
 *
 * <p>The state follows from the looks alone, so a resumed training has it from its log.
 */
final class UntilFlat implements Schedule {

  private final TrainingConfig.UntilFlat rule;
  private final int mostSteps;
  private final double rate;
  private double loss = Double.POSITIVE_INFINITY;
  private double paMpjpe = Double.POSITIVE_INFINITY;
  private int looksWithoutAdvance;
  private int cuts;

  /**
   * @param mostSteps the cap
   * @param rate before the first cut
   */
  UntilFlat(TrainingConfig.UntilFlat rule, int mostSteps, double rate) {
    this.rule = rule;
    this.mostSteps = mostSteps;
    this.rate = rate;
  }

  @Override
  public double rate(int stepsDone) {
    return rate * Math.pow(rule.cut(), cuts);
  }

  @Override
  public boolean isOver(int stepsDone) {
    return isFlat() || stepsDone >= mostSteps;
  }

  private boolean isFlat() {
    return cuts > rule.cuts();
  }

  @Override
  public int mostSteps() {
    return mostSteps;
  }

  @Override
  public boolean look(double newLoss, double newPaMpjpe) {
    boolean advance =
        newLoss <= loss * (1 - rule.loss()) || newPaMpjpe <= paMpjpe - rule.paMpjpeMillimetres();
    if (advance) {
      loss = Math.min(loss, newLoss);
      paMpjpe = Math.min(paMpjpe, newPaMpjpe);
      looksWithoutAdvance = 0;
      return false;
    }
    looksWithoutAdvance++;
    if (looksWithoutAdvance == rule.looks()) {
      cuts++;
      looksWithoutAdvance = 0;
    }
    return false;
  }

  @Override
  public String end() {
    return isFlat() ? "validation flat" : "at the cap, validation not flat";
  }
}
