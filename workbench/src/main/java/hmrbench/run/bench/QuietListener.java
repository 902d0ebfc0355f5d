package hmrbench.run.bench;

import hmrbench.record.Cell;
import hmrbench.run.RunListener;

/** Ignores everything that a run reports, except failures. */
final class QuietListener implements RunListener {

  @Override
  public void remark(String sentence) {
    // A measurement says nothing of how a run goes.
  }

  @Override
  public void progress(double done, String what) {
    // Neither does it count.
  }

  @Override
  public void failed(Cell cell, String why, Throwable cause) {
    throw new IllegalStateException(why, cause);
  }
}
