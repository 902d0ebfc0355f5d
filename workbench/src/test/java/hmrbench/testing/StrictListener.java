package hmrbench.testing;

import hmrbench.record.Cell;
import hmrbench.run.RunListener;

/** Hears nothing, but does not let a cell fail. */
public final class StrictListener implements RunListener {

  @Override
  public void remark(String sentence) {}

  @Override
  public void progress(double done, String what) {}

  @Override
  public void failed(Cell cell, String why, Throwable cause) {
    throw new IllegalStateException(cell + ": " + why, cause);
  }
}
