package hmrbench.extending;

import hmrbench.core.SmplTrack;
import hmrbench.model.Filter;
import hmrbench.model.filter.FilterFamily;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Shows every n-th pose until the next: what a display at a lower rate does to motion. */
final class HoldFamily implements FilterFamily {

  // snippet family
  private static final Pattern NAME = Pattern.compile("hold-([1-9]\\d?)");

  @Override
  public String key() {
    return "hold";
  }

  @Override
  public String usage() {
    return "hold-FRAMES";
  }

  @Override
  public String example() {
    return "hold-2";
  }

  @Override
  public String description() {
    return "shows every FRAMES-th pose until the next; causal, lags";
  }

  @Override
  public List<String> candidates() {
    return List.of("hold-2", "hold-3");
  }

  @Override
  public Optional<Filter> filter(String name) {
    Matcher match = NAME.matcher(name);
    return match.matches()
        ? Optional.of(new Hold(name, Integer.parseInt(match.group(1))))
        : Optional.empty();
  }

  // end of snippet

  // snippet filter
  private record Hold(String name, int frames) implements Filter {

    @Override
    public SmplTrack apply(SmplTrack track, double framesPerSecond) {
      int[] shown = IntStream.range(0, track.frames()).map(t -> t - t % frames).toArray();
      return track.withRotations(track.rotations().rows(shown));
    }

    @Override
    public int lookaheadFrames() {
      return 0;
    }
  }
  // end of snippet
}
