package hmrbench.video.pipeline;

import hmrbench.core.Remark;

/** Hears how a video's stages come along. */
public interface Listener {

  /** Something a user should know. */
  void remark(Remark remark);

  /**
   * A stage goes on.
   *
   * @param stage its name
   * @param done from 0 to 1
   */
  void progress(String stage, double done);
}
