package hmrbench.run.bench;

import hmrbench.core.Clip;
import hmrbench.core.OutputKind;
import hmrbench.core.ParallelWork;
import hmrbench.core.WindowRule;
import hmrbench.data.WindowPlan;
import hmrbench.data.Windows;
import hmrbench.model.NetworkPredictor;
import hmrbench.model.Predictor;
import java.util.ArrayList;
import java.util.List;

/** The network alone over clips in memory, on several threads. */
final class NetworkRace implements AutoCloseable {

  private final List<Predictor> members = new ArrayList<>();

  /**
   * @param network whose twins run; not closed
   */
  NetworkRace(NetworkPredictor network, int threads) {
    for (int i = 0; i < threads; i++) {
      network.twin().ifPresent(members::add);
    }
  }

  /** Frames per second over all clips, with TCMR's windows. */
  double framesPerSecond(List<Clip> clips) {
    long start = System.nanoTime();
    int frames =
        ParallelWork.each(members, clips.size(), (member, i) -> predict(member, clips.get(i)))
            .stream()
            .mapToInt(Integer::intValue)
            .sum();
    return frames / ((System.nanoTime() - start) / 1e9);
  }

  private static int predict(Predictor member, Clip clip) {
    return member.predict(clip, plan(member, clip)).smpl().frames();
  }

  /** TCMR's windows of a clip. */
  static WindowPlan plan(Predictor network, Clip clip) {
    return Windows.plan(
        WindowRule.TCMR, clip.frames(), network.windowFrames(), OutputKind.MIDDLE_FRAME);
  }

  @Override
  public void close() {
    members.forEach(Predictor::close);
  }
}
