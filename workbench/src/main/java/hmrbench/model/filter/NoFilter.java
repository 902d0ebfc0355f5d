package hmrbench.model.filter;

import hmrbench.core.SmplTrack;
import hmrbench.model.Filter;

/** Leaves a prediction as it is. */
final class NoFilter implements Filter {

  @Override
  public String name() {
    return Filters.NONE;
  }

  @Override
  public SmplTrack apply(SmplTrack track, double framesPerSecond) {
    return track;
  }

  @Override
  public int lookaheadFrames() {
    return 0;
  }
}
