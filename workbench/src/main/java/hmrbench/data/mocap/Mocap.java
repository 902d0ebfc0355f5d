package hmrbench.data.mocap;

import hmrbench.config.BadValue;
import hmrbench.config.DatasetConfig;
import hmrbench.config.Names;
import hmrbench.core.Rates;
import hmrbench.data.sim.CameraMotion;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Real motion from BVH or AMASS files, on our body and under our observation model.
 *
 * @param files BVH files, npz files of AMASS, or folders of them
 * @param fps the rate at which it is scored by default, in hertz; that of the files where absent
 * @param seed of the observations
 * @param maxSeconds so much of each file is used; all of it where absent
 * @param reading what is known about the files beyond their content
 * @param camera what the camera does in the world; where absent, the set knows no world
 */
public record Mocap(
    String name,
    List<Path> files,
    Optional<Double> fps,
    long seed,
    Optional<Double> maxSeconds,
    MocapReading reading,
    Optional<CameraMotion> camera)
    implements DatasetConfig {

  /** The name of the format. */
  public static final String FORMAT = "mocap";

  public Mocap {
    Names.require("name", name);
    files = List.copyOf(files);
    BadValue.requireFiles(files);
    fps.ifPresent(rate -> BadValue.requirePositive("fps", rate));
    fps = fps.map(Rates::snapped);
    maxSeconds.ifPresent(seconds -> BadValue.requirePositive("max-seconds", seconds));
  }

  /** A set without a world. */
  public Mocap(
      String name,
      List<Path> files,
      Optional<Double> fps,
      long seed,
      Optional<Double> maxSeconds,
      MocapReading reading) {
    this(name, files, fps, seed, maxSeconds, reading, Optional.empty());
  }

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("files", files);
    fps.ifPresent(rate -> values.put("fps", rate));
    values.put("seed", seed);
    maxSeconds.ifPresent(seconds -> values.put("max-seconds", seconds));
    reading.putTo(values);
    camera.ifPresent(kind -> values.put("camera", kind.key()));
    return values;
  }
}
