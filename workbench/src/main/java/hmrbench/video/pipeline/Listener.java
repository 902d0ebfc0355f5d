package hmrbench.video.pipeline;

/** Is told how a video's stages come along. */
public interface Listener {

  /** Something a user should know, in a sentence. */
  void remark(String sentence);

  /**
   * A stage goes on.
   *
   * @param stage its name
   * @param done from 0 to 1
   */
  void progress(String stage, double done);
}
