package hmrbench.video.track;

/** A detector that was chosen and is not open yet. */
public interface ChosenDetector {

  /** What its boxes depend on, in words: the method, and name and hash of its file. */
  String key();

  /**
   * Opens it; the caller closes it.
   *
   * @throws hmrbench.core.Fault if its file is missing or damaged, or holds something else
   */
  PersonDetector open();
}
