package hmrbench.run;

import hmrbench.core.Remark;
import hmrbench.record.Cell;

/** Hears how a run gets on. Called from several threads, one at a time. */
public interface RunListener {

  /** Something that the user should know, as a sentence. */
  void remark(String sentence);

  /** Something about an input that whoever reads the numbers must know. */
  default void remark(Remark remark) {
    remark((remark.weight() == Remark.Weight.DOUBT ? "in doubt: " : "") + remark);
  }

  /**
   * A piece of work is done.
   *
   * @param done share of the work that is done, from 0 to 1
   * @param what is being done
   */
  void progress(double done, String what);

  /** A cell failed; the others go on. */
  void failed(Cell cell, String why, Throwable cause);
}
