package hmrbench.video.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.core.Remark;
import java.util.List;

/**
 * Keeps what a pipeline remarks, and holds its progress to what is a share.
 *
 * @param words where remarks go, as a reader sees them
 */
record KeptRemarks(List<String> words) implements Listener {

  @Override
  public void remark(Remark remark) {
    words.add(remark.toString());
  }

  @Override
  public void progress(String stage, double done) {
    assertThat(done).as(stage).isBetween(0.0, 1.0);
  }
}
