package hmrbench.data.sim;

import hmrbench.config.BadValue;
import hmrbench.config.DatasetConfig;
import hmrbench.config.Names;
import hmrbench.core.Rates;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The simulated set that ships: made, not read.
 *
 * @param sequences number of sequences
 * @param seed of people, motions and observations
 * @param seconds length of each sequence
 * @param fps the rate at which it is scored by default, in hertz
 * @param camera what the camera does in the world; where absent, the set knows no world
 */
public record Simulated(
    String name,
    SimulatedSplit split,
    int sequences,
    long seed,
    double seconds,
    double fps,
    Optional<CameraMotion> camera)
    implements DatasetConfig {

  /** The name of the format. */
  public static final String FORMAT = "simulated";

  public Simulated {
    Names.require("name", name);
    MadeClips.requireSequences(sequences);
    MadeClips.requireSeconds(seconds);
    BadValue.requirePositive("fps", fps);
    fps = Rates.snapped(fps);
  }

  /** A set without a world. */
  public Simulated(
      String name, SimulatedSplit split, int sequences, long seed, double seconds, double fps) {
    this(name, split, sequences, seed, seconds, fps, Optional.empty());
  }

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("split", split.label());
    values.put("sequences", sequences);
    values.put("seed", seed);
    values.put("seconds", seconds);
    values.put("fps", fps);
    camera.ifPresent(kind -> values.put("camera", kind.key()));
    return values;
  }
}
