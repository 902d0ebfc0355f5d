package hmrbench.data.mocap;

import hmrbench.config.DatasetKeys;
import hmrbench.core.Joint;
import hmrbench.data.DataFormat;
import hmrbench.data.Dataset;
import hmrbench.data.mocap.MocapReading.Sides;
import hmrbench.data.mocap.MocapReading.Unit;
import hmrbench.data.mocap.MocapReading.Up;
import hmrbench.data.sim.CameraMotion;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Real motion from BVH or AMASS files, on our body and under our observation model. */
public final class MocapFormat implements DataFormat<Mocap> {

  @Override
  public String key() {
    return Mocap.FORMAT;
  }

  @Override
  public Class<Mocap> type() {
    return Mocap.class;
  }

  @Override
  public Optional<Mocap> read(String name, DatasetKeys keys) {
    List<Path> files = keys.files("files");
    Optional<Double> fps = keys.optionalNumber("fps");
    long seed = keys.integer("seed", 1);
    Optional<Double> maxSeconds = keys.optionalNumber("max-seconds");
    Optional<Double> recordedFps = keys.optionalNumber("recorded-fps");
    Optional<Up> up = keys.oneOf("up", Arrays.asList(Up.values()), Up::key);
    Optional<Sides> sides = keys.oneOf("sides", Arrays.asList(Sides.values()), Sides::key);
    Optional<Unit> unit = keys.oneOf("unit", Arrays.asList(Unit.values()), Unit::key);
    Map<Joint, String> joints = joints(keys);
    Optional<CameraMotion> camera =
        keys.oneOf("camera", Arrays.asList(CameraMotion.values()), CameraMotion::key);
    return keys.build(
        () ->
            new Mocap(
                name,
                files,
                fps,
                seed,
                maxSeconds,
                new MocapReading(recordedFps, up, sides, unit, joints),
                camera));
  }

  /** What the files call our joints: a map, or the path of a YAML file that holds one. */
  private static Map<Joint, String> joints(DatasetKeys keys) {
    Map<Joint, String> joints = new EnumMap<>(Joint.class);
    List<String> known =
        Stream.concat(MocapReading.NEEDED.stream(), MocapReading.OPTIONAL.stream())
            .map(MocapReading::key)
            .toList();
    keys.textMapOrFile("joints")
        .forEach(
            (key, name) ->
                MocapReading.joint(key)
                    .ifPresentOrElse(
                        joint -> joints.put(joint, name),
                        () -> keys.refuseName("joints", "joint", key, known)));
    return joints;
  }

  @Override
  public List<Path> inputs(Mocap config) {
    return config.files().stream().flatMap(path -> DataFormat.below(path).stream()).toList();
  }

  @Override
  public Dataset open(Mocap config, BodyJoints body) {
    return new MocapDataset(config, body);
  }
}
